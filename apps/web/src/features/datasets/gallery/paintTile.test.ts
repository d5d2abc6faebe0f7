import { COLOR_MAP_NAMES, percentilesOf, renderPlane, STRETCHES } from '@asterism/fits';
import { expect, test } from 'vitest';
import { paintTile } from './paintTile.ts';
import { CODE_SHARES, codeOfShare, countCodes, type TileCodes, tileLimits } from './tileCodes.ts';

const SIDE = 16;

/** A tile in which every code stands once, from 0 on, and the values it stands for. */
function everyCode(lower: number, upper: number): { tile: TileCodes; values: Float32Array } {
  const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
  const values = Float32Array.from(CODE_SHARES, (share) => lower + share * (upper - lower));
  return { tile: { codes, width: SIDE, height: SIDE, lower, upper }, values };
}

/** What renderPlane draws of the same values: its row 0 is at the bottom, a tile's on top. */
function rendered(values: Float32Array, options: Parameters<typeof renderPlane>[1]): Uint8Array {
  const rows = Array.from({ length: SIDE }, (_, y) => [...values.subarray(y * SIDE, (y + 1) * SIDE)]);
  const data = Float32Array.from(rows.reverse().flat());
  return renderPlane({ data, width: SIDE, height: SIDE }, options);
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]!)));

test('a code stands for the value it was made of, to half a step', () => {
  expect([CODE_SHARES[1], CODE_SHARES[255]]).toEqual([0, expect.closeTo(1, 12)]);
  for (let code = 1; code < 256; code++) expect(codeOfShare(CODE_SHARES[code]!)).toBe(code);
});

test.each(STRETCHES)('%s colours codes as renderPlane colours their values', (stretch) => {
  const { tile, values } = everyCode(-2, 7);
  for (const limits of [
    { lower: -2, upper: 7 },
    { lower: -1, upper: 3 },
    { lower: -40, upper: 90 },
  ]) {
    const ours = paintTile(tile, { stretch, colorMap: 'gray', limits });
    const theirs = rendered(values, { ...limits, stretch, colorMap: 'gray' });
    // Pixel 0 has no value: transparent here, in a colour of its own there. One grey level is the float32 of values.
    expect(largestDifference(ours.subarray(4), theirs.subarray(4)), `${limits.lower}`).toBeLessThanOrEqual(
      stretch === 'HISTOGRAM' ? 2 : 1,
    );
  }
});

test.each(COLOR_MAP_NAMES)('%s gives the same colours as renderPlane', (colorMap) => {
  const { tile, values } = everyCode(0, 1);
  const limits = { lower: 0, upper: 1 };
  const ours = paintTile(tile, { stretch: 'LINEAR', colorMap, limits });
  const theirs = rendered(values, { ...limits, stretch: 'LINEAR', colorMap });
  expect(largestDifference(ours.subarray(4), theirs.subarray(4))).toBeLessThanOrEqual(4);
});

test('row 0 stays on top; a pixel without a value is transparent', () => {
  const tile: TileCodes = { codes: Uint8Array.of(255, 0, 1, 1), width: 2, height: 2, lower: 5, upper: 6 };
  const pixels = paintTile(tile, { stretch: 'LINEAR', colorMap: 'gray', limits: { percentile: 100 } });
  expect([...pixels]).toEqual([255, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 255]);
});

test('a tile of one value and one without any are drawn', () => {
  const flat: TileCodes = { codes: new Uint8Array(4).fill(1), width: 2, height: 2, lower: 3, upper: 3 };
  for (const stretch of STRETCHES)
    expect(paintTile(flat, { stretch, colorMap: 'inferno', limits: { percentile: 99.5 } })[3]).toBe(255);
  const none: TileCodes = { codes: new Uint8Array(4), width: 2, height: 2, lower: 0, upper: 0 };
  const pixels = paintTile(none, { stretch: 'LOG', colorMap: 'gray', limits: { percentile: 99.5 } });
  expect([...pixels]).toEqual(Array(16).fill(0));
});

test('limits from a tile are its percentiles, to a code', () => {
  const { tile, values } = everyCode(0, 1);
  const [low, high] = percentilesOf(values, [2, 98])!;
  const limits = tileLimits(tile, countCodes(tile.codes), 98)!;
  expect(Math.abs(codeOfShare(limits.lower) - codeOfShare(low!))).toBeLessThanOrEqual(1);
  expect(Math.abs(codeOfShare(limits.upper) - codeOfShare(high!))).toBeLessThanOrEqual(1);
  expect(tileLimits(tile, countCodes(tile.codes), 100)).toEqual({ lower: 0, upper: expect.closeTo(1, 12) });
});
