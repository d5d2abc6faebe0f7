import { writeFits } from '@asterism/fits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker({ backend: 'wasm' });
});
afterAll(() => world.close());

const flat = (value: number, [height, width]: [number, number] = [20, 30]): Float32Array =>
  Float32Array.from({ length: height * width }, (_, i) => value + i / 1000);
const oneBand = (value: number, shape: [number, number] = [20, 30]): Uint8Array =>
  writeFits([{ shape, data: flat(value, shape), cards: [{ keyword: 'BAND', value }] }]);

async function imported(versionId: string) {
  const samples = await world.db.sample.findMany({
    where: { versionId },
    orderBy: { index: 'asc' },
    include: { content: true },
  });
  const refused = await world.db.refusedFile.findMany({ where: { versionId }, orderBy: { name: 'asc' } });
  return { samples, refused };
}

test('bands in a file each become the channels of one sample; what does not fit is a line each', async () => {
  const { samples, refused } = await imported(
    await world.readFiles(
      {
        'd1_b2.fits': oneBand(12),
        'd1_b10.fits': oneBand(110),
        'd2_b10.fits': oneBand(210),
        'd2_b2.fits': oneBand(22),
        'd3_b2.fits': oneBand(32),
        'd4_b2.fits': oneBand(42),
        'd4_b10.fits': oneBand(410, [30, 20]),
        'd5_b2.fits': oneBand(52),
        'd5_b10.fits': new Uint8Array(10),
        'README.txt': new TextEncoder().encode('hello'),
      },
      { groupBy: '{sample}_{channel}.fits' },
    ),
  );
  expect(samples.map(({ index, fileName }) => [index, fileName])).toEqual([
    [0, 'd1'],
    [1, 'd2'],
  ]);
  const { content } = samples[0]!;
  expect(content).toMatchObject({ channelCount: 2, width: 30, height: 20 });
  expect([content.percentiles[0], content.percentiles[11]]).toEqual([12, 110]);
  expect(content.sources).toMatchObject([
    { fileName: 'd1_b2.fits', hdu: 0, plane: null, channel: 0 },
    { fileName: 'd1_b10.fits', hdu: 0, plane: null, channel: 1 },
  ]);
  // The header is that of the first file.
  expect(content.header).toContainEqual({ keyword: 'BAND', value: 12, comment: null });
  expect(refused).toMatchObject([
    { name: 'README.txt', code: 'NO_MATCH' },
    { name: 'd3', code: 'GROUP_INCOMPLETE', message: expect.stringContaining('b10') },
    { name: 'd4', code: 'SIZE_MISMATCH', message: expect.stringContaining('d4_b10.fits') },
    { name: 'd5', code: 'NOT_FITS', message: expect.stringMatching(/^d5_b10.fits: /) },
  ]);
});

test('several HDUs, and several planes of each, are the channels in the order named', async () => {
  const cube = Float32Array.from({ length: 3 * 600 }, (_, i) => Math.floor(i / 600) + (i % 600) / 1000);
  const file = writeFits([
    { shape: [] },
    { shape: [20, 30], data: flat(50) },
    { shape: [3, 20, 30], data: cube },
  ]);
  const { samples } = await imported(
    await world.readFiles({ 'a.fits': file, 'b.fits': oneBand(1) }, { hdus: [2, 1] }),
  );
  expect(samples).toHaveLength(1);
  const { content } = samples[0]!;
  expect(content.channelCount).toBe(4);
  expect([0, 11, 22, 33].map((at) => content.percentiles[at])).toEqual([0, 1, 2, 50]);
  expect(content.sources).toMatchObject([
    { hdu: 2, plane: 0, channel: 0 },
    { hdu: 2, plane: 1, channel: 1 },
    { hdu: 2, plane: 2, channel: 2 },
    { hdu: 1, plane: null, channel: 3 },
  ]);
});
