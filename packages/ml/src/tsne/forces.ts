import type { Affinities } from './affinities.ts';

/**
 * How rows push each other away: adds to `forces` (rows, 2) the sums of q² (a - b) over all other rows, and returns the
 * sum of q over all pairs.
 */
export type Repulsion = (positions: Float64Array, forces: Float64Array) => number;

/** Every pair of rows. */
export const repelAll: Repulsion = (positions, forces) => {
  const rows = positions.length / 2;
  let total = 0;
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
      forces[2 * j]! -= push * dx;
      forces[2 * j + 1]! -= push * dy;
    }
    forces[2 * i]! += fx;
    forces[2 * i + 1]! += fy;
  }
  return total;
};

/** Adds to `forces` the sums of p q (a - b) over each row's neighbours. */
export function attract(
  { starts, columns, weights }: Affinities,
  positions: Float64Array,
  forces: Float64Array,
): void {
  const rows = starts.length - 1;
  for (let i = 0; i < rows; i++) {
    const x = positions[2 * i]!;
    const y = positions[2 * i + 1]!;
    let fx = 0;
    let fy = 0;
    for (let at = starts[i]!; at < starts[i + 1]!; at++) {
      const j = columns[at]!;
      const dx = x - positions[2 * j]!;
      const dy = y - positions[2 * j + 1]!;
      const pull = weights[at]! / (1 + dx * dx + dy * dy);
      fx += pull * dx;
      fy += pull * dy;
    }
    forces[2 * i]! += fx;
    forces[2 * i + 1]! += fy;
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
