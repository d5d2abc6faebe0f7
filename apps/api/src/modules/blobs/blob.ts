import type { BlobRef } from '@asterism/db';

/** Numbers that can be fetched at `url`. */
export interface Blob extends BlobRef {
  url: string;
}

/** In the place of the workspace's name, which no public link tells; no workspace can be called so. */
export const VISITED_SLUG = '-';

export const BYTES_PER_VALUE = { float32: 4, float64: 8, int32: 4, uint8: 1 } as const;

export function byteLength({ dtype, shape }: Pick<BlobRef, 'dtype' | 'shape'>): number {
  return shape.reduce((product, length) => product * length, BYTES_PER_VALUE[dtype]);
}

/** The stored numbers as an API value; `slug` names the workspace through which they are read. */
export function storedBlob(slug: string, { sha256, dtype, shape }: BlobRef): Blob {
  return { sha256, dtype, shape, url: `/blobs/${slug}/${sha256}?dtype=${dtype}&shape=${shape.join(',')}` };
}
