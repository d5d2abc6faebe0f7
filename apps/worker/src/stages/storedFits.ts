import type { BlobStore } from '@asterism/blobs';
import { type ByteSource, type FitsFile, openFits, unpackedSource } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';

/**
 * Opens a stored FITS file, packed with gzip or not, for as long as `use` takes. For child processes: they do nothing else
 * while a disk answers. Throws FitsError and BlobMissingError.
 */
export async function withStoredFits<T>(
  blobs: BlobStore,
  sha256: string,
  use: (source: ByteSource, file: FitsFile) => Promise<T>,
): Promise<T> {
  const stored = await openFileSource(await blobs.localPath(sha256), { blocking: true });
  try {
    const source = await unpackedSource(stored);
    return await use(source, await openFits(source));
  } finally {
    await stored.close();
  }
}
