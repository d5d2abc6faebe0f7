import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import { clusterMeans, isScorable, labelledRows } from './clusters.ts';

/**
 * Davies-Bouldin index (Davies & Bouldin 1979; scikit-learn's `davies_bouldin_score`): lower is better. Noise is left
 * out; null where there are fewer than two clusters or as many as samples.
 */
export function daviesBouldinScore(points: Matrix, labels: ArrayLike<number>): number | null {
  const rows = labelledRows(points, labels);
  if (!isScorable(rows)) return null;
  const { clusterCount, sizes } = rows;
  const means = clusterMeans(rows);
  const spread = new Float64Array(clusterCount);
  rows.labels.forEach((label, i) => {
    spread[label]! += Math.sqrt(squaredDistance(rows.points, i, means, label)) / sizes[label]!;
  });
  if (spread.every((s) => s < 1e-15)) return 0;
  let sum = 0;
  for (let a = 0; a < clusterCount; a++) {
    let worst = 0;
    for (let b = 0; b < clusterCount; b++) {
      const apart = Math.sqrt(squaredDistance(means, a, means, b));
      if (a !== b && apart > 0) worst = Math.max(worst, (spread[a]! + spread[b]!) / apart);
    }
    sum += worst;
  }
  return sum / clusterCount;
}
