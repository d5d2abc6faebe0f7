import { applyStretch } from '@asterism/fits';

/** One sample's picture in a sprite sheet: (height, width), row 0 on top, each code a value between `lower` and `upper`. */
export interface TileCodes {
  codes: Uint8Array;
  /** 0 where the sample lacks the channel. */
  width: number;
  height: number;
  /** What code 1 and code 255 stand for, in the units of the pixels. */
  lower: number;
  upper: number;
}

export const CODE_COUNT = 256;
const LEVELS = 254;

/**
 * How far each code lies between the sample's minimum (0) and its maximum (1): codes are even steps of
 * asinh(x / 0.1) / asinh(10), so that faint values keep more of them. NaN for code 0, which stands for no value.
 */
export const CODE_SHARES: Float64Array = Float64Array.from({ length: CODE_COUNT }, (_, code) =>
  code === 0 ? Number.NaN : 0.1 * Math.sinh(((code - 1) / LEVELS) * Math.asinh(10)),
);

/** The code of a value that lies `share` (0 to 1) of the way from minimum to maximum. */
export const codeOfShare = (share: number): number => 1 + Math.round(LEVELS * applyStretch('ASINH', share));

/** How many of a tile's pixels have each code. */
export function countCodes(codes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(CODE_COUNT);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]! += 1;
  return counts;
}

/**
 * The values below which `percent` and above which `100 - percent` of a tile's pixels lie; exact to a code. With 100
 * the minimum and the maximum. Null where no pixel has a value.
 */
export function tileLimits(
  { lower, upper }: Pick<TileCodes, 'lower' | 'upper'>,
  counts: Uint32Array,
  percent: number,
): { lower: number; upper: number } | null {
  const total = counts.reduce((sum, count, code) => (code === 0 ? sum : sum + count), 0);
  if (total === 0) return null;
  const valueAt = (share: number): number => {
    const rank = share * (total - 1);
    let seen = 0;
    for (let code = 1; code < CODE_COUNT; code++) {
      seen += counts[code]!;
      if (seen > rank) return lower + CODE_SHARES[code]! * (upper - lower);
    }
    return upper;
  };
  return { lower: valueAt(1 - percent / 100), upper: valueAt(percent / 100) };
}
