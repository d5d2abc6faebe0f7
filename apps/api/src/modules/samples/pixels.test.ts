import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BlobStore, openBlobStore } from '@asterism/blobs';
import { writeFits } from '@asterism/fits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSampleChannel, readSamplePixels } from './pixels.ts';

let folder: string;
let blobs: BlobStore;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'asterism-pixels-'));
  blobs = openBlobStore(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const counting = (from: number, count: number) => Float32Array.from({ length: count }, (_, i) => from + i);

test('channels out of a packed file, of another HDU and of another file stand in their places', async () => {
  const packed = await blobs.put(
    gzipSync(
      writeFits([
        { shape: [2, 3, 4], data: counting(0, 24) },
        { shape: [3, 4], data: counting(100, 12) },
      ]),
    ),
  );
  const plain = await blobs.put(writeFits([{ shape: [3, 4], data: counting(200, 12) }]));
  const source = { fileName: 'a.fits.gz', sha256: packed.sha256, hdu: 0, plane: null, channelAxis: null };
  const content = {
    channelCount: 4,
    height: 3,
    width: 4,
    sources: [
      { ...source, plane: 1, channelAxis: 0, channel: 0 },
      { ...source, sha256: plain.sha256, channel: 1 },
      { ...source, hdu: 1, channel: 2 },
      { ...source, plane: 0, channelAxis: 0, channel: 3 },
    ],
  };
  const expected = [counting(12, 12), counting(200, 12), counting(100, 12), counting(0, 12)];
  const pixels = await readSamplePixels(blobs, content);
  for (const [channel, values] of expected.entries()) {
    expect(pixels.slice(12 * channel, 12 * channel + 12)).toEqual(values);
    expect(await readSampleChannel(blobs, content, channel)).toEqual(values);
  }
});
