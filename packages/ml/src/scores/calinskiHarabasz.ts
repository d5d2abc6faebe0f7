import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import { clusterMeans, isScorable, labelledRows } from './clusters.ts';

/**
 * Calinski-Harabasz index (Calinski & Harabasz 1974; scikit-learn's `calinski_harabasz_score`): spread between
 * clusters over spread within, higher is better. Noise is left out; null where there are fewer than two clusters or
 * as many as samples.
 */
export function calinskiHarabaszScore(points: Matrix, labels: ArrayLike<number>): number | null {
  const rows = labelledRows(points, labels);
  if (!isScorable(rows)) return null;
  const { clusterCount, sizes } = rows;
  const means = clusterMeans(rows);
  let within = 0;
  rows.labels.forEach((label, i) => {
    within += squaredDistance(rows.points, i, means, label);
  });
  // The rows are centred, so the middle of all is the origin.
  const origin: Matrix<Float64Array> = { data: new Float64Array(means.cols), rows: 1, cols: means.cols };
  let between = 0;
  for (let c = 0; c < clusterCount; c++) between += sizes[c]! * squaredDistance(means, c, origin, 0);
  if (within === 0) return 1;
  return (between / (clusterCount - 1)) * ((rows.labels.length - clusterCount) / within);
}
