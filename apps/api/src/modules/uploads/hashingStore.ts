import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StoredBlob } from '@asterism/blobs';
import { FileStore } from '@tus/file-store';
import { refusal } from './refusal.ts';

interface Hashed {
  hash: Hash;
  bytes: number;
}

// Uploads that are under way at once; of one that is forgotten the file is read again at its end.
const REMEMBERED = 1000;

/**
 * Unfinished uploads in a folder, hashed as they come in: a file is not read again to find its name in the blob store.
 * After a restart, or where a piece broke off, the file is simply hashed when it is whole.
 */
export class HashingStore extends FileStore {
  readonly #hashed = new Map<string, Hashed>();

  /** Writes a piece of an upload and gives the new offset. Throws what tus answers with: 507 DISK_FULL. */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const hashed = this.#hashed.get(id) ?? { hash: createHash('sha256'), bytes: 0 };
    this.#hashed.delete(id);
    let end = offset;
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      const bytes: AsyncIterable<Uint8Array> = source;
      for await (const chunk of bytes) {
        hashed.hash.update(chunk);
        end += chunk.byteLength;
        yield chunk;
      }
    };
    try {
      await pipeline(chunks, createWriteStream(join(this.directory, id), { flags: 'r+', start: offset }));
    } catch (error) {
      throw isDiskFull(error) ? diskFull() : error;
    }
    if (hashed.bytes === offset) this.#remember(id, { hash: hashed.hash, bytes: end });
    return end;
  }

  /** The hash of a whole upload where it is known; then it is forgotten. */
  takeHash(id: string, size: number): StoredBlob | null {
    const hashed = this.#hashed.get(id);
    this.#hashed.delete(id);
    return hashed?.bytes === size ? { sha256: hashed.hash.digest('hex'), bytes: size } : null;
  }

  /** Drops unfinished uploads that nobody went on with, and whatever else a crash has left in the folder. */
  async dropAbandoned(before: Date): Promise<void> {
    for (const name of await readdir(this.directory)) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(() => null);
      if (found?.isFile() && found.mtime < before) await rm(path, { force: true });
    }
  }

  #remember(id: string, hashed: Hashed): void {
    this.#hashed.set(id, hashed);
    const [oldest] = this.#hashed.keys();
    if (this.#hashed.size > REMEMBERED && oldest !== undefined) this.#hashed.delete(oldest);
  }
}

export const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

export const diskFull = () =>
  refusal(
    507,
    'DISK_FULL',
    "The server's disk is full; nothing of what was sent before is lost. Try again later.",
  );
