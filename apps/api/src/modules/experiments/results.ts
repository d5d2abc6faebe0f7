import type { EpochMetrics, ScoreEstimates } from '@asterism/db';
import { projectionKind } from '@asterism/ml/params';
import { builder } from '../../builder.ts';
import type { Blob } from '../blobs/blob.ts';
import { BlobType } from '../blobs/schema.ts';
import { ClusteringAlgorithmEnum, ExperimentStatus, ProjectionKindEnum, StageKindEnum } from './choices.ts';
import { modelHealth } from './health.ts';
import type { StageUse } from './loaders.ts';
import type { Progress } from './progress.ts';
import type { ExperimentFailure, ExperimentMetrics, ProjectionView, ScanPointView } from './records.ts';
import { estimates } from './views.ts';

// What an experiment's stages leave behind, as the API shows it.

export const StageType = builder.objectRef<StageUse>('Stage').implement({
  description:
    'One step of the chain, stored under its key; reused where it was there before the experiment.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StageKindEnum }),
    key: t.exposeString('key'),
    status: t.expose('status', { type: ExperimentStatus }),
    reused: t.exposeBoolean('reused'),
    projection: t.field({
      type: ProjectionKindEnum,
      nullable: true,
      description: 'Of a PROJECT stage.',
      resolve: ({ projection }) => projectionKind.nullable().parse(projection),
    }),
    seconds: t.exposeFloat('seconds', { nullable: true }),
  }),
});

export const FailureType = builder.objectRef<ExperimentFailure>('Failure').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    message: t.exposeString('message'),
    stage: t.expose('stage', { type: StageKindEnum }),
    retryable: t.exposeBoolean('retryable'),
  }),
});

export const ProgressType = builder.objectRef<Progress>('Progress').implement({
  fields: (t) => ({
    stage: t.expose('stage', { type: StageKindEnum, nullable: true }),
    fraction: t.exposeFloat('fraction', { description: '0 to 1 over the whole chain.' }),
    epoch: t.exposeInt('epoch', { nullable: true }),
    epochs: t.exposeInt('epochs', { nullable: true }),
    secondsLeft: t.exposeFloat('secondsLeft', { nullable: true }),
  }),
});

export const EpochMetricsType = builder.objectRef<Omit<EpochMetrics, 'stageId'>>('EpochMetrics').implement({
  fields: (t) => ({
    epoch: t.exposeInt('epoch', { description: 'From 1.' }),
    trainLoss: t.exposeFloat('trainLoss'),
    validationLoss: t.exposeFloat('validationLoss', { nullable: true }),
    imagesPerSecond: t.exposeFloat('imagesPerSecond', { nullable: true }),
  }),
});

export const ScoreEstimateType = builder.objectRef<ScoreEstimates[number]>('ScoreEstimate').implement({
  description: 'A score of many samples that was told from some of them.',
  fields: (t) => ({
    score: t.exposeString('score', { description: 'silhouette, dbcv or stability.' }),
    sampleCount: t.exposeInt('drawn', { description: 'Samples that were looked at.' }),
    standardError: t.exposeFloat('standardError', {
      nullable: true,
      description: 'Of the score; null where the samples that were drawn do not tell it.',
    }),
    seed: t.exposeInt('seed', { description: 'What the samples were drawn by.' }),
  }),
});

