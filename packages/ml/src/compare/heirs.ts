import { contingencyOf } from './contingency.ts';

/** A cluster of the first labelling and the one of the second that has most in common with it. */
export interface LabelHeir {
  from: number;
  to: number;
  shared: number;
  /** Shared over all samples that are in either (Jaccard 1901). */
  jaccard: number;
}

const NOISE = -1;

/**
 * The heir of each cluster among the clusters of another labelling of the same samples: the one of greatest Jaccard
 * overlap, of equals that of the lower label. Not one to one, since two clusters may have become one. Noise (-1) neither
 * has an heir nor is one; a cluster that shares nothing is left out. In the order of the first labels. Throws RangeError
 * where the lengths differ.
 */
export function heirsBetween(first: ArrayLike<number>, second: ArrayLike<number>): LabelHeir[] {
  const { rowLabels, columnLabels, counts, rowSums, columnSums } = contingencyOf(first, second);
  return rowLabels.flatMap((from, row) => {
    if (from === NOISE) return [];
    let heir: LabelHeir | null = null;
    for (const [column, to] of columnLabels.entries()) {
      const shared = counts[row * columnLabels.length + column]!;
      if (to === NOISE || shared === 0) continue;
      const jaccard = shared / (rowSums[row]! + columnSums[column]! - shared);
      if (!heir || jaccard > heir.jaccard) heir = { from, to, shared, jaccard };
    }
    return heir ? [heir] : [];
  });
}
