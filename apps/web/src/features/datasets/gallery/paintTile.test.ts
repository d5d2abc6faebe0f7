import {
  COLOR_MAP_NAMES,
  percentilesOf,
  renderPlane,
  STRETCHES,
  spriteCode,
  spriteValues,
} from '@asterism/fits';
import { expect, test } from 'vitest';
import { paintTile } from './paintTile.ts';
import { countCodes, type TileCodes, tileLimits } from './tileCodes.ts';

const SIDE = 16;

/** A tile in which every code stands once, from 0 on, and the values it stands for. */
function everyCode(lower: number, upper: number): { tile: TileCodes; values: Float32Array } {
  const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
  return { tile: { codes, width: SIDE, height: SIDE, lower, upper }, values: spriteValues(lower, upper) };
}

/** What renderPlane draws of the same values: its row 0 is at the bottom, a tile's on top. */
function rendered(values: Float32Array, options: Parameters<typeof renderPlane>[1]): Uint8Array {
  const rows = Array.from({ length: SIDE }, (_, y) => [...values.subarray(y * SIDE, (y + 1) * SIDE)]);
  const data = Float32Array.from(rows.reverse().flat());
  return renderPlane({ data, width: SIDE, height: SIDE }, options);
}

// Pixel 0 has no value: transparent here, in a colour of its own there.
const withValues = (rgba: ArrayLike<number>): number[] => Array.from(rgba).slice(4);

test.each(STRETCHES)('%s colours codes as renderPlane colours their values', (stretch) => {
  const { tile, values } = everyCode(-2, 7);
  for (const limits of [
    { lower: -2, upper: 7 },
    { lower: -1, upper: 3 },
    { lower: -40, upper: 90 },
    { lower: 1, upper: 1 },
  ]) {
    const ours = paintTile(tile, { stretch, colorMap: 'gray', limits });
    const theirs = rendered(values, { ...limits, stretch, colorMap: 'gray' });
    expect(withValues(ours), `${limits.lower} to ${limits.upper}`).toEqual(withValues(theirs));
  }
});

test.each(COLOR_MAP_NAMES)('%s gives the colours of renderPlane', (colorMap) => {
  const { tile, values } = everyCode(0, 1);
  const limits = { lower: 0, upper: 1 };
  const ours = paintTile(tile, { stretch: 'LINEAR', colorMap, limits });
  expect(withValues(ours)).toEqual(withValues(rendered(values, { ...limits, stretch: 'LINEAR', colorMap })));
});

test('row 0 stays on top; a pixel without a value is transparent', () => {
  const tile: TileCodes = { codes: Uint8Array.of(255, 0, 1, 1), width: 2, height: 2, lower: 5, upper: 6 };
  const pixels = paintTile(tile, { stretch: 'LINEAR', colorMap: 'gray', limits: { percentile: 100 } });
  expect([...pixels]).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255]);
});

test('a tile of one value, one without any and one of no pixels are drawn', () => {
  const flat: TileCodes = { codes: new Uint8Array(4).fill(1), width: 2, height: 2, lower: 3, upper: 3 };
  for (const stretch of STRETCHES)
    expect(paintTile(flat, { stretch, colorMap: 'inferno', limits: { percentile: 99.5 } })[3]).toBe(255);
  const none: TileCodes = { codes: new Uint8Array(4), width: 2, height: 2, lower: 0, upper: 0 };
  const pixels = paintTile(none, { stretch: 'LOG', colorMap: 'gray', limits: { percentile: 99.5 } });
  expect([...pixels]).toEqual(Array(16).fill(0));
  const absent: TileCodes = { codes: new Uint8Array(), width: 0, height: 0, lower: 0, upper: 0 };
  expect(
    paintTile(absent, { stretch: 'HISTOGRAM', colorMap: 'gray', limits: { percentile: 98 } }),
  ).toHaveLength(0);
});

test('limits from a tile are its percentiles, to a code', () => {
  const { tile, values } = everyCode(0, 1);
  const counts = countCodes(tile.codes);
  const limits = tileLimits(values, counts, 98)!;
  const [low, high] = percentilesOf(values, [2, 98])!;
  const code = (value: number) => spriteCode(value, 0, 1);
  expect(Math.abs(code(limits.lower) - code(low!))).toBeLessThanOrEqual(1);
  expect(Math.abs(code(limits.upper) - code(high!))).toBeLessThanOrEqual(1);
  expect(tileLimits(values, counts, 100)).toEqual({ lower: 0, upper: 1 });
});
