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

/** How many of a tile's pixels have each code. */
export function countCodes(codes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(CODE_COUNT);
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]! += 1;
  return counts;
}

/**
 * The values below which `percent` and above which `100 - percent` of a tile's pixels lie; exact to a code. With 100
 * the minimum and the maximum. `values` are those of the codes. Null where no pixel has a value.
 */
export function tileLimits(
  values: Float32Array,
  counts: Uint32Array,
  percent: number,
): { lower: number; upper: number } | null {
  const total = counts.reduce((sum, count, code) => (code === 0 ? sum : sum + count), 0);
  if (total === 0) return null;
  const valueAt = (share: number): number => {
    const rank = share * (total - 1);
    let seen = 0;
    let code = 0;
    while (code < CODE_COUNT - 1 && seen <= rank) {
      code += 1;
      seen += counts[code]!;
    }
    return values[code]!;
  };
  return { lower: valueAt(1 - percent / 100), upper: valueAt(percent / 100) };
}

/** The values of a tile's pixels in rising order. */
export function sortedValues(values: Float32Array, counts: Uint32Array): Float32Array {
  const sorted = new Float32Array(counts.reduce((sum, count) => sum + count, 0) - counts[0]!);
  let at = 0;
  for (let code = 1; code < CODE_COUNT; code++) {
    sorted.fill(values[code]!, at, at + counts[code]!);
    at += counts[code]!;
  }
  return sorted;
}
