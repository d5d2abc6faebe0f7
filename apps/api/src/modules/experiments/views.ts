import {
  type Experiment,
  type ScoreEstimates,
  type StageKind,
  scoreEstimates,
  stageResult,
} from '@asterism/db';
import { CLUSTERING_ALGORITHMS, type ModelParams, PROJECTION_KINDS } from '@asterism/ml/params';
import { z } from 'zod';
import { membershipById } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { type Blob, storedBlob, VISITED_SLUG } from '../blobs/blob.ts';
import type { StageUse } from './loaders.ts';
import { FINISHED, type Progress, progressOf } from './progress.ts';
import { modelOf, type ProjectionView, type ScanPointView } from './records.ts';

// What an experiment shows of its stages. Each is one batched read, whatever the number of experiments.

export type ModelView = ModelParams & { parameterCount: (context: Context) => Promise<number | null> };

export function model({ id }: Experiment, params: ModelParams): ModelView {
  return {
    ...params,
    async parameterCount({ loaders }) {
      const training = finished(await loaders.stages.load(id), 'TRAIN');
      return training ? stageResult.TRAIN.parse(training.result).parameterCount : null;
    },
  };
}

export function progress({ loaders }: Context, row: Experiment): Progress | Promise<Progress> {
  // Nothing of the stages is shown of what succeeded; of a list that is most of them.
  if (row.status === 'SUCCEEDED') return FINISHED;
  const { epochs } = modelOf(row);
  return loaders.stages.load(row.id).then((stages) => progressOf({ status: row.status, epochs }, stages));
}

/** The training's epochs so far. */
export async function curve({ loaders }: Context, experimentId: string) {
  const training = (await loaders.stages.load(experimentId)).find(({ kind }) => kind === 'TRAIN');
  return training ? loaders.curve.load(training.stageId) : [];
}

export async function lossCurve({ loaders }: Context, experimentId: string): Promise<number[]> {
  const training = (await loaders.stages.load(experimentId)).find(({ kind }) => kind === 'TRAIN');
  return training ? (await loaders.lossCurve.load(training.stageId)).map(({ trainLoss }) => trainLoss) : [];
}

export async function latents(context: Context, { id, workspaceId }: Experiment): Promise<Blob | null> {
  const encoding = finished(await context.loaders.stages.load(id), 'ENCODE');
  return encoding
    ? storedBlob(slugOf(context, workspaceId), stageResult.ENCODE.parse(encoding.result).latents)
    : null;
}

export async function labels(context: Context, { id, workspaceId }: Experiment): Promise<Blob | null> {
  const clustering = await clusteringOfExperiment(context, id);
  if (!clustering) return null;
  return storedBlob(slugOf(context, workspaceId), {
    sha256: clustering.labelsSha256,
    dtype: 'int32',
    shape: [clustering.sampleCount],
  });
}

const projectionKind = z.enum(PROJECTION_KINDS);

export async function projections(
  context: Context,
  { id, workspaceId }: Experiment,
): Promise<ProjectionView[]> {
  const { loaders } = context;
  const stages = (await loaders.stages.load(id)).filter(({ kind }) => kind === 'PROJECT');
  const rows = (await loaders.projections.loadMany(stages.map(({ stageId }) => stageId))).flat();
  return rows.map((row) => {
    if (row instanceof Error) throw row;
    return {
      kind: projectionKind.parse(row.kind),
      coordinates: storedBlob(slugOf(context, workspaceId), {
        sha256: row.coordinatesSha256,
        dtype: 'float32',
        shape: [row.sampleCount, 2],
      }),
      explainedVariance: someOf(row.explainedVariance),
      spectrum: someOf(row.spectrum),
      loadings: halves(row.loadings),
      trustworthiness: row.trustworthiness,
      continuity: row.continuity,
      neighbourCount: row.neighbourCount,
    };
  });
}

const someOf = (values: number[]): number[] | null => (values.length > 0 ? values : null);

function halves(values: readonly number[]): number[][] | null {
  const middle = values.length / 2;
  return middle > 0 ? [values.slice(0, middle), values.slice(middle)] : null;
}

const clusteringAlgorithm = z.enum(CLUSTERING_ALGORITHMS);

export async function scan(context: Context, experimentId: string): Promise<ScanPointView[]> {
  const clustering = await clusteringOfExperiment(context, experimentId);
  if (!clustering) return [];
  const algorithm = clusteringAlgorithm.parse(clustering.algorithm);
  return clustering.scan.map(({ estimates, ...point }) => ({
    ...point,
    algorithm,
    estimates: scoreEstimates.parse(estimates),
  }));
}

/** Which of an experiment's scores were told from some of its samples. */
export async function estimates(context: Context, experimentId: string): Promise<ScoreEstimates> {
  return (await scan(context, experimentId)).find(({ best }) => best)?.estimates ?? [];
}

export async function clusteringOfExperiment({ loaders }: Context, experimentId: string) {
  const stage = (await loaders.stages.load(experimentId)).find(({ kind }) => kind === 'CLUSTER');
  return stage ? (await loaders.clusterings.load(stage.stageId))[0] : undefined;
}

export function finished(stages: readonly StageUse[], kind: StageKind): StageUse | undefined {
  return stages.find((stage) => stage.kind === kind && stage.status === 'SUCCEEDED');
}

/** What names the workspace in the addresses of its blobs. */
export function slugOf(
  { caller, visitor }: Pick<Context, 'caller' | 'visitor'>,
  workspaceId: string,
): string {
  if (visitor?.workspaceId === workspaceId) return VISITED_SLUG;
  const membership = membershipById(caller, workspaceId);
  if (!membership) throw new Error(`An experiment of workspace ${workspaceId} was shown to a stranger.`);
  return membership.slug;
}
