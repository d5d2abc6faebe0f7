import type { SpriteSheet } from '@asterism/db';
import { quantileAt, SPRITE_SHEET, spriteValues, writeFits } from '@asterism/fits';
import { decode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '../src/gallery/poolTables.ts';
import { tinyFile, tinyFiles, tinyPixels } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
  await world.startWorker({ backend: 'wasm' });
});
afterAll(() => world.close());

const { columns, tileSize } = SPRITE_SHEET;

const sheetsOf = (versionId: string) =>
  world.db.spriteSheet.findMany({ where: { versionId }, orderBy: [{ number: 'asc' }, { channel: 'asc' }] });

/** What a tile's codes stand for, (tileSize, tileSize), the upper row first. */
async function tileOf(sheet: SpriteSheet, tile: number): Promise<Float32Array> {
  const png = decode(await world.blobs.read(sheet.sha256));
  expect(png).toMatchObject({ width: 1024, height: 1024, channels: 1, depth: 8 });
  const values = spriteValues(sheet.lower[tile]!, sheet.upper[tile]!);
  const [left, top] = [(tile % columns) * tileSize, Math.floor(tile / columns) * tileSize];
  return Float32Array.from({ length: tileSize * tileSize }, (_, i) => {
    const y = top + Math.floor(i / tileSize);
    return values[png.data[y * png.width + left + (i % tileSize)]!]!;
  });
}

async function nextVersion(previousVersionId: string, files: Record<string, Uint8Array>): Promise<string> {
  const { datasetId } = await world.db.datasetVersion.findUniqueOrThrow({ where: { id: previousVersionId } });
  const id = await world.addFiles(files, { datasetId, previousVersionId });
  await expect
    .poll(async () => (await world.db.datasetVersion.findUniqueOrThrow({ where: { id } })).status, POLL)
    .toBe('READY');
  return id;
}

test('a tile holds the values of its picture, row 0 at the bottom, and nothing around it', async () => {
  const versionId = await world.readFiles({ ...tinyFiles(9) });
  const [first, second, ...others] = await sheetsOf(versionId);
  expect(others).toEqual([]);
  expect(second).toMatchObject({ number: 0, channel: 1, count: 9 });
  expect(first).toMatchObject({ number: 0, channel: 0, count: 9, widths: Array(9).fill(40) });
  // The ninth sample is the first tile of the second row.
  const values = await tileOf(first!, 8);
  const pixels = tinyPixels(8).subarray(0, 1600);
  const [lower, upper] = [Math.min(...pixels), Math.max(...pixels)];
  expect(first!.lower[8]).toBeCloseTo(lower, 5);
  expect(first!.upper[8]).toBeCloseTo(upper, 5);
  // Half a step of the codes at their coarsest, near the upper end.
  const tolerance = (upper - lower) * (1 - 0.1 * Math.sinh((253 / 254) * Math.asinh(10))) * 0.51;
  for (let y = 0; y < tileSize; y++)
    for (let x = 0; x < tileSize; x++) {
      const found = values[y * tileSize + x]!;
      const [column, row] = [x - 44, 44 + 39 - y];
      if (column < 0 || column >= 40 || row < 0 || row >= 40) expect(found).toBeNaN();
      else expect(Math.abs(found - pixels[row * 40 + column]!)).toBeLessThan(tolerance);
    }
});

