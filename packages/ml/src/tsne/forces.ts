import type { Affinities } from '../linear/linearAlgebra.ts';

/**
 * How rows push each other away: fills `pushes` (rows, 2) with the sums of q² (a - b) over all other rows, and returns
 * the sum of q over all pairs.
 */
export type Repulsion = (positions: Float64Array, pushes: Float64Array) => number;

/** Every pair of rows. */
export const repelAll: Repulsion = (positions, pushes) => {
  const rows = positions.length / 2;
  let total = 0;
  pushes.fill(0);
  for (let i = 0; i < rows; i++) {
    const x = positions[2 * i]!;
    const y = positions[2 * i + 1]!;
    let fx = 0;
    let fy = 0;
    for (let j = i + 1; j < rows; j++) {
      const dx = x - positions[2 * j]!;
      const dy = y - positions[2 * j + 1]!;
      const q = 1 / (1 + dx * dx + dy * dy);
      const push = q * q;
      total += 2 * q;
      fx += push * dx;
      fy += push * dy;
      pushes[2 * j]! -= push * dx;
      pushes[2 * j + 1]! -= push * dy;
    }
    pushes[2 * i]! += fx;
    pushes[2 * i + 1]! += fy;
  }
  return total;
};

/**
 * Fills `pulls` (rows, 2) with the sums of p q (a - b) over each row's neighbours: every second one by itself, as the
 * lanes of a kernel's vectors sum them.
 */
export function attract(
  { starts, columns, weights }: Affinities,
  positions: Float64Array,
  pulls: Float64Array,
): void {
  const sums = new Float64Array(4);
  for (let i = 0; i < starts.length - 1; i++) {
    const x = positions[2 * i]!;
    const y = positions[2 * i + 1]!;
    sums.fill(0);
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const j = columns[at]!;
      const dx = x - positions[2 * j]!;
      const dy = y - positions[2 * j + 1]!;
      const pull = weights[at]! / (1 + (dx * dx + dy * dy));
      const lane = (at - starts[i]!) & 1;
      sums[lane]! += pull * dx;
      sums[2 + lane]! += pull * dy;
    }
    pulls[2 * i] = sums[0]! + sums[1]!;
    pulls[2 * i + 1] = sums[2]! + sums[3]!;
  }
}

/** Kullback-Leibler divergence of the map's affinities from the data's, over pairs that have one; `total` as from a Repulsion. */
export function divergence(
  { starts, columns, weights }: Affinities,
  positions: Float64Array,
  total: number,
): number {
  let sum = 0;
  for (let i = 0; i < starts.length - 1; i++)
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const p = weights[at]!;
      if (p === 0) continue;
      const dx = positions[2 * i]! - positions[2 * columns[at]!]!;
      const dy = positions[2 * i + 1]! - positions[2 * columns[at]! + 1]!;
      sum += p * Math.log(p * total * (1 + dx * dx + dy * dy));
    }
  return sum;
}
