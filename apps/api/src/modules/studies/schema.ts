import { workspaceIds } from '../../auth/caller.ts';
import { builder } from '../../builder.ts';
import { DatasetVersionNode } from '../datasets/schema.ts';
import { CreateStudyInput, ExperimentStatus } from '../experiments/choices.ts';
import { ExperimentConnection, ExperimentNode } from '../experiments/schema.ts';
import { ProblemType } from '../problems.ts';
import { spreadOf } from './board/board.ts';
import { createStudy } from './create.ts';
import { bestReason, listStudies, listStudyExperiments } from './service.ts';

export const StudyNode = builder.prismaNode('Study', {
  authScopes: { signedIn: true },

  nullable: true,
  description: 'A set of experiments expanded from a grid of choices.',
  id: { field: 'id' },
  findUnique: (id, { caller }) => ({ id, workspaceId: { in: workspaceIds(caller) } }),
  fields: (t) => ({
    name: t.exposeString('name'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    datasetVersion: t.field({
      type: DatasetVersionNode,
      resolve: ({ datasetVersionId }, _args, { loaders }) => loaders.version.load(datasetVersionId),
    }),
    status: t.field({
      type: ExperimentStatus,
      description:
        'RUNNING while any experiment runs or waits for another one; FAILED or CANCELLED where none succeeded.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.studyState.load(id)).status,
    }),
    progress: t.float({
      description: '0 to 1: the share of the experiments that are over.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.studyState.load(id)).progress,
    }),
    experiments: t.field({
      type: ExperimentConnection,
      nullable: true,
      description: 'In order of their numbers.',
      args: { first: t.arg.int(), after: t.arg.string(), last: t.arg.int(), before: t.arg.string() },
      resolve: (study, args, context) => listStudyExperiments(context, study, args),
    }),
    best: t.field({
      type: ExperimentNode,
      nullable: true,
      description: 'Of those that succeeded, the one of the highest mean silhouette.',
      resolve: async ({ id }, _args, { loaders }) => {
        const { bestId } = await loaders.studyState.load(id);
        return bestId === null ? null : loaders.experiment.load(bestId);
      },
    }),
    bestReason: t.string({
      nullable: true,
      resolve: ({ id }, _args, context) => bestReason(context, id),
    }),
    spread: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Where a choice was run with several seeds: for each such choice the count, mean, standard deviation, lowest and highest of its scores. Null without.',
      resolve: async ({ id }, _args, { loaders }) => spreadOf(await loaders.boardRows.load(id)),
    }),
    secondsSaved: t.float({
      description: 'What the stages that were shared would have taken to run again.',
      resolve: async ({ id }, _args, { loaders }) => (await loaders.studyState.load(id)).secondsSaved,
    }),
  }),
});

builder.prismaObjectField('Experiment', 'study', (t) =>
  t.field({
    type: StudyNode,
    nullable: true,
    resolve: ({ studyId }, _args, { loaders }) => (studyId === null ? null : loaders.study.load(studyId)),
  }),
);

const StudyConnection = builder.connectionObject(
  {
    type: StudyNode,
    name: 'StudyConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'StudyEdge' },
);

builder.queryField('studies', (t) =>
  t.field({
    type: StudyConnection,
    nullable: true,
    description: 'The newest first.',
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
    },
    resolve: (_root, { workspace, ...page }, context) => listStudies(context, workspace, page),
  }),
);

const StudyPayload = builder.objectRef<Awaited<ReturnType<typeof createStudy>>>('StudyPayload').implement({
  fields: (t) => ({
    study: t.field({ type: StudyNode, nullable: true, resolve: ({ value }) => value }),
    problems: t.field({ type: [ProblemType], resolve: ({ problems }) => problems }),
  }),
});

builder.mutationField('createStudy', (t) =>
  t.field({
    type: StudyPayload,
    authScopes: { writing: true },
    args: { input: t.arg({ type: CreateStudyInput, required: true }) },
    resolve: (_root, { input }, context) => createStudy(context, input),
  }),
);
