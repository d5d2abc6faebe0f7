import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import { isScorable, type LabelledRows, labelledRows } from './clusters.ts';

/**
 * Silhouette of every sample (Rousseeuw 1987; scikit-learn's `silhouette_samples`): (b - a) / max(a, b) with a the
 * mean distance to the own cluster's other members and b the least mean distance to another cluster. A cluster of one
 * has 0, noise (-1) has NaN. Null where there are fewer than two clusters or as many as samples.
 *
 * Each distance is computed once, pair by pair: no N x N matrix.
 */
export function silhouetteSamples(points: Matrix, labels: ArrayLike<number>): Float64Array | null {
  const rows = labelledRows(points, labels);
  if (!isScorable(rows)) return null;
  const values = silhouettes(rows, distanceSums(rows));
  const all = new Float64Array(points.rows).fill(Number.NaN);
  rows.sourceRows.forEach((row, i) => {
    all[row] = values[i]!;
  });
  return all;
}

/** Mean silhouette over all samples that are not noise. */
export function silhouetteScore(points: Matrix, labels: ArrayLike<number>): number | null {
  const values = silhouetteSamples(points, labels);
  return values && meanOf(values);
}

/** Mean of the numbers that are not NaN. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

/** (rows, clusterCount): sum of each row's distances to the members of each cluster. */
function distanceSums({ points, labels, clusterCount }: LabelledRows): Float64Array {
  const sums = new Float64Array(points.rows * clusterCount);
  for (let i = 0; i < points.rows; i++)
    for (let j = i + 1; j < points.rows; j++) {
      const distance = Math.sqrt(squaredDistance(points, i, points, j));
      sums[i * clusterCount + labels[j]!]! += distance;
      sums[j * clusterCount + labels[i]!]! += distance;
    }
  return sums;
}

function silhouettes({ labels, clusterCount, sizes }: LabelledRows, sums: Float64Array): Float64Array {
  return Float64Array.from(labels, (own, i) => {
    if (sizes[own] === 1) return 0;
    const inside = sums[i * clusterCount + own]! / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let c = 0; c < clusterCount; c++)
      if (c !== own) outside = Math.min(outside, sums[i * clusterCount + c]! / sizes[c]!);
    const larger = Math.max(inside, outside);
    // Both are 0 where all of two clusters' samples are one point.
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
}
