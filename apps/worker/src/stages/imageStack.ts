import type { BlobStore } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import type { ImageBatch } from '@asterism/ml';
import { readFloat32, readUint8 } from '../child/context.ts';

/** The preprocessed samples, from the store. */
export async function readImageStack(
  blobs: BlobStore,
  { images, mask, geometry }: { images: BlobRef; mask: BlobRef | null; geometry: ImageBatch['geometry'] },
): Promise<ImageBatch> {
  const [samples, channels, size] = images.shape;
  if (samples === undefined || channels === undefined || size === undefined)
    throw new Error(`(${images.shape.join(', ')}) is not a stack of images.`);
  return {
    images: await readFloat32(blobs, images),
    mask: mask ? await readUint8(blobs, mask) : null,
    samples,
    channels,
    size,
    geometry,
  };
}
