import type { ImageSpec } from '../models/model.ts';
import { createPixelReader, type StoredPixels } from './storedPixels.ts';

/** Samples that are ready for a model, in memory or read from elsewhere while they are needed. */
export interface ImageBatch {
  /** (samples, channels, size, size), 0 to 1. */
  images: Float32Array | StoredPixels<Float32Array>;
  /** Of the same shape, 1 where the pixel was measured; null where every pixel was. */
  mask: Uint8Array | StoredPixels<Uint8Array> | null;
  samples: number;
  channels: number;
  /** Pixels a side. */
  size: number;
  /** POLAR: rows are radii and columns angles. */
  geometry: 'CARTESIAN' | 'POLAR';
}

/** All of its numbers are in memory. */
export interface MemoryBatch extends ImageBatch {
  images: Float32Array;
  mask: Uint8Array | null;
}

/** Samples as the models take them, channels last. */
export interface SampleValues {
  /** (samples read, size, size, channels) */
  images: Float32Array;
  /** Of the same shape; only where the batch has a mask. */
  mask?: Float32Array;
}

/** Gathers samples by their numbers. */
export interface BatchReader {
  /**
   * `next` are the samples that will be asked for after these: where they are not in memory, reading them begins at
   * once, and goes on while a graph runs. At most two batches are held.
   */
  read(indexes: readonly number[], next?: readonly number[]): Promise<SampleValues>;
}

/** Throws RangeError where the lengths do not fit the shape. */
export function createBatchReader({
  images,
  mask,
  samples,
  channels,
  size,
}: Omit<ImageBatch, 'geometry'>): BatchReader {
  const layout = { channels, pixels: size * size, samples };
  const readImages = createPixelReader(images, layout, Float32Array);
  const readMask = mask && createPixelReader(mask, layout, Uint8Array);
  return {
    async read(indexes, next = []) {
      const [imagesRead, maskRead] = await Promise.all([
        readImages(indexes, next),
        readMask ? readMask(indexes, next) : null,
      ]);
      return { images: imagesRead, ...(maskRead ? { mask: maskRead } : {}) };
    },
  };
}

/** What a model must know of them. */
export const imageSpecOf = ({ channels, size, mask, geometry }: ImageBatch): ImageSpec => ({
  channels,
  size,
  masked: mask !== null,
  geometry,
});
