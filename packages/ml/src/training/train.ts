import type { MlBackend } from '../graph/backend.ts';
import { largestBatch, trainingNeed } from '../graph/memory.ts';
import { initialState } from '../graph/optimizer.ts';
import type { Program } from '../graph/program.ts';
import { ParameterError } from '../matrix/matrix.ts';
import { buildAutoencoder } from '../models/autoencoder.ts';
import type { ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { readCheckpoint, startPosition } from './checkpoint.ts';
import type { TrainingHooks } from './hooks.ts';
import { createBatchReader, type ImageBatch } from './imageBatch.ts';
import { holdBack } from './split.ts';
import { TrainingRun } from './trainingRun.ts';
import { packWeights } from './weights.ts';

export interface TrainingOptions {
  seed: number;
  backend: MlBackend;
  hooks: TrainingHooks;
  /** Bytes from `saveCheckpoint`, to go on from there. */
  checkpoint?: Uint8Array;
}

export interface TrainingResult {
  /** The trained parameters, for `encodeSamples`. */
  weights: Uint8Array;
  parameterCount: number;
  /** Of the last epoch. */
  trainLoss: number;
  validationLoss: number | null;
  /** Over all epochs that this call ran. */
  imagesPerSecond: number;
}

/**
 * Trains an autoencoder by Adam on shuffled batches. The same batch, params, seed and numeric environment give the
 * same bytes, also when a run was stopped and went on from its checkpoint; the epochs after a checkpoint are then
 * reported again.
 *
 * Throws DivergedError; ParameterError BATCH_TOO_LARGE where a batch could need more memory than the backend may take,
 * or EMPTY without samples; and the signal's reason where it is aborted.
 */
export async function trainAutoencoder(
  batch: ImageBatch,
  params: ModelParams,
  { seed, backend, hooks, checkpoint }: TrainingOptions,
): Promise<TrainingResult> {
  hooks.signal?.throwIfAborted();
  if (batch.samples < 1) throw new ParameterError('EMPTY', 'There is no sample to train on.');
  const random = createRandom(seed);
  const spec = { channels: batch.channels, size: batch.size, masked: batch.mask !== null };
  const model = buildAutoencoder(params, spec, random);
  const split = holdBack(batch.samples, params.params.validationShare, seed);
  checkMemory(model.program, Math.min(params.batchSize, split.training.length), backend);
  const reader = createBatchReader(batch);
  const { position: from, state } = checkpoint
    ? readCheckpoint(checkpoint, batch.samples)
    : { position: startPosition(random), state: initialState(model.program) };

  const session = await backend.open(model.program);
  try {
    session.assign(state);
    const run = new TrainingRun({ session, model, params, reader, split, hooks }, from);
    const { position, imagesPerSecond } = await run.finish();
    return {
      weights: packWeights(model.program, session.read()),
      parameterCount: model.program.parameters.reduce((sum, { initial }) => sum + initial.length, 0),
      trainLoss: position.trainLoss,
      validationLoss: position.validationLoss,
      imagesPerSecond,
    };
  } finally {
    session.close();
  }
}

/** Nobody can catch running out of memory inside TensorFlow: the process dies. */
function checkMemory(program: Program, batchSize: number, { memoryBytes }: MlBackend): void {
  const largest = largestBatch(trainingNeed(program), memoryBytes);
  if (batchSize <= largest) return;
  const gigabytes = (memoryBytes / 2 ** 30).toFixed(1);
  throw new ParameterError(
    'BATCH_TOO_LARGE',
    largest > 0
      ? `A batch of ${batchSize} images may need more than the ${gigabytes} GB that training can take; use at most ${largest}.`
      : `Not even one image fits into the ${gigabytes} GB that training can take; use smaller images or fewer filters.`,
    ['batchSize'],
  );
}
