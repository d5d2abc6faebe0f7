import { smoothCoefficients } from './smooth.ts';

/** Coefficients of one level: the low ones by themselves, the three others where they stand among all. */
export interface Level {
  /** (rows, columns), of which those are `ceil(height / 2)` and `ceil(width / 2)`. */
  low: Float64Array;
  all: Float64Array;
  /** Length of a row of `all`. */
  stride: number;
  /** Of the level's result. */
  height: number;
  width: number;
}

/**
 * Inverse H-transform of an image of `height` x `width` coefficients (White 1992; the rounding is that of cfitsio's hinv, so that what
 * was not scaled comes back as it was). All numbers are whole and below 2^53, so that doubles hold them.
 */
export function inverseTransform(
  all: Float64Array,
  height: number,
  width: number,
  { scale, smooth }: { scale: number; smooth: boolean },
): Float64Array {
  const levels = Math.ceil(Math.log2(Math.max(height, width)));
  let low: Float64Array = Float64Array.of(roundTo(all[0]!, 2 ** (levels + 1)));
  for (let level = levels - 1; level >= 0; level--) {
    const part: Level = {
      low,
      all,
      stride: width,
      height: Math.ceil(height / 2 ** level),
      width: Math.ceil(width / 2 ** level),
    };
    if (smooth) smoothCoefficients(part, scale);
    low = invertLevel(part, 2 ** level, level === 0);
  }
  return low;
}

/** To a multiple of a power of two, halves away from zero but for negative ones. */
function roundTo(value: number, bit: number): number {
  const half = bit / 2;
  return Math.floor((value + (value >= 0 ? half : half - 1)) / bit) * bit;
}

/** Four pixels of each four coefficients. `bit` is what the curvature is rounded to. */
function invertLevel({ low, all, stride, height, width }: Level, bit: number, isLast: boolean): Float64Array {
  const out = new Float64Array(height * width);
  const rows = (height + 1) >> 1;
  const columns = (width + 1) >> 1;
  const divide = isLast ? 0.25 : 0.5;
  const bit1 = bit * 2;
  const perBit = 1 / bit;
  const perBit1 = 1 / bit1;
  // On the last level there is nothing below a whole number to round.
  const up = isLast ? 0 : bit / 2;
  const down = isLast ? 0 : up - 1;
  for (let i = 0; i < rows; i++) {
    const hasLower = 2 * i + 1 < height;
    for (let j = 0; j < columns; j++) {
      const hasRight = 2 * j + 1 < width;
      const at = i * stride + j;
      const to = 2 * i * width + 2 * j;
      let h0 = low[i * columns + j]!;
      if (hasLower && hasRight) {
        let hx = all[at + rows * stride]!;
        let hy = all[at + columns]!;
        let hc = all[at + rows * stride + columns]!;
        hx = Math.floor((hx + (hx >= 0 ? bit : bit - 1)) * perBit1);
        hy = Math.floor((hy + (hy >= 0 ? bit : bit - 1)) * perBit1);
        hc = Math.floor((hc + (hc >= 0 ? up : down)) * perBit);
        // The lowest bits that were rounded away from each are known from those of the others.
        const odd0 = hc - 2 * Math.floor(hc * 0.5);
        const low0 = odd0 * bit;
        hx = hx * bit1;
        hy = hy * bit1;
        hc = hc * bit;
        hx = hx >= 0 ? hx - low0 : hx + low0;
        hy = hy >= 0 ? hy - low0 : hy + low0;
        const low1 = ((bitOf(hc, perBit1) + bitOf(hx, perBit1) + bitOf(hy, perBit1)) % 2) * bit1;
        h0 = h0 >= 0 ? h0 + low0 - low1 : h0 + (low0 === 0 ? low1 : low0 - low1);
        out[to + width + 1] = Math.floor((h0 + hx + hy + hc) * divide);
        out[to + width] = Math.floor((h0 + hx - hy - hc) * divide);
        out[to + 1] = Math.floor((h0 - hx + hy - hc) * divide);
        out[to] = Math.floor((h0 - hx - hy + hc) * divide);
      } else if (hasLower || hasRight) {
        let h = all[hasLower ? at + rows * stride : at + columns]!;
        h = Math.floor((h + (h >= 0 ? bit : bit - 1)) * perBit1) * bit1;
        const low1 = bitOf(h, perBit1) * bit1;
        h0 = h0 >= 0 ? h0 - low1 : h0 + low1;
        out[hasLower ? to + width : to + 1] = Math.floor((h0 + h) * divide);
        out[to] = Math.floor((h0 - h) * divide);
      } else out[to] = Math.floor(h0 * divide);
    }
  }
  return out;
}

/** Whether a bit is set in a whole number, as 0 or 1; `perBit` is 1 / the bit. */
function bitOf(value: number, perBit: number): number {
  const shifted = Math.floor(value * perBit);
  return shifted - 2 * Math.floor(shifted * 0.5);
}
