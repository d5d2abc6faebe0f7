import { ParameterError, preprocessSample } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readSample } from './sampleSource.ts';

/** Reads every sample's pixels and makes the stack of images that models take. */
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
  for (const [i, sample] of samples.entries()) {
    signal.throwIfAborted();
    const pixels = await readSample(blobs, sample);
    const { image, mask: own } = preprocessSample(pixels, params);
    images.set(image, i * stride);
    if (own) {
      mask ??= new Uint8Array(images.length).fill(1);
      mask.set(own, i * stride);
    }
    report({ type: 'progress', fraction: (i + 1) / samples.length });
  }
  return {
    images: await putArray(blobs, images, shape),
    mask: mask ? await putArray(blobs, mask, shape) : null,
  };
};