export const ExperimentMetricsType = builder.objectRef<ExperimentMetrics>('ExperimentMetrics').implement({
  description: 'Null where a measure does not apply to the experiment or was not taken.',
  fields: (t) => ({
    mse: t.exposeFloat('mse', { nullable: true }),
    psnr: t.exposeFloat('psnr', { nullable: true }),
    ssim: t.exposeFloat('ssim', { nullable: true }),
    msSsim: t.exposeFloat('msSsim', { nullable: true }),
    mseWithoutSkips: t.float({
      nullable: true,
      description: 'The error from the latents alone, of a model with skip connections.',
      resolve: async ({ id }, _args, context) => (await modelHealth(context, id)).mseWithoutSkips,
    }),
    activeUnits: t.int({
      nullable: true,
      description: 'Latent dimensions of a variational model that differ between samples.',
      resolve: async ({ id }, _args, context) => (await modelHealth(context, id)).activeUnits,
    }),
    embeddingSpread: t.float({
      nullable: true,
      description: "Share of a contrastive model's embeddings that differs between samples, 0 to 1.",
      resolve: async ({ id }, _args, context) => (await modelHealth(context, id)).embeddingSpread,
    }),
    collapse: t.string({
      nullable: true,
      description: 'Where every sample got the same latent: that it is so, and what to do. Else null.',
      resolve: async ({ id }, _args, context) => (await modelHealth(context, id)).collapse,
    }),
    silhouette: t.exposeFloat('silhouette', { nullable: true }),
    daviesBouldin: t.exposeFloat('daviesBouldin', { nullable: true }),
    calinskiHarabasz: t.exposeFloat('calinskiHarabasz', { nullable: true }),
    dbcv: t.exposeFloat('dbcv', { nullable: true }),
    stability: t.exposeFloat('stability', { nullable: true }),
    clusterCount: t.exposeInt('clusterCount', { nullable: true }),
    noiseCount: t.exposeInt('noiseCount', { nullable: true }),
    bic: t.exposeFloat('bic', { nullable: true }),
    aic: t.exposeFloat('aic', { nullable: true }),
    estimates: t.field({
      type: [ScoreEstimateType],
      description: 'The scores that were told from some of the samples; empty where all were looked at.',
      resolve: ({ id }, _args, context) => estimates(context, id),
    }),
  }),
});

export const ProjectionType = builder.objectRef<ProjectionView>('Projection').implement({
  fields: (t) => ({
    kind: t.expose('kind', { type: ProjectionKindEnum }),
    coordinates: t.field({
      type: BlobType,
      description: 'Float32 (samples, 2).',
      resolve: ({ coordinates }): Blob => coordinates,
    }),
    explainedVariance: t.exposeFloatList('explainedVariance', {
      nullable: true,
      description: 'Shares of the variance along the two axes, of PCA.',
    }),
    spectrum: t.exposeFloatList('spectrum', {
      nullable: true,
      description:
        'Shares of the variance along up to 32 principal components, the largest first; null of maps from before they were kept.',
    }),
    loadings: t.field({
      type: 'JSON',
      nullable: true,
      description: "Of PCA: for each axis, every latent dimension's part in it.",
      resolve: ({ loadings }) => loadings,
    }),
    trustworthiness: t.exposeFloat('trustworthiness', {
      nullable: true,
      description:
        'To 1: whether neighbours on the map are neighbours in latent space. For each sample see perSample.',
    }),
    continuity: t.exposeFloat('continuity', {
      nullable: true,
      description: 'To 1: whether neighbours in latent space are neighbours on the map.',
    }),
    neighbourCount: t.exposeInt('neighbourCount', {
      nullable: true,
      description: 'Nearest neighbours that both look at.',
    }),
  }),
});

export const ScanPointType = builder.objectRef<ScanPointView>('ScanPoint').implement({
  description: "k, or the clusterer's main parameter, against the scores. Null where a score does not apply.",
  fields: (t) => ({
    algorithm: t.expose('algorithm', { type: ClusteringAlgorithmEnum }),
    value: t.exposeFloat('value'),
    clusterCount: t.exposeInt('clusterCount'),
    noiseCount: t.exposeInt('noiseCount', { nullable: true }),
    silhouette: t.exposeFloat('silhouette', { nullable: true }),
    daviesBouldin: t.exposeFloat('daviesBouldin', { nullable: true }),
    calinskiHarabasz: t.exposeFloat('calinskiHarabasz', { nullable: true }),
    inertia: t.exposeFloat('inertia', { nullable: true }),
    dbcv: t.exposeFloat('dbcv', { nullable: true }),
    bic: t.exposeFloat('bic', { nullable: true }),
    aic: t.exposeFloat('aic', { nullable: true }),
    stability: t.exposeFloat('stability', { nullable: true }),
    estimates: t.expose('estimates', {
      type: [ScoreEstimateType],
      description: 'The scores that were told from some of the samples; empty where all were looked at.',
    }),
    best: t.exposeBoolean('best'),
  }),
});
