import { adjustedRandIndex } from './adjustedRandIndex.ts';
import { contingencyOf } from './contingency.ts';

/** How clusters agree with a label that was known beforehand. */
export interface LabelAgreement {
  /** Over the samples that have a label; noise counts as a group. 1: the same groups, about 0: unrelated. */
  adjustedRandIndex: number;
  /** Clusters, ascending, noise (-1) first where there is any. */
  clusters: number[];
  /** Labels, in the order of their names. */
  names: string[];
  /** (clusters, names), row after row: samples. */
  counts: number[];
  /** Samples that have a label. */
  sampleCount: number;
}

/** Null where no sample has a known label. Throws RangeError where the lengths differ. */
export function labelAgreement(
  clusters: ArrayLike<number>,
  known: readonly (string | null)[],
): LabelAgreement | null {
  if (clusters.length !== known.length)
    throw new RangeError(`${known.length} known labels do not fit ${clusters.length} samples.`);
  const places = [...known.keys()].filter((i) => known[i] !== null);
  if (places.length === 0) return null;
  const names = [...new Set(places.map((i) => known[i]!))].sort();
  const numbers = new Map(names.map((name, i) => [name, i]));
  const own = places.map((i) => clusters[i]!);
  const others = places.map((i) => numbers.get(known[i]!)!);
  const { rowLabels, counts } = contingencyOf(own, others);
  return {
    adjustedRandIndex: adjustedRandIndex(own, others),
    clusters: rowLabels,
    names,
    counts: [...counts],
    sampleCount: places.length,
  };
}
