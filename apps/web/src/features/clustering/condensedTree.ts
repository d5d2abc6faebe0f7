import * as z from 'zod/mini';

const numbers = z.array(z.number());

/** As the API gives it; see `Experiment.condensedTree`. */
export const condensedTreeAnswer = z.object({
  rows: z.number(),
  clusterCount: z.number(),
  parent: numbers,
  child: numbers,
  lambda: z.array(z.nullable(z.number())),
  size: numbers,
  selected: numbers,
});
export type CondensedTreeAnswer = z.infer<typeof condensedTreeAnswer>;

/** A cluster of the tree, from where it comes into being to where it splits or its last sample leaves. */
export interface TreeCluster {
  /** 0 is the root; parents before children. */
  id: number;
  parent: number | null;
  children: number[];
  /** Samples at birth. */
  size: number;
  /** 1 / distance; 0 of the root. */
  birth: number;
  /** 1 / distance; infinite where samples repeat. */
  death: number;
  /** Sum over its samples of how long each stayed: its area in the plot (Campello, Moulavi & Sander 2013). */
  stability: number;
  /** Its label, where it was selected. */
  label: number | null;
  /** The label of itself or of the ancestor that was selected. */
  within: number | null;
  /** Where samples left that went to no child, ascending. */
  departures: Float64Array;
}

/** The clusters of the tree, by id. */
export function treeClusters({
  rows,
  clusterCount,
  parent,
  child,
  lambda,
  size,
  selected,
}: CondensedTreeAnswer): TreeCluster[] {
  const leaving: number[][] = Array.from({ length: clusterCount }, () => []);
  const clusters: TreeCluster[] = leaving.map((_, id) => ({
    id,
    parent: null,
    children: [],
    size: id === 0 ? rows : 0,
    birth: 0,
    death: 0,
    stability: 0,
    label: null,
    within: null,
    departures: new Float64Array(),
  }));
  selected.forEach((cluster, label) => {
    clusters[cluster - rows]!.label = label;
  });
  // Parents come before children, so that a cluster's birth is known when its own edges are read.
  parent.forEach((from, edge) => {
    const own = clusters[from - rows]!;
    const at = lambda[edge] ?? Number.POSITIVE_INFINITY;
    own.death = Math.max(own.death, at);
    // Repeated samples are born and leave at an infinite lambda: they stay for no time.
    if (at !== own.birth) own.stability += (at - own.birth) * size[edge]!;
    if (child[edge]! < rows) leaving[own.id]!.push(at);
    else {
      const born = clusters[child[edge]! - rows]!;
      Object.assign(born, { parent: own.id, birth: at, size: size[edge]! });
      own.children.push(born.id);
    }
  });
  for (const cluster of clusters) {
    cluster.within = cluster.label ?? (cluster.parent === null ? null : clusters[cluster.parent]!.within);
    cluster.departures = Float64Array.from(leaving[cluster.id]!).sort();
  }
  return clusters;
}

/** Where a sample leaves the tree, and which cluster; null where it is not in it. */
export function departureOf(
  { rows, parent, child, lambda }: CondensedTreeAnswer,
  sample: number,
): { cluster: number; lambda: number } | null {
  if (sample >= rows) return null;
  const edge = child.indexOf(sample);
  return edge < 0
    ? null
    : { cluster: parent[edge]! - rows, lambda: lambda[edge] ?? Number.POSITIVE_INFINITY };
}

/** Up to `most` clusters to draw: those selected and all above them first, then the largest. Parents before children. */
export function clustersToDraw(clusters: readonly TreeCluster[], most: number): TreeCluster[] {
  const isNeeded = new Uint8Array(clusters.length);
  for (const { id, label } of clusters) {
    if (label === null) continue;
    for (let at: number | null = id; at !== null && !isNeeded[at]; at = clusters[at]!.parent)
      isNeeded[at] = 1;
  }
  // A parent is larger than its child and needed where the child is, so none is drawn without its parent.
  return clusters
    .toSorted((a, b) => isNeeded[b.id]! - isNeeded[a.id]! || b.size - a.size || a.id - b.id)
    .slice(0, most)
    .sort((a, b) => a.id - b.id);
}
