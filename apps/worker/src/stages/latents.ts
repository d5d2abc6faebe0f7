import type { BlobStore } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import type { Matrix } from '@asterism/ml';
import { readFloat32 } from '../child/context.ts';

/** Float32 (samples, latentSize), from the store. */
export async function readLatents(blobs: BlobStore, latents: BlobRef): Promise<Matrix<Float32Array>> {
  const [rows, cols] = latents.shape;
  if (rows === undefined || cols === undefined)
    throw new Error(`(${latents.shape.join(', ')}) are not latents.`);
  return { data: await readFloat32(blobs, latents), rows, cols };
}
