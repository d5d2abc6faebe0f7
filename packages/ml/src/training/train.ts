import type { MlBackend } from '../graph/backend.ts';
import { initialState } from '../graph/optimizer.ts';
import { ParameterError } from '../matrix/matrix.ts';
import { buildModel, type Model } from '../models/model.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { checkMemory } from './checkMemory.ts';
import { readCheckpoint, startPosition } from './checkpoint.ts';
import type { Health, TrainingHooks } from './hooks.ts';
import { createBatchReader, type ImageBatch, imageSpecOf } from './imageBatch.ts';
import type { KeptWeights } from './keptEpochs.ts';
import { holdBack, type Split } from './split.ts';
import { createStepFeeds } from './stepFeeds.ts';
import { TrainingRun } from './trainingRun.ts';
import { packWeights, type TensorInfo, tensorsOf } from './weights.ts';

export interface TrainingOptions {
  seed: number;
  backend: MlBackend;
  hooks: TrainingHooks;
  /** Bytes from `saveCheckpoint`, to go on from there. */
  checkpoint?: Uint8Array;
}

export interface TrainingResult {
  /** The trained parameters, for `encodeSamples`: of the best epoch where samples are held back, else of the last. */
  weights: Uint8Array;
  /** What is in them. */
  tensors: TensorInfo[];
  parameterCount: number;
  /** Of the last epoch. */
  trainLoss: number;
  validationLoss: number | null;
  /** Epochs that were run, fewer than asked for where patience ran out. */
  epochs: number;
  /** The epoch with the least validation loss, or training loss where no sample is held back. */
  bestEpoch: number;
  /** Of some epochs on the way, ascending, where they were stored; see `epochsToKeep`. */
  keptWeights: KeptWeights[];
  /** Of the last epoch. */
  health: Health;
  /** Over all epochs that this call ran. */
  imagesPerSecond: number;
}

/**
 * Trains a model on shuffled batches. The same batch, params, seed and numeric environment give the same bytes, also
 * when a run was stopped and went on from its checkpoint; the epochs after a checkpoint are then reported again.
 *
 * Throws DivergedError; ParameterError MODEL_TOO_LARGE and BATCH_TOO_LARGE where the model or a batch could need more
 * memory than the backend may take, before anything is trained; EMPTY without samples, or TOO_FEW_SAMPLES where the model compares more; and the signal's reason
 * where it is aborted.
 */
export async function trainModel(
  batch: ImageBatch,
  params: ModelParams,
  { seed, backend, hooks, checkpoint }: TrainingOptions,
): Promise<TrainingResult> {
  hooks.signal?.throwIfAborted();
  if (batch.samples < 1) throw new ParameterError('EMPTY', 'There is no sample to train on.');
  const random = createRandom(seed);
  const spec = imageSpecOf(batch);
  const model = buildModel(params, spec, random);
  const split = holdBack(batch.samples, params.params.validationShare, seed);
  checkSamples(model, split);
  checkMemory(model.program, Math.min(params.batchSize, split.training.length), backend);
  const reader = createBatchReader(batch);
  const feeds = createStepFeeds(model, params, spec);
  const { position, state, best } = checkpoint
    ? readCheckpoint(checkpoint, batch.samples)
    : { position: startPosition(random), state: initialState(model.program), best: null };

  const session = await backend.open(model.program);
  try {
    session.assign(state);
    const run = new TrainingRun({ session, model, params, reader, feeds, split, hooks }, { position, best });
    const end = await run.finish();
    const { epoch, trainLoss, validationLoss, health, improvement, keptWeights } = end.position;
    return {
      weights: packWeights(model.program, end.weights),
      tensors: tensorsOf(model.program),
      parameterCount: model.program.parameters.reduce((sum, { initial }) => sum + initial.length, 0),
      trainLoss,
      validationLoss,
      epochs: epoch,
      bestEpoch: improvement.best?.epoch ?? epoch,
      keptWeights,
      health,
      imagesPerSecond: end.imagesPerSecond,
    };
  } finally {
    session.close();
  }
}

function checkSamples({ smallestBatch }: Model, { training }: Split): void {
  if (training.length >= smallestBatch) return;
  throw new ParameterError(
    'TOO_FEW_SAMPLES',
    `This model compares samples with one another and needs at least ${smallestBatch} to train on, not ${training.length}.`,
    ['kind'],
  );
}
