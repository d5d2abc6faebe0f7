import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, chooseImage, openFits, readChannels } from '@asterism/fits';
import { expect, test } from 'vitest';
import { generateDisc } from './disc.ts';
import { writeDiscs } from './writeDiscs.ts';

const channel = (data: Float32Array, c: number) =>
  data.subarray((c * data.length) / 4, ((c + 1) * data.length) / 4);

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (list: Float32Array) => list.reduce((x, y) => x + y, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i]! - mb);
    aa += (value - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

test('channels 1 and 2 are nearly alike, 3 is nearly empty, 0 carries most; equal seeds give equal discs', () => {
  const { data } = generateDisc({ index: 3, seed: 1, size: 96 });
  expect(correlation(channel(data, 1), channel(data, 2))).toBeGreaterThan(0.98);
  const peak = (c: number) => Math.max(...channel(data, c));
  expect(peak(0)).toBeGreaterThan(2 * peak(1));
  expect(peak(3)).toBeLessThan(0.05 * peak(0));
  expect(generateDisc({ index: 3, seed: 1, size: 96 }).data).toEqual(data);
});

test('files of both shapes read as four channels, and the truth lies outside the folder', async () => {
  const base = await mkdtemp(join(tmpdir(), 'asterism-discs-'));
  const folder = join(base, 'discs');
  await writeDiscs(folder, { count: 3, size: 32, seed: 5 });
  expect((await readdir(folder)).sort()).toEqual(['disc_000.fits', 'disc_001.fits', 'disc_002.fits']);
  for (const [name, shape] of [
    ['disc_000.fits', [4, 32, 32]],
    ['disc_002.fits', [4, 1, 1, 32, 32]],
  ] as const) {
    const source = bytesSource(await readFile(join(folder, name)));
    const file = await openFits(source);
    expect(file.hdus[0]!.shape).toEqual(shape);
    expect(await readChannels(source, file, chooseImage(file))).toMatchObject({
      channels: 4,
      height: 32,
      width: 32,
    });
  }
  expect(Object.keys(JSON.parse(await readFile(`${folder}.truth.json`, 'utf8')))).toHaveLength(3);
  await rm(base, { recursive: true });
});
