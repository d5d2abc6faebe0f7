import { type Experiment, type StageResult, stageResult } from '@asterism/db';
import type { ModelParams } from '@asterism/ml/params';
import type { Context } from '../../context.ts';
import { modelOf } from '../experiments/records.ts';
import { finished } from '../experiments/views.ts';

/** What training left of an experiment, and what the weights of each epoch that was kept are. */
export interface Trained {
  trainStageId: string;
  model: ModelParams;
  train: StageResult['TRAIN'];
  /** The epoch that the experiment's own weights are of. */
  lastEpoch: number;
  /** SHA-256 of the weights by epoch, ascending. */
  weights: ReadonlyMap<number, string>;
}

/** Null until it is trained. */
export async function trainedOf({ loaders }: Context, row: Experiment): Promise<Trained | null> {
  const stage = finished(await loaders.stages.load(row.id), 'TRAIN');
  if (!stage) return null;
  const model = modelOf(row);
  const train = stageResult.TRAIN.parse(stage.result);
  const lastEpoch = epochOfWeights(train, model);
  const kept = train.keptWeights.map(({ epoch, sha256 }) => [epoch, sha256] as const);
  const all = [...kept.filter(([epoch]) => epoch !== lastEpoch), [lastEpoch, train.weights.sha256] as const];
  return {
    trainStageId: stage.stageId,
    model,
    train,
    lastEpoch,
    weights: new Map(all.sort(([a], [b]) => a - b)),
  };
}

/** The best epoch's where samples were held back to tell it, else the last one's. */
function epochOfWeights(
  { epochs, bestEpoch, validationLoss }: StageResult['TRAIN'],
  { epochs: asked, params: { restoreBest } }: ModelParams,
): number {
  // Results of before it was written down ran all epochs.
  const last = epochs ?? asked;
  return restoreBest && validationLoss !== null ? (bestEpoch ?? last) : last;
}

export async function encodingOf(
  { loaders }: Context,
  { id }: Experiment,
): Promise<StageResult['ENCODE'] | null> {
  const stage = finished(await loaders.stages.load(id), 'ENCODE');
  return stage ? stageResult.ENCODE.parse(stage.result) : null;
}
