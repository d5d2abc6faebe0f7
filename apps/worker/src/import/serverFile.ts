import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type BlobStore, isWithin, type ServerFolder } from '@asterism/blobs';
import { type ByteSource, openFits } from '@asterism/fits';
import { FileRefusal } from './fileRefusal.ts';

// As for uploads.
const MAXIMUM_BYTES = 16 * 2 ** 30;
const READ_AT_ONCE = 1 << 20;
const TOLD_EVERY_BYTES = 1 << 26;

/**
 * Copies a file of a server folder into the store and gives its hash. What is no FITS file is refused before it is
 * copied. `onCopied` is called now and then, to say that it goes on. Throws FileRefusal and FitsError.
 */
export async function takeServerFile(
  blobs: BlobStore,
  folder: ServerFolder,
  fileName: string,
  onCopied: () => void,
): Promise<string> {
  const file = await openServerFile(folder, fileName);
  try {
    const source = await handleSource(file);
    if (source.size > MAXIMUM_BYTES)
      throw new FileRefusal('TOO_LARGE', `It has ${source.size} bytes; at most ${MAXIMUM_BYTES} are taken.`);
    if (!(await mayBeFits(source))) await openFits(source);
    return (await blobs.putStream(bytesOf(file, onCopied))).sha256;
  } finally {
    await file.close();
  }
}

/** Told apart from what goes wrong while they are written, for which the file is not to blame. */
async function* bytesOf(file: FileHandle, onCopied: () => void): AsyncGenerator<Uint8Array> {
  try {
    let copied = 0;
    const buffer = new Uint8Array(READ_AT_ONCE);
    for (let offset = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      offset += bytesRead;
      copied += bytesRead;
      if (copied < TOLD_EVERY_BYTES) continue;
      copied = 0;
      onCopied();
    }
  } catch (error) {
    throw new FileRefusal(
      'UNREADABLE',
      `Reading it broke off: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/**
 * Opens a file of the folder for reading. What was opened is looked at, not what the name stood for a moment before, so
 * that a link which is changed in between leads nowhere. Throws FileRefusal.
 */
export async function openServerFile({ root, path }: ServerFolder, fileName: string): Promise<FileHandle> {
  const full = join(path, fileName);
  // Without O_NONBLOCK a pipe would wait for somebody to write into it.
  const file = await open(full, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY).catch(
    (error: NodeJS.ErrnoException) => {
      throw refusalOf(error);
    },
  );
  try {
    if (!(await file.stat()).isFile())
      throw new FileRefusal(
        'NOT_A_FILE',
        'It is no regular file, or a link to a folder; links to folders are not followed.',
      );
    if (!isWithin(root, await realPathOf(file, full)))
      throw new FileRefusal('LINK_OUTSIDE', 'It is a link that leads out of the folders that may be read.');
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function realPathOf(file: FileHandle, full: string): Promise<string> {
  if (process.platform === 'linux') return readlink(`/proc/self/fd/${file.fd}`);
  const real = await realpath(full);
  const [opened, found] = [await file.stat({ bigint: true }), await stat(real, { bigint: true })];
  if (opened.dev !== found.dev || opened.ino !== found.ino)
    throw new FileRefusal('FILE_GONE', 'It was replaced while it was opened; add it again.');
  return real;
}

function refusalOf(error: NodeJS.ErrnoException): unknown {
  if (error.code === 'EACCES' || error.code === 'EPERM')
    return new FileRefusal('UNREADABLE', 'The server may not read it; its operator can change that.');
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR')
    return new FileRefusal('FILE_GONE', 'It is no longer there, or is a link that leads nowhere.');
  if (error.code === 'ELOOP') return new FileRefusal('LINK_OUTSIDE', 'It is a link that leads to itself.');
  if (error.code === 'ENXIO' || error.code === 'EISDIR')
    return new FileRefusal('NOT_A_FILE', 'It is no regular file.');
  return error;
}

async function handleSource(file: FileHandle): Promise<ByteSource> {
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let done = 0; done < length; ) {
        const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw new FileRefusal('FILE_CHANGED', 'It became shorter while it was read.');
        done += bytesRead;
      }
      return bytes;
    },
  };
}

/** By its first bytes: FITS, or packed with gzip. */
async function mayBeFits(source: ByteSource): Promise<boolean> {
  const start = Buffer.from(await source.read(0, Math.min(6, source.size)));
  return start.toString('latin1') === 'SIMPLE' || (start[0] === 0x1f && start[1] === 0x8b);
}
