import type { DecodingResult } from '@asterism/db';
import { type MemoryBatch, reconstructSamples } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readSamplesOfStack } from './samplesOfStack.ts';

/** Originals, reconstructions and residuals of some samples, a blob each. */
export const reconstruct: TaskRunner<'RECONSTRUCT'> = async (task, { blobs, backend, signal }) => {
  const batch = await readSamplesOfStack(blobs, task, task.indexes);
  const weights = await blobs.read(task.weights);
  const decoded = await reconstructSamples(batch, task.model, { weights, backend, signal });
  const { channels, size } = batch;
  const shape = [channels, size, size];
  const stride = channels * size * size;
  const samples: DecodingResult<'RECONSTRUCT'>['samples'] = [];
  for (const [i, index] of task.indexes.entries()) {
    signal.throwIfAborted();
    const [from, to] = [i * stride, (i + 1) * stride];
    samples.push({
      index,
      original: await putArray(blobs, batch.images.subarray(from, to), shape),
      reconstruction: await putArray(blobs, decoded.subarray(from, to), shape),
      residual: await putArray(blobs, residualOf(batch, decoded, from, to), shape),
    });
  }
  return { samples };
};

/** What was not measured is filled with the background in the image: a difference there means nothing. */
function residualOf(
  { images, mask }: MemoryBatch,
  decoded: Float32Array,
  from: number,
  to: number,
): Float32Array {
  return Float32Array.from({ length: to - from }, (_, i) =>
    mask && mask[from + i] === 0 ? 0 : decoded[from + i]! - images[from + i]!,
  );
}
