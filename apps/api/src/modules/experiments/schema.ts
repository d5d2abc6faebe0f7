import { builder, rowId } from '../../builder.ts';
import { selects } from '../../paging/selects.ts';
import { BlobType } from '../blobs/schema.ts';
import { DatasetNode, DatasetVersionNode } from '../datasets/schema.ts';
import { UserNode } from '../people/schema.ts';
import { ClusteringConfigType, ExperimentStatus, ModelKindEnum, PreprocessingType } from './choices.ts';
import { ExperimentFilter, ExperimentOrder } from './listing.ts';
import { LOSS_POINTS } from './loaders.ts';
import { type Recommendation, reasonFor, recommendationFor } from './recommendation.ts';
import { clusteringOf, failureOf, metricsOf, modelOf, preprocessingOf } from './records.ts';
import {
  EpochMetricsType,
  ExperimentMetricsType,
  FailureType,
  ProgressType,
  ProjectionType,
  ScanPointType,
  StageType,
} from './results.ts';
import { findExperiment, listExperiments, visibleExperiments } from './service.ts';
import {
  curve,
  labels,
  latents,
  lossCurve,
  type ModelView,
  model,
  progress,
  projections,
  scan,
} from './views.ts';

export const ModelType = builder.objectRef<ModelView>('Model').implement({
  description: 'The autoencoder and how it is trained.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ModelKindEnum }),
    latentSize: t.exposeInt('latentSize'),
    epochs: t.exposeInt('epochs'),
    batchSize: t.exposeInt('batchSize'),
    learningRate: t.exposeFloat('learningRate'),
    params: t.field({ type: 'JSON', resolve: ({ params }) => params }),
    parameterCount: t.int({
      nullable: true,
      description: 'Null until it is trained.',
      resolve: (view, _args, context) => view.parameterCount(context),
    }),
  }),
});

export const ExperimentNode = builder.prismaNode('Experiment', {
  authScopes: { visiting: true },
  nullable: true,
  description: 'One recorded chain: data set version, preprocessing, model, projections, clustering.',
  id: { field: 'id' },
  findUnique: (id, context) => ({ id, ...visibleExperiments(context) }),
  fields: (t) => ({
    number: t.exposeInt('number', { description: 'From 1 in each workspace.' }),
    name: t.exposeString('name'),
    status: t.expose('status', { type: ExperimentStatus }),
    tags: t.exposeStringList('tags'),
    notes: t.exposeString('notes', { nullable: true }),
    archived: t.exposeBoolean('archived'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true }),
    finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true }),
    createdBy: t.field({
      type: UserNode,
      nullable: true,
      description: 'Null where the account is gone.',
      resolve: ({ createdById }, _args, { loaders }) =>
        createdById === null ? null : loaders.user.load(createdById),
    }),
    dataset: t.field({
      type: DatasetNode,
      nullable: true,
      resolve: ({ datasetVersionId }, _args, { loaders }) =>
        loaders.version.load(datasetVersionId).then(({ datasetId }) => loaders.dataset.load(datasetId)),
    }),
    datasetVersion: t.field({
      type: DatasetVersionNode,
      nullable: true,
      resolve: ({ datasetVersionId }, _args, { loaders }) => loaders.version.load(datasetVersionId),
    }),
    preprocessing: t.field({ type: PreprocessingType, nullable: true, resolve: preprocessingOf }),
    model: t.field({ type: ModelType, nullable: true, resolve: (row) => model(row, modelOf(row)) }),
    clustering: t.field({ type: ClusteringConfigType, resolve: clusteringOf }),
    seed: t.exposeInt('seed'),
    environment: t.field({
      type: 'JSON',
      description:
        'Software versions, backend, threads, processor, machine; empty until a worker has planned it.',
      resolve: ({ environment }) => environment ?? {},
    }),
    stages: t.field({
      type: [StageType],
      description: 'In the order of the chain; empty until a worker has planned them.',
      resolve: ({ id }, _args, { loaders }) => loaders.stages.load(id),
    }),
    failure: t.field({ type: FailureType, nullable: true, resolve: failureOf }),
    progress: t.field({ type: ProgressType, resolve: (row, _args, context) => progress(context, row) }),
    curve: t.field({ type: [EpochMetricsType], resolve: ({ id }, _args, context) => curve(context, id) }),
    lossCurve: t.field({
      type: ['Float'],
      description: `The training loss at ${LOSS_POINTS} epochs at most, evenly apart, for a small picture; curve has all.`,
      resolve: ({ id }, _args, context) => lossCurve(context, id),
    }),
    metrics: t.field({ type: ExperimentMetricsType, nullable: true, resolve: (row) => metricsOf(row) }),
    latents: t.field({
      type: BlobType,
      nullable: true,
      description: 'Float32 (samples, latentSize).',
      resolve: (row, _args, context) => latents(context, row),
    }),
    labels: t.field({
      type: BlobType,
      nullable: true,
      description: 'Int32 (samples); -1 is noise.',
      resolve: (row, _args, context) => labels(context, row),
    }),
    projections: t.field({
      type: [ProjectionType],
      resolve: (row, _args, context) => projections(context, row),
    }),
    scan: t.field({ type: [ScanPointType], resolve: ({ id }, _args, context) => scan(context, id) }),
    recommendation: t.exposeString('recommendation', {
      nullable: true,
      description: 'The best choice and why, in a sentence.',
    }),
    configurationReason: t.string({
      nullable: true,
      description:
        'What is recommended for the version and why, and what was chosen otherwise. Asks the version’s samples: for one experiment, not for lists.',
      resolve: async (row, _args, { loaders, services }) => {
        const version = await loaders.version.load(row.datasetVersionId);
        const recommended = await recommendationFor(services.db, version);
        return recommended && reasonFor(row, recommended);
      },
    }),
  }),
});

