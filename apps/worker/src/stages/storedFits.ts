import type { BlobStore } from '@asterism/blobs';
import { type ByteSource, type FitsFile, openFits } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';

/** Opens a stored FITS file for as long as `use` takes. Throws FitsError and BlobMissingError. */
export async function withStoredFits<T>(
  blobs: BlobStore,
  sha256: string,
  use: (source: ByteSource, file: FitsFile) => Promise<T>,
): Promise<T> {
  const source = await openFileSource(await blobs.localPath(sha256));
  try {
    return await use(source, await openFits(source));
  } finally {
    await source.close();
  }
}
