import type { Comparison } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Outcome } from '../../problem.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { IdInput } from '../idInput.ts';
import { UserNode } from '../people/schema.ts';
import { ProblemType } from '../problems.ts';
import { deleteComparison } from './deleteComparison.ts';
import { listComparisons } from './listComparisons.ts';
import { saveComparison, visibleComparisons } from './saved.ts';

export const ComparisonNode = builder.prismaNode('Comparison', {
  authScopes: { visiting: true },
  nullable: true,
  description: 'Experiments beside each other, kept under a title.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleComparisons(context) }),
  fields: (t) => ({
    title: t.exposeString('title'),
    text: t.exposeString('text', { description: 'What its maker says of it; may be empty.' }),
    experiments: t.field({
      type: [ExperimentNode],
      description: 'In the order in which they are compared.',
      resolve: async ({ id }, _args, { loaders }) => {
        const rows = await loaders.comparedExperiments.load(id);
        return Promise.all(rows.map(({ experimentId }) => loaders.experiment.load(experimentId)));
      },
    }),
    state: t.field({
      type: 'JSON',
      description: 'What is chosen on the page that compares them.',
      resolve: ({ state }) => state,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
  }),
});

const ComparisonConnection = builder.connectionObject(
  {
    type: ComparisonNode,
    name: 'ComparisonConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'ComparisonEdge' },
);

builder.queryField('comparisons', (t) =>
  t.field({
    type: ComparisonConnection,
    nullable: true,
    description: 'Those that were kept, the newest first.',
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true, description: 'The slug.' }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    resolve: (_root, { workspace, ...page }, context) => listComparisons(context, workspace, page),
  }),
);

const ComparisonPayload = builder.objectRef<Outcome<Comparison>>('ComparisonPayload').implement({
  fields: (t) => ({
    comparison: t.field({ type: ComparisonNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

const SaveComparisonInput = builder.inputType('SaveComparisonInput', {
  fields: (t) => ({
    id: t.id({ description: 'Of the one that is changed; left out, one more is kept.' }),
    workspace: t.string({ required: true, description: 'The slug.' }),
    title: t.string({ required: true }),
    text: t.string({ description: 'What is to be said of it. Left out: as it was, or nothing.' }),
    experimentIds: t.idList({ required: true, description: '2 to 100, in their order.' }),
    state: t.field({ type: 'JSON', description: 'What is chosen on the page: an object of some values.' }),
  }),
});

builder.mutationFields((t) => ({
  saveComparison: t.field({
    type: ComparisonPayload,
    description: 'Keeps experiments beside each other under a title, to come back to or to share.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: SaveComparisonInput, required: true }) },
    resolve: (_root, { input }, context) => saveComparison(context, input),
  }),
  deleteComparison: t.field({
    type: ComparisonPayload,
    description: 'With its public links; the experiments stay.',
    authScopes: { writing: true },
    args: { input: t.arg({ type: IdInput, required: true }) },
    resolve: (_root, { input }, context) => deleteComparison(context, String(input.id)),
  }),
}));
