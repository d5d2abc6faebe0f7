import type { MlBackend } from '../graph/backend.ts';
import { largestBatch, type TrainingNeed, trainingNeed } from '../graph/memory.ts';
import type { Program } from '../graph/program.ts';
import { ParameterError } from '../matrix/matrix.ts';

/**
 * Refuses what could need more memory than training may take: nobody can catch running out of it inside TensorFlow,
 * where the process dies. Throws ParameterError MODEL_TOO_LARGE where the model leaves no room for a single image, and
 * BATCH_TOO_LARGE; both with the estimate.
 */
export function checkMemory(program: Program, batchSize: number, { memoryBytes }: MlBackend): void {
  const need = trainingNeed(program);
  const largest = need.atCheckpoint > memoryBytes ? 0 : largestBatch(need, memoryBytes);
  if (batchSize <= largest) return;
  const room = `the ${size(memoryBytes)} that training can take`;
  if (largest === 0)
    throw new ParameterError(
      'MODEL_TOO_LARGE',
      `${modelWords(need)}: more than ${room}. Use smaller images, or fewer filters or units.`,
      ['params'],
    );
  throw new ParameterError(
    'BATCH_TOO_LARGE',
    `A batch of ${batchSize} images may need ${size(batchSize * need.perSample)} beside the ${size(need.fixed)} of the model itself: more than ${room}; use at most ${largest}.`,
    ['batchSize'],
  );
}

function modelWords(need: TrainingNeed): string {
  const { parameterCount, fixed, weights, gradients, optimizer, atCheckpoint, perSample } = need;
  return `The model's ${parameterCount.toLocaleString('en')} parameters need ${size(fixed)} (weights ${size(weights)}, gradients ${size(gradients)}, the optimiser's memory ${size(optimizer)}), ${size(atCheckpoint)} while a checkpoint is made, and each image of a batch ${size(perSample)}`;
}

const size = (bytes: number): string =>
  bytes >= 2 ** 29 ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${(bytes / 2 ** 20).toPrecision(2)} MB`;
