import type { PicturePlane } from './plane.ts';

/** What lies above one level: moments of its area, every pixel weighing the same. Lengths in pixels. */
export interface Isophote {
  level: number;
  area: number;
  x: number;
  y: number;
  /** Sum of the variances along the axes; of an ellipse (a^2 + b^2) / 4. */
  size: number;
  /** (xx - yy) / (xx + yy) and 2 xy / (xx + yy) of the second moments: the ellipticity as a vector. */
  ellipticity: readonly [number, number];
  /** Whether it reaches the picture's edge, so that a part of it may be missing. */
  isCut: boolean;
}

// n, x, y, xx, yy, xy
const SUMS = 6;

/** The isophotes of the pixels at `places` at each level (ascending), in one pass over the pixels. */
export function isophotesOf(
  { data, width, height }: PicturePlane,
  places: Int32Array,
  levels: readonly number[],
): Isophote[] {
  const sums = new Float64Array(levels.length * SUMS);
  let edgeRank = -1;
  for (let i = 0; i < places.length; i++) {
    const at = places[i]!;
    const rank = levelBelow(levels, data[at]!);
    if (rank < 0) continue;
    const x = at % width;
    const y = (at - x) / width;
    const to = rank * SUMS;
    sums[to]! += 1;
    sums[to + 1]! += x;
    sums[to + 2]! += y;
    sums[to + 3]! += x * x;
    sums[to + 4]! += y * y;
    sums[to + 5]! += x * y;
    if (rank > edgeRank && (x === 0 || y === 0 || x === width - 1 || y === height - 1)) edgeRank = rank;
  }
  // A pixel above a level is above all lower ones.
  for (let k = sums.length - SUMS - 1; k >= 0; k--) sums[k]! += sums[k + SUMS]!;
  return levels.map((level, rank) => ({
    level,
    isCut: rank <= edgeRank,
    ...momentsOf(sums.subarray(rank * SUMS, (rank + 1) * SUMS)),
  }));
}

function momentsOf(sums: Float64Array): Omit<Isophote, 'level' | 'isCut'> {
  const area = sums[0]!;
  const x = sums[1]! / area;
  const y = sums[2]! / area;
  const xx = sums[3]! / area - x * x;
  const yy = sums[4]! / area - y * y;
  const xy = sums[5]! / area - x * y;
  const size = xx + yy;
  return { area, x, y, size, ellipticity: [(xx - yy) / size, (2 * xy) / size] };
}

/** Place of the highest level that the value is above; -1 where there is none. */
function levelBelow(levels: readonly number[], value: number): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value > levels[middle]!) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
