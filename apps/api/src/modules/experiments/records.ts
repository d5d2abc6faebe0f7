import { type Experiment, failure, type ScanPoint, type ScoreEstimates, StageKind } from '@asterism/db';
import {
  type ClusteringAlgorithm,
  type ClusteringParams,
  clusteringParams,
  type ModelParams,
  modelParams,
  type PreprocessingParams,
  type ProjectionKind,
  preprocessingParams,
} from '@asterism/ml/params';
import { z } from 'zod';
import type { Blob } from '../blobs/blob.ts';
import { parsedOnce } from './parsedOnce.ts';

// How an experiment's JSON columns are read.

const readPreprocessing = parsedOnce<PreprocessingParams>((value) => preprocessingParams.parse(value));
const readModel = parsedOnce<ModelParams>((value) => modelParams.parse(value));
const readClustering = parsedOnce<ClusteringParams>((value) => clusteringParams.parse(value));

export const preprocessingOf = (row: Pick<Experiment, 'preprocessing'>): PreprocessingParams =>
  readPreprocessing(row.preprocessing);
export const modelOf = (row: Pick<Experiment, 'model'>): ModelParams => readModel(row.model);
export const clusteringOf = (row: Pick<Experiment, 'clustering'>): ClusteringParams =>
  readClustering(row.clustering);

const experimentFailure = z.object({ ...failure.shape, stage: z.enum(StageKind) });
export type ExperimentFailure = z.infer<typeof experimentFailure>;

export function failureOf({ failure }: Pick<Experiment, 'failure'>): ExperimentFailure | null {
  return failure === null ? null : experimentFailure.parse(failure);
}

const MEASURED = [
  'mse',
  'psnr',
  'ssim',
  'msSsim',
  'silhouette',
  'daviesBouldin',
  'calinskiHarabasz',
  'dbcv',
  'stability',
  'bic',
  'aic',
  'clusterCount',
  'noiseCount',
] as const;

export type ExperimentMetrics = Pick<Experiment, 'id' | (typeof MEASURED)[number]>;

/** Null until there is something measured. */
export function metricsOf(row: ExperimentMetrics): ExperimentMetrics | null {
  return MEASURED.some((name) => row[name] !== null) ? row : null;
}

export interface ProjectionView {
  kind: ProjectionKind;
  coordinates: Blob;
  explainedVariance: number[] | null;
  spectrum: number[] | null;
  /** (2, latentSize), of PCA. */
  loadings: number[][] | null;
  trustworthiness: number | null;
  continuity: number | null;
  neighbourCount: number | null;
}

export interface ScanPointView extends Omit<ScanPoint, 'stageId' | 'estimates'> {
  algorithm: ClusteringAlgorithm;
  estimates: ScoreEstimates;
}
