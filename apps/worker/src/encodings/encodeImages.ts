import { encodeSamples, type MemoryBatch } from '@asterism/ml';
import type { TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { PixelMemory } from '../import/pixelMemory.ts';
import { makeSample } from '../stages/preprocess.ts';
import { samplesIn } from '../stages/samplePages.ts';

/** Makes images of new samples as those were made that the model was trained on, and encodes them. */
export const encodeImages: TaskRunner<'ENCODE_IMAGES'> = async (task, { blobs, backend, signal, report }) => {
  const params = task.preprocessing;
  const memory = new PixelMemory();
  const made = [];
  for (const sample of samplesIn([task.page])) {
    signal.throwIfAborted();
    made.push(await makeSample(blobs, sample, { params, memory }));
    // A sign of life: what takes long here is reading.
    report({ type: 'progress', fraction: 0 });
  }
  const weights = await blobs.read(task.weights);
  const { latents, reconstructions } = await encodeSamples(batchOf(made, params), task.model, weights, {
    backend,
    hooks: { signal },
  });
  return { latents: latents.data, errors: reconstructions?.errors ?? null };
};

type Made = Awaited<ReturnType<typeof makeSample>>;

function batchOf(
  made: readonly Made[],
  { channels, size, geometry }: TaskOf<'ENCODE_IMAGES'>['preprocessing'],
): MemoryBatch {
  const stride = channels.length * size * size;
  const images = new Float32Array(made.length * stride);
  const mask = made.some((sample) => sample.mask) ? new Uint8Array(images.length).fill(1) : null;
  made.forEach((sample, i) => {
    images.set(sample.image, i * stride);
    if (sample.mask) mask?.set(sample.mask, i * stride);
  });
  return { images, mask, samples: made.length, channels: channels.length, size, geometry };
}
