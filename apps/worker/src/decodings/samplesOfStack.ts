import type { BlobStore } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import type { MemoryBatch } from '@asterism/ml';
import type { StoredStack } from '../stages/imageStack.ts';

/** Some of the preprocessed samples, in the order asked for, and nothing else of the stack. Throws where it has no such sample. */
export async function readSamplesOfStack(
  blobs: BlobStore,
  { images, mask, geometry }: StoredStack,
  indexes: readonly number[],
): Promise<MemoryBatch> {
  const [samples, channels, size] = images.shape;
  if (samples === undefined || channels === undefined || size === undefined)
    throw new Error(`(${images.shape.join(', ')}) is not a stack of images.`);
  const missing = indexes.find((index) => index >= samples);
  if (missing !== undefined) throw new RangeError(`There is no sample ${missing} among ${samples}.`);
  const stride = channels * size * size;
  const read = async ({ sha256 }: BlobRef, bytesEach: number): Promise<ArrayBuffer> => {
    const length = stride * bytesEach;
    const bytes = new Uint8Array(indexes.length * length);
    for (const [i, index] of indexes.entries()) {
      const range = { start: index * length, end: (index + 1) * length - 1 };
      bytes.set(await blobs.readPart(sha256, range), i * length);
    }
    return bytes.buffer;
  };
  return {
    images: new Float32Array(await read(images, 4)),
    mask: mask && new Uint8Array(await read(mask, 1)),
    samples: indexes.length,
    channels,
    size,
    geometry,
  };
}
