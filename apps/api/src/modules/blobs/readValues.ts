import type { BlobStore } from '@asterism/blobs';

type Reader = Pick<BlobStore, 'read'>;

// Copied: the bytes may not lie on a multiple of four.
const copyOf = async (blobs: Reader, sha256: string): Promise<ArrayBuffer> =>
  new Uint8Array(await blobs.read(sha256)).buffer;

export async function readFloat32(blobs: Reader, sha256: string): Promise<Float32Array> {
  return new Float32Array(await copyOf(blobs, sha256));
}

export async function readInt32(blobs: Reader, sha256: string): Promise<Int32Array> {
  return new Int32Array(await copyOf(blobs, sha256));
}
