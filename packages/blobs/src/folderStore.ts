import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  BlobMissingError,
  type BlobReader,
  type BlobStore,
  type ByteRange,
  type StoredBlob,
} from './store.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** A blob store in a folder: `ab/cdef...`, written aside, synced and renamed, so that no blob is ever half there. */
export function openFolderStore(folder: string): BlobStore {
  const pathOf = (sha256: string): string => {
    if (!SHA256.test(sha256)) throw new BlobMissingError(sha256);
    return join(folder, sha256.slice(0, 2), sha256.slice(2));
  };

  const settle = async (temporary: string, blob: StoredBlob): Promise<StoredBlob> => {
    const path = pathOf(blob.sha256);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    return blob;
  };

  const size = async (sha256: string): Promise<number> => {
    try {
      return (await stat(pathOf(sha256))).size;
    } catch (error) {
      throw isMissing(error) ? new BlobMissingError(sha256) : error;
    }
  };

  const newTemporary = async (): Promise<string> => {
    await mkdir(join(folder, 'incoming'), { recursive: true });
    return join(folder, 'incoming', randomUUID());
  };

  const has = async (sha256: string): Promise<boolean> => {
    try {
      await size(sha256);
      return true;
    } catch (error) {
      if (error instanceof BlobMissingError) return false;
      throw error;
    }
  };

  const openReader = async (sha256: string): Promise<BlobReader> => {
    const file = await open(pathOf(sha256), 'r').catch((error: unknown) => {
      throw isMissing(error) ? new BlobMissingError(sha256) : error;
    });
    return {
      bytes: (await file.stat()).size,
      async read(into, start) {
        for (let done = 0; done < into.length; ) {
          const { bytesRead } = await file.read(into, done, into.length - done, start + done);
          if (bytesRead === 0)
            throw new Error(`The blob ${sha256} ends before byte ${start + into.length - 1}.`);
          done += bytesRead;
        }
      },
      close: () => file.close(),
    };
  };

  return {
    has,
    size,
    async put(bytes) {
      const blob = { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength };
      if (await has(blob.sha256)) return blob;
      const temporary = await newTemporary();
      await writeSynced(temporary, bytes);
      return settle(temporary, blob);
    },
    async putStream(bytes) {
      const temporary = await newTemporary();
      try {
        const blob = await writeHashed(temporary, bytes);
        if (!(await has(blob.sha256))) return await settle(temporary, blob);
        await rm(temporary);
        return blob;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    async putFile(path, known) {
      const blob = known ?? (await hashFile(path));
      if (await has(blob.sha256)) {
        await rm(path);
        return blob;
      }
      const temporary = await newTemporary();
      await move(path, temporary);
      return settle(temporary, blob);
    },
    async read(sha256) {
      try {
        return await readFile(pathOf(sha256));
      } catch (error) {
        throw isMissing(error) ? new BlobMissingError(sha256) : error;
      }
    },
    async readPart(sha256, { start, end }) {
      const part = new Uint8Array(end - start + 1);
      const reader = await openReader(sha256);
      try {
        await reader.read(part, start);
      } finally {
        await reader.close();
      }
      return part;
    },
    openReader,
    async stream(sha256, range?: ByteRange) {
      await size(sha256);
      return createReadStream(pathOf(sha256), range);
    },
    async localPath(sha256) {
      await size(sha256);
      return pathOf(sha256);
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeHashed(path: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function hashFile(path: string): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let bytes = 0;
  // 1 MiB a read: hashing then runs at the disk's speed, 64 KiB (the default) costs a third more.
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    await copyFile(from, to);
    await rm(from);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
