import { measureSample, ParameterError, preprocessSample, type SamplePixels } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { readSample } from './sampleSource.ts';

type TaskSample = TaskOf<'PREPROCESS'>['samples'][number];

/**
 * Reads every sample's pixels, one after another, and makes the stack of images that models take; and a record of what
 * was done to each, which leads from the images back to the raw pictures.
 */
export const preprocess: TaskRunner<'PREPROCESS'> = async (
  { samples, params },
  { blobs, signal, report },
) => {
  if (samples.length < 2)
    throw new ParameterError('TOO_FEW_SAMPLES', 'Two samples at least are needed to find groups.');
  const shape = [samples.length, params.channels.length, params.size, params.size];
  const stride = shape.slice(1).reduce((a, b) => a * b);
  const images = new Float32Array(samples.length * stride);
  // Only made when a sample has unmeasured pixels.
  let mask: Uint8Array | null = null;
  const record: unknown[] = [];
  for (const [i, sample] of samples.entries()) {
    signal.throwIfAborted();
    const pixels = await readSample(blobs, sample);
    const source = params.alignment === 'NONE' ? null : sourceOf(sample, pixels);
    const { image, mask: own, placement, steps } = preprocessSample(pixels, params, { source });
    images.set(image, i * stride);
    if (own) {
      mask ??= new Uint8Array(images.length).fill(1);
      mask.set(own, i * stride);
    }
    record.push({ index: sample.index, steps, placement });
    report({ type: 'progress', fraction: (i + 1) / samples.length });
  }
  const { sha256, bytes } = await blobs.put(new TextEncoder().encode(JSON.stringify(record)));
  return {
    images: await putArray(blobs, images, shape),
    mask: mask ? await putArray(blobs, mask, shape) : null,
    record: { sha256, bytes },
  };
};

/** As it was measured at import; samples that came in before sources were measured are measured now, the same way. */
const sourceOf = ({ alignment }: TaskSample, pixels: SamplePixels) =>
  alignment ? alignment.source : measureSample(pixels);
