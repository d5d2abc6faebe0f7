import { open } from 'node:fs/promises';
import type { ByteSource } from '../source.ts';

export interface FileSource extends ByteSource {
  readInto(offset: number, target: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** Reads a file piece by piece. Throws as the file system does. */
export async function openFileSource(path: string): Promise<FileSource> {
  const file = await open(path, 'r');
  const { size } = await file.stat();
  const readInto = async (offset: number, target: Uint8Array): Promise<void> => {
    let done = 0;
    while (done < target.length) {
      const { bytesRead } = await file.read(target, done, target.length - done, offset + done);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read.`);
      done += bytesRead;
    }
  };
  return {
    size,
    readInto,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      await readInto(offset, bytes);
      return bytes;
    },
    close: () => file.close(),
  };
}
