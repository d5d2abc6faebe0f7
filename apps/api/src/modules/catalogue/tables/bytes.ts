import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { LIMITS, TableError } from './table.ts';

/** The first bytes of a file, unpacked where it is packed with gzip. Throws TableError. */
export async function firstBytes(path: string, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of byteChunks(path)) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= count) break;
  }
  return Buffer.concat(parts).subarray(0, count);
}

/** A file's bytes in pieces of 64 KiB, unpacked where it is packed with gzip. Throws TableError TOO_LARGE, NOT_A_TABLE. */
export async function* byteChunks(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const stream = (await isGzip(path)) ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => stream.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new Error('The file was not read as bytes.');
      bytes += chunk.length;
      if (bytes > LIMITS.bytes)
        throw new TableError(
          'TOO_LARGE',
          `The table has more than ${LIMITS.bytes / 2 ** 20} MiB; leave out the columns and rows that are not needed.`,
        );
      yield chunk;
    }
  } catch (error) {
    if (stream === file || error instanceof TableError) throw error;
    throw new TableError(
      'NOT_A_TABLE',
      `The file is packed with gzip and damaged: ${error instanceof Error ? error.message : error}.`,
    );
  } finally {
    file.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
