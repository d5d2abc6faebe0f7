import type { ImageSpec } from '../models/model.ts';

/** Samples that are ready for a model. */
export interface ImageBatch {
  /** (samples, channels, size, size), 0 to 1. */
  images: Float32Array;
  /** Of the same shape, 1 where the pixel was measured; null where every pixel was. */
  mask: Uint8Array | null;
  samples: number;
  channels: number;
  /** Pixels a side. */
  size: number;
  /** POLAR: rows are radii and columns angles. */
  geometry: 'CARTESIAN' | 'POLAR';
}

/** Gathers samples by their numbers, channels last as the models take them. */
export interface BatchReader {
  read(indexes: ArrayLike<number>): { images: Float32Array; mask?: Float32Array };
}

/** Throws RangeError where the lengths do not fit the shape. */
export function createBatchReader({
  images,
  mask,
  samples,
  channels,
  size,
}: Omit<ImageBatch, 'geometry'>): BatchReader {
  const pixels = size * size;
  const stride = pixels * channels;
  if (images.length !== samples * stride || (mask && mask.length !== images.length))
    throw new RangeError(
      `${images.length} values are not ${samples} images of ${channels} x ${size} x ${size}.`,
    );

  const gather = (source: Float32Array | Uint8Array, indexes: ArrayLike<number>): Float32Array => {
    const out = new Float32Array(indexes.length * stride);
    for (let i = 0; i < indexes.length; i++) {
      const from = indexes[i]! * stride;
      if (channels === 1) out.set(source.subarray(from, from + stride), i * stride);
      else interleave(source, from, out, i * stride, channels, pixels);
    }
    return out;
  };
  return {
    read: (indexes) => ({
      images: gather(images, indexes),
      ...(mask ? { mask: gather(mask, indexes) } : {}),
    }),
  };
}

function interleave(
  source: Float32Array | Uint8Array,
  from: number,
  target: Float32Array,
  to: number,
  channels: number,
  pixels: number,
): void {
  for (let c = 0; c < channels; c++)
    for (let p = 0; p < pixels; p++) target[to + p * channels + c] = source[from + c * pixels + p]!;
}

/** What a model must know of them. */
export const imageSpecOf = ({ channels, size, mask, geometry }: ImageBatch): ImageSpec => ({
  channels,
  size,
  masked: mask !== null,
  geometry,
});
