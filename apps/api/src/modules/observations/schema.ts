import type { Sample } from '@asterism/db';
import { builder } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { selects } from '../../paging/selects.ts';
import { ClusterNode } from '../clusters/schema.ts';
import { ComparisonNode } from '../comparison/savedSchema.ts';
import { ExperimentNode } from '../experiments/schema.ts';
import { UserNode } from '../people/schema.ts';
import { SampleNode } from '../samples/schema.ts';
import { StudyNode } from '../studies/schema.ts';
import { ConfidenceEnum, ObservationFilter, ObservationKindEnum } from './filter.ts';
import { listObservations } from './list.ts';
import { OBSERVATION_COLUMNS, type ObservationRow, subjectOf, visibleObservations } from './row.ts';

const ObservationFieldsType = builder.objectRef<ObservationRow>('ObservationFields').implement({
  description: 'What is said beside the text, in a form that can be filtered and counted.',
  fields: (t) => ({
    label: t.exposeString('label', { nullable: true, description: 'What the cluster is, in a few words.' }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, nullable: true }),
    kind: t.expose('kind', { type: ObservationKindEnum, nullable: true }),
    tags: t.exposeStringList('tags'),
    representatives: t.field({
      type: [SampleNode],
      description: 'Samples that show it best.',
      resolve: (row, _args, context) => namedSamples(context, row, row.representativeIds),
    }),
    counterExamples: t.field({
      type: [SampleNode],
      description: 'Samples that look like it and are something else.',
      resolve: (row, _args, context) => namedSamples(context, row, row.counterExampleIds),
    }),
  }),
});

/** Whoever edits the document may write any id into it: those of other workspaces, and those that are gone, are left out. */
async function namedSamples(
  { loaders }: Context,
  { workspaceId }: ObservationRow,
  ids: readonly string[],
): Promise<Sample[]> {
  const rows = await Promise.all(ids.map((id) => loaders.namedSample.load(id)));
  return rows
    .filter((row) => row !== null)
    .filter((row) => row.workspaceId === workspaceId)
    .sort((a, b) => a.index - b.index);
}

export const ObservationNode = builder.prismaNode('Observation', {
  authScopes: { signedIn: true },
  nullable: true,
  description: 'What a team writes together of a cluster, an experiment, a study or a comparison.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleObservations(context) }),
  select: OBSERVATION_COLUMNS,
  fields: (t) => ({
    subject: t.field({
      type: builder.nodeInterfaceRef(),
      description: 'A cluster, an experiment, a study or a comparison.',
      resolve: async (row, _args, { loaders }) => {
        const { type, id } = subjectOf(row);
        switch (type) {
          case 'Cluster':
            return ClusterNode.addBrand(await loaders.cluster.load(id));
          case 'Experiment':
            return ExperimentNode.addBrand(await loaders.experiment.load(id));
          case 'Study':
            return StudyNode.addBrand(await loaders.study.load(id));
          case 'Comparison':
            return ComparisonNode.addBrand(await loaders.comparison.load(id));
        }
      },
    }),
    markdown: t.string({
      description:
        'The text as of the last revision; at most some seconds behind what is being typed. Write it back with writeObservation and this revision.',
      resolve: ({ markdown }) => markdown,
    }),
    revision: t.int({
      description: 'The number of the last revision; 0 before the first.',
      resolve: ({ revision }) => revision,
    }),
    createdAt: t.field({ type: 'DateTime', resolve: ({ createdAt }) => createdAt }),
    updatedAt: t.field({ type: 'DateTime', resolve: ({ updatedAt }) => updatedAt }),
    authors: t.field({
      type: [UserNode],
      description: 'Who wrote of it, the first first.',
      resolve: async ({ id }, _args, { loaders }) => {
        const rows = await loaders.observationAuthors.load(id);
        return Promise.all(rows.map(({ userId }) => loaders.user.load(userId)));
      },
    }),
    fields: t.field({ type: ObservationFieldsType, resolve: (row) => row }),
    missingMembers: t.field({
      type: [SampleNode],
      description:
        'Samples that the text or the representatives of a cluster name and that are not among its members, by their numbers; of other subjects none.',
      resolve: ({ id }, _args, { loaders }) => loaders.missingMembers.load(id),
    }),
  }),
});

builder.prismaObjectField(ClusterNode, 'observation', (t) =>
  t.field({
    type: ObservationNode,
    nullable: true,
    description: 'Null until somebody opens one: see openObservation and writeObservation.',
    resolve: ({ id }, _args, { loaders }) => loaders.observationOf.load({ type: 'Cluster', id }),
  }),
);

builder.prismaObjectField(ExperimentNode, 'observation', (t) =>
  t.field({
    type: ObservationNode,
    nullable: true,
    description: 'Of the experiment as a whole; those of its clusters are theirs.',
    resolve: ({ id }, _args, { loaders }) => loaders.observationOf.load({ type: 'Experiment', id }),
  }),
);

builder.prismaObjectField(StudyNode, 'observation', (t) =>
  t.field({
    type: ObservationNode,
    nullable: true,
    description: 'Of the study as a whole; what is said of its clusters is summarised in observations.',
    resolve: ({ id }, _args, { loaders }) => loaders.observationOf.load({ type: 'Study', id }),
  }),
);

builder.prismaObjectField(ComparisonNode, 'observation', (t) =>
  t.field({
    type: ObservationNode,
    nullable: true,
    resolve: ({ id }, _args, { loaders }) => loaders.observationOf.load({ type: 'Comparison', id }),
  }),
);

const ObservationConnection = builder.connectionObject(
  {
    type: ObservationNode,
    name: 'ObservationConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'ObservationEdge' },
);

const COUNT = new Set(['totalCount']);

builder.queryField('observations', (t) =>
  t.field({
    type: ObservationConnection,
    nullable: true,
    description:
      'Those of the workspace that say something, the last written first. One that is written meanwhile may move between two pages.',
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true, description: 'The slug.' }),
      filter: t.arg({ type: ObservationFilter }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    resolve: (_root, args, context, info) =>
      listObservations(context, { ...args, withCount: selects(info, COUNT) }),
  }),
);