test('pictures of other sizes and numbers of channels lie on the same sheet; NaN is no value', async () => {
  const data = new Float32Array(300 * 150).fill(2);
  data.fill(Number.NaN, 0, 150 * 300 - 300);
  const empty = new Float32Array(100).fill(Number.NaN);
  const versionId = await world.readFiles({
    'a.fits': tinyFile(1),
    'b.fits': writeFits([{ shape: [150, 300], data }]),
    'c.fits': writeFits([{ shape: [10, 10], data: empty }]),
  });
  const [first, second] = await sheetsOf(versionId);
  expect(first).toMatchObject({ widths: [40, 100, 10], heights: [40, 50, 10], count: 3 });
  expect(first!.lower.slice(1)).toEqual([2, 0]);
  expect(second).toMatchObject({ widths: [40, 0, 0], heights: [40, 0, 0] });
  const wide = await tileOf(first!, 1);
  expect(wide.filter((value) => value === 2)).toHaveLength(100);
  // Its uppermost row alone has values.
  expect(wide[39 * tileSize + 14]).toBe(2);
  expect((await tileOf(first!, 2)).every(Number.isNaN)).toBe(true);
});

test('the next version shares the full sheets of the one before and draws the last one anew', async () => {
  const files = tinyFiles(70);
  const first = await world.readFiles(files);
  const second = await nextVersion(first, { 't1.fits': tinyFile(300), 't2.fits': tinyFile(301) });
  const [before, after] = [await sheetsOf(first), await sheetsOf(second)];
  const facts = (sheets: SpriteSheet[]) =>
    sheets.map(({ number, channel, count }) => [number, channel, count]);
  expect(facts(before)).toEqual([
    [0, 0, 64],
    [0, 1, 64],
    [1, 0, 6],
    [1, 1, 6],
  ]);
  expect(facts(after)).toEqual([
    [0, 0, 64],
    [0, 1, 64],
    [1, 0, 8],
    [1, 1, 8],
  ]);
  expect(after.slice(0, 2).map(({ sha256 }) => sha256)).toEqual(
    before.slice(0, 2).map(({ sha256 }) => sha256),
  );
  expect(after[2]!.sha256).not.toBe(before[2]!.sha256);
  expect((await tileOf(after[2]!, 7)).some((value) => value > 3)).toBe(true);
  const held = await world.db.workspaceBlob.count({
    where: { sha256: { in: after.map(({ sha256 }) => sha256) } },
  });
  expect(held).toBe(4);
});

test('the pooled quantiles are those of all pixels, in the first version and in the next', async () => {
  const seeds = Array.from({ length: 30 }, (_, i) => 500 + i);
  const named = (some: number[]) => Object.fromEntries(some.map((seed) => [`p${seed}.fits`, tinyFile(seed)]));
  const first = await world.readFiles(named(seeds.slice(0, 20)));
  const second = await nextVersion(first, named(seeds.slice(20)));
  for (const [versionId, count] of [
    [first, 20],
    [second, 30],
  ] as const) {
    const channels = await world.db.versionChannel.findMany({
      where: { versionId },
      orderBy: { channel: 'asc' },
    });
    expect(channels.map(({ channel, pixelCount }) => [channel, pixelCount])).toEqual([
      [0, count * 1600],
      [1, count * 1600],
    ]);
    for (const { channel, quantiles } of channels) {
      const all = Float32Array.from(
        seeds
          .slice(0, count)
          .flatMap((seed) => [...tinyPixels(seed).subarray(channel * 1600, (channel + 1) * 1600)]),
      ).sort();
      const table = new Float32Array(quantiles.slice().buffer);
      expect([table[0], table.at(-1)]).toEqual([all[0], all.at(-1)]);
      for (const level of [0.005, 0.05, 0.5, 0.9, 0.995]) {
        const exact = all[Math.round(level * (all.length - 1))]!;
        // A twentieth of the noise.
        expect(Math.abs(quantileAt(table, level) - exact)).toBeLessThan(0.01);
      }
    }
  }
});

test('a table is read wherever its bytes lie', () => {
  const values = Float32Array.from({ length: 2 * 130 }, (_, i) => i);
  const shifted = new Uint8Array(1 + values.byteLength);
  shifted.set(new Uint8Array(values.buffer), 1);
  const [, second] = readTable(shifted.subarray(1));
  expect(second).toMatchObject({ count: 130 });
  expect(second!.quantiles[128]).toBe(259);
});
