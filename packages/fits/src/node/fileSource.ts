import { open } from 'node:fs/promises';
import type { ByteSource } from '../source.ts';

export interface FileSource extends ByteSource {
  close(): Promise<void>;
}

/** Reads a file piece by piece. Throws as the file system does. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`);
        done += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