const RecommendationType = builder.objectRef<Recommendation>('ConfigurationRecommendation').implement({
  description: 'What an experiment runs that is given nothing but the data set version.',
  fields: (t) => ({
    preprocessing: t.field({ type: PreprocessingType, resolve: ({ preprocessing }) => preprocessing }),
    model: t.field({
      type: ModelType,
      resolve: ({ model }) => ({ ...model, parameterCount: async () => null }),
    }),
    clustering: t.field({ type: ClusteringConfigType, resolve: ({ clustering }) => clustering }),
    reason: t.exposeString('reason', { description: 'Why, from what the samples look like.' }),
  }),
});

builder.prismaObjectField(DatasetVersionNode, 'recommendation', (t) =>
  t.field({
    type: RecommendationType,
    nullable: true,
    description:
      'Null while no experiment can be made of the version. Asks its samples: for one version, not for lists.',
    resolve: (version, _args, { services }) => recommendationFor(services.db, version),
  }),
);

export const ExperimentConnection = builder.connectionObject(
  {
    type: ExperimentNode,
    name: 'ExperimentConnection',
    fields: (t) => ({ totalCount: t.int({ resolve: ({ totalCount }) => totalCount() }) }),
  },
  { name: 'ExperimentEdge' },
);

const COUNT = new Set(['totalCount']);

builder.queryFields((t) => ({
  experiment: t.field({
    type: ExperimentNode,
    nullable: true,
    authScopes: { visiting: true },
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => findExperiment(context, rowId('Experiment', id)),
  }),
  experiments: t.field({
    type: ExperimentConnection,
    nullable: true,
    description:
      'The newest first unless ordered otherwise. A row whose sort value changes between two pages may move.',
    authScopes: { signedIn: true },
    args: {
      workspace: t.arg.string({ required: true, description: 'The slug.' }),
      filter: t.arg({ type: ExperimentFilter }),
      orderBy: t.arg({ type: [ExperimentOrder] }),
      first: t.arg.int(),
      after: t.arg.string(),
      last: t.arg.int(),
      before: t.arg.string(),
      skip: t.arg.int({
        description:
          'Rows that are passed over first, at most 100,000: for a list on the screen that is jumped in. Reading page after page, use cursors.',
      }),
    },
    resolve: (_root, args, context, info) =>
      listExperiments(context, { ...args, withCount: selects(info, COUNT) }),
  }),
}));
