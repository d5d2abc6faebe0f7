import type { BlobReader, BlobStore } from '@asterism/blobs';
import type { BlobRef } from '@asterism/db';
import type { ImageBatch, StoredPixels } from '@asterism/ml';
import { bytesOf, readFloat32, readUint8 } from '../child/context.ts';

// Up to here a stack is held in memory, which is read at once; beyond, samples are read from the store while the step
// before them runs. 512 MB are 2,000 samples of (4, 128, 128).
const HELD_BYTES = 512 * 2 ** 20;

export interface StoredStack {
  images: BlobRef;
  mask: BlobRef | null;
  geometry: ImageBatch['geometry'];
}

/** Gives the preprocessed samples for as long as `use` takes; those of more than `heldBytes` are never all in memory. */
export async function withImageStack<T>(
  blobs: BlobStore,
  { images, mask, geometry }: StoredStack,
  use: (batch: ImageBatch) => Promise<T>,
  heldBytes = HELD_BYTES,
): Promise<T> {
  const [samples, channels, size] = images.shape;
  if (samples === undefined || channels === undefined || size === undefined)
    throw new Error(`(${images.shape.join(', ')}) is not a stack of images.`);
  const layout = { samples, channels, size, geometry };
  if (bytesIn(images) + (mask ? bytesIn(mask) : 0) <= heldBytes)
    return use({
      ...layout,
      images: await readFloat32(blobs, images),
      mask: mask && (await readUint8(blobs, mask)),
    });
  const open: BlobReader[] = [];
  const stored = async (ref: BlobRef) => {
    const reader = await blobs.openReader(ref.sha256);
    open.push(reader);
    return pixelsOf(reader, ref);
  };
  try {
    return await use({ ...layout, images: await stored(images), mask: mask && (await stored(mask)) });
  } finally {
    for (const reader of open) await reader.close();
  }
}

const BYTES_EACH = { float64: 8, float32: 4, int32: 4, uint8: 1 } as const;

const bytesIn = ({ dtype, shape }: BlobRef): number =>
  shape.reduce((product, length) => product * length, BYTES_EACH[dtype]);

/** Throws where the blob's length does not fit its shape. */
function pixelsOf(reader: BlobReader, ref: BlobRef): StoredPixels<Float32Array | Uint8Array> {
  if (reader.bytes !== bytesIn(ref))
    throw new Error(
      `The blob ${ref.sha256} of ${reader.bytes} bytes is not ${ref.dtype} (${ref.shape.join(', ')}).`,
    );
  const each = BYTES_EACH[ref.dtype];
  return {
    length: reader.bytes / each,
    read: (into, from) => reader.read(bytesOf(into), from * each),
  };
}
