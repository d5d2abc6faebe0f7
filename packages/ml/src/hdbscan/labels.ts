import type { HdbscanParams } from '../params/hdbscan.ts';
import type { CondensedTree } from './condensedTree.ts';

export interface Labelling {
  /** (rows), 0 on in the order of the selected clusters; -1 is noise. */
  labels: Int32Array;
  /** (rows), 0 to 1: how long a row stayed in its cluster, relative to the row that stayed longest. */
  probabilities: Float64Array;
}

/** Labels and membership strengths of the selected clusters, as scikit-learn's `_do_labelling`. */
export function labelRows(
  { rows, clusterCount, edges }: CondensedTree,
  selected: readonly number[],
  {
    allowSingleCluster,
    clusterSelectionEpsilon,
  }: Pick<HdbscanParams, 'allowSingleCluster' | 'clusterSelectionEpsilon'>,
): Labelling {
  const labelOfCluster = new Int32Array(clusterCount).fill(-1);
  selected.forEach((cluster, label) => {
    labelOfCluster[cluster - rows] = label;
  });
  // Clusters below a selected one belong to it; parents come before their children.
  for (const { parent, child } of edges)
    if (child >= rows && labelOfCluster[child - rows] === -1 && parent - rows > 0)
      labelOfCluster[child - rows] = labelOfCluster[parent - rows]!;
  const single = allowSingleCluster && selected.length === 1 && selected[0] === rows;
  const threshold = single ? rootThreshold(rows, edges, clusterSelectionEpsilon) : 0;
  // What is below the root is in the only cluster.
  if (single) labelOfCluster.fill(0);

  const longest = longestStays(selected, edges);
  const labels = new Int32Array(rows).fill(-1);
  const probabilities = new Float64Array(rows);
  for (const { parent, child, lambda } of edges) {
    if (child >= rows) continue;
    const label = labelOfCluster[parent - rows]!;
    if (label < 0 || lambda < threshold) continue;
    labels[child] = label;
    const most = longest[label]!;
    probabilities[child] =
      most === 0 || lambda === Number.POSITIVE_INFINITY ? 1 : Math.min(lambda, most) / most;
  }
  return { labels, probabilities };
}

/** The lambda that a row must reach to be in the only cluster: the densest of the root's rows, or what epsilon says. */
function rootThreshold(rows: number, edges: CondensedTree['edges'], epsilon: number): number {
  if (epsilon > 0) return 1 / epsilon;
  let most = 0;
  for (const { parent, lambda } of edges) if (parent === rows) most = Math.max(most, lambda);
  return most;
}

/** The largest lambda at which something left each selected cluster itself. */
function longestStays(selected: readonly number[], edges: CondensedTree['edges']): Float64Array {
  const places = new Map(selected.map((cluster, label) => [cluster, label]));
  const longest = new Float64Array(selected.length);
  for (const { parent, lambda } of edges) {
    const label = places.get(parent);
    if (label !== undefined) longest[label] = Math.max(longest[label]!, lambda);
  }
  return longest;
}

/**
 * How far each row is from the densest place of the cluster it fell out of, 0 to 1: 1 - lambda of the row / the largest
 * lambda below its cluster (GLOSH: Campello, Moulavi, Zimek & Sander 2015).
 */
export function outlierScores({ rows, clusterCount, edges }: CondensedTree): Float64Array {
  const densest = new Float64Array(clusterCount);
  for (const { parent, child, lambda } of edges)
    if (child < rows) densest[parent - rows] = Math.max(densest[parent - rows]!, lambda);
  // Children have higher numbers: from the end on, each is complete before its parent asks.
  for (const { parent, child } of [...edges].reverse())
    if (child >= rows) densest[parent - rows] = Math.max(densest[parent - rows]!, densest[child - rows]!);
  const scores = new Float64Array(rows);
  for (const { parent, child, lambda } of edges) {
    if (child >= rows) continue;
    const most = densest[parent - rows]!;
    scores[child] =
      most === 0 || lambda === Number.POSITIVE_INFINITY
        ? 0
        : most === Number.POSITIVE_INFINITY
          ? 1
          : 1 - lambda / most;
  }
  return scores;
}
