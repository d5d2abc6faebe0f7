import { type ByteSource, FitsError, type FitsFile, openFits, unpackedSource } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';

/** Why a file, or an HDU of it, could not be read, as it is printed. */
export interface Refusal {
  /** A code of the FITS reader, or the file system's own (ENOENT, EISDIR, EACCES). */
  code: string;
  message: string;
  hdu: number | null;
  byteOffset: number | null;
}

/** Opens a file, unpacks it where it is gzip, and hands on its HDUs. Gives what was done with them, or why it was not. */
export async function withFits<T>(
  path: string,
  use: (file: FitsFile, source: ByteSource) => Promise<T>,
): Promise<{ done: T } | { refusal: Refusal }> {
  try {
    const opened = await openFileSource(path, { blocking: true });
    try {
      const source = await unpackedSource(opened);
      return { done: await use(await openFits(source), source) };
    } finally {
      await opened.close();
    }
  } catch (error) {
    return { refusal: toRefusal(error) };
  }
}

/** Throws what is neither the reader's refusal nor the file system's. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof FitsError)
    return { code: error.code, message: error.message, hdu: error.hdu, byteOffset: error.byteOffset };
  if (error instanceof Error && 'code' in error && 'syscall' in error)
    return { code: String(error.code), message: error.message, hdu: null, byteOffset: null };
  throw error;
}
