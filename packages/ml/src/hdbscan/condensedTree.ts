import { rowsOfGroup, type SingleLinkage } from './singleLinkage.ts';

/**
 * A row or a cluster that leaves a cluster where the density passes `lambda` = 1 / distance. Clusters are numbered from
 * `rows` on, the root first, parents before children.
 */
export interface CondensedEdge {
  parent: number;
  child: number;
  lambda: number;
  /** Rows in the child: 1 for a row. */
  size: number;
}

export interface CondensedTree {
  rows: number;
  clusterCount: number;
  edges: CondensedEdge[];
}

/**
 * Single linkage without its small change: a split counts where both sides have `minClusterSize` rows; smaller sides
 * fall out of the cluster row by row (Campello, Moulavi & Sander 2013; McInnes & Healy 2017).
 */
export function condense(tree: SingleLinkage, minClusterSize: number): CondensedTree {
  const { rows, left, right, distances, sizes } = tree;
  const sizeOf = (node: number) => (node < rows ? 1 : sizes[node - rows]!);
  const edges: CondensedEdge[] = [];
  let clusterCount = 1;
  const waiting = [{ node: 2 * rows - 2, cluster: rows }];
  // In the order of scikit-learn's breadth-first walk, so that clusters get the same numbers.
  for (let next = 0; next < waiting.length; next++) {
    const { node, cluster } = waiting[next]!;
    if (node < rows) continue;
    const merge = node - rows;
    const lambda = distances[merge]! > 0 ? 1 / distances[merge]! : Number.POSITIVE_INFINITY;
    const sides = [left[merge]!, right[merge]!];
    const splits = sides.every((side) => sizeOf(side) >= minClusterSize);
    for (const side of sides) {
      const size = sizeOf(side);
      if (splits) {
        const child = rows + clusterCount++;
        edges.push({ parent: cluster, child, lambda, size });
        waiting.push({ node: side, cluster: child });
      } else if (size >= minClusterSize) waiting.push({ node: side, cluster });
      else
        for (const row of rowsOfGroup(tree, side))
          edges.push({ parent: cluster, child: row, lambda, size: 1 });
    }
  }
  return { rows, clusterCount, edges };
}
