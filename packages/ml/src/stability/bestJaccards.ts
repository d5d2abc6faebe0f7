import { contingencyOf } from '../compare/contingency.ts';

const NOISE = -1;

/**
 * For each cluster of `labels` the Jaccard coefficient with the cluster of `again` that is most like it: shared samples
 * over all that are in either (Hennig 2007). Noise (-1) is no cluster; a cluster whose samples all became noise has 0.
 * Two clusters may have the same best one, as where they were merged. Throws RangeError where the lengths differ.
 */
export function bestJaccards(labels: ArrayLike<number>, again: ArrayLike<number>): Map<number, number> {
  const { rowLabels, columnLabels, counts, rowSums, columnSums } = contingencyOf(labels, again);
  const best = new Map<number, number>();
  rowLabels.forEach((label, row) => {
    if (label === NOISE) return;
    const jaccards = columnLabels.map((other, column) => {
      const shared = counts[row * columnLabels.length + column]!;
      return other === NOISE ? 0 : shared / (rowSums[row]! + columnSums[column]! - shared);
    });
    best.set(label, Math.max(0, ...jaccards));
  });
  return best;
}
