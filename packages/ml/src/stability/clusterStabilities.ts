export interface ClusterStability {
  label: number;
  /** Members among the samples that were looked at. */
  size: number;
  /** Mean best Jaccard over the labellings that held a member, 0 to 1; null where none did. */
  stability: number | null;
}

/** Of the labels' clusters, by label, ascending, without noise; `jaccards` has the values of each label. */
export function clusterStabilities(
  labels: ArrayLike<number>,
  jaccards: ReadonlyMap<number, readonly number[]>,
): ClusterStability[] {
  const sizes = new Map<number, number>();
  for (const label of Array.from(labels)) if (label !== -1) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return [...sizes]
    .sort(([a], [b]) => a - b)
    .map(([label, size]) => {
      const values = jaccards.get(label) ?? [];
      const sum = values.reduce((total, value) => total + value, 0);
      return { label, size, stability: values.length > 0 ? sum / values.length : null };
    });
}
