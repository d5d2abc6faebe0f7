import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource, openFits, writeFits } from '../../index.ts';
import type { Original } from './mutate.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');

// Larger files take long to change and to read, and have nothing that smaller ones have not.
const MAX_BYTES = 1_000_000;

/** Every FITS file below fixtures, whatever it is there for, those of another folder, and two images of the writer. */
export async function originals(folder?: string): Promise<Original[]> {
  const written = writeFits([
    { shape: [2, 5, 4], data: Float32Array.from({ length: 40 }, (_, i) => i / 3) },
    {
      shape: [3, 4],
      data: Int16Array.from({ length: 12 }, (_, i) => i),
      cards: [{ keyword: 'BLANK', value: 3 }],
    },
  ]);
  const files = [FIXTURES, ...(folder === undefined ? [] : [folder])].flatMap(filesIn);
  return Promise.all([original('two images of the writer', written), ...files]);
}

function filesIn(folder: string): Promise<Original>[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(fits|fit|fz)$/.test(name) && statSync(join(folder, name)).size <= MAX_BYTES)
    .sort()
    .map((name) => original(name, new Uint8Array(readFileSync(join(folder, name)))));
}

async function original(name: string, bytes: Uint8Array): Promise<Original> {
  const { hdus } = await openFits(bytesSource(bytes));
  const cards = hdus.flatMap(({ header, dataOffset }) => {
    const starts: number[] = [];
    for (let at = header.byteOffset; at < dataOffset; at += 80) {
      starts.push(at);
      if (String.fromCharCode(...bytes.subarray(at, at + 8)) === 'END     ') break;
    }
    return starts;
  });
  return { name, bytes, cards };
}
