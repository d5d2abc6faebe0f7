import type { HdbscanParams } from '../params/hdbscan.ts';
import type { CondensedTree } from './condensedTree.ts';

/** The clusters of a condensed tree, by number less `rows`: 0 is the root. */
interface Family {
  /** -1 for the root. */
  parents: Int32Array;
  children: number[][];
  /** The lambda at which each came into being; 0 for the root. */
  births: Float64Array;
  sizes: Int32Array;
  /** Sum over the rows of how long they stayed: scikit-learn's cluster stability. */
  stabilities: Float64Array;
}

/**
 * Numbers of the clusters that become labels, in ascending order. None is the ancestor of another. As scikit-learn's
 * `_get_clusters`, with its excess of mass or the leaves.
 */
export function selectClusters(
  tree: CondensedTree,
  params: Pick<
    HdbscanParams,
    'clusterSelectionMethod' | 'clusterSelectionEpsilon' | 'allowSingleCluster' | 'maxClusterSize'
  >,
): number[] {
  const family = familyOf(tree);
  const chosen =
    params.clusterSelectionMethod === 'leaf' ? leaves(family, params) : excessOfMass(family, params);
  const wide =
    params.clusterSelectionEpsilon > 0 && !(chosen.length === 1 && chosen[0] === 0)
      ? widen(family, chosen, params)
      : chosen;
  return wide.sort((a, b) => a - b).map((cluster) => tree.rows + cluster);
}

function familyOf({ rows, clusterCount, edges }: CondensedTree): Family {
  const parents = new Int32Array(clusterCount).fill(-1);
  const births = new Float64Array(clusterCount);
  const sizes = new Int32Array(clusterCount);
  const children: number[][] = Array.from({ length: clusterCount }, () => []);
  sizes[0] = rows;
  for (const { parent, child, lambda, size } of edges) {
    if (child < rows) continue;
    parents[child - rows] = parent - rows;
    births[child - rows] = lambda;
    sizes[child - rows] = size;
    children[parent - rows]!.push(child - rows);
  }
  const stabilities = new Float64Array(clusterCount);
  for (const { parent, lambda, size } of edges) {
    const cluster = parent - rows;
    // Infinitely dense from birth on: repeated samples stay for no time.
    if (lambda === births[cluster]!) continue;
    stabilities[cluster]! += (lambda - births[cluster]!) * size;
  }
  return { parents, children, births, sizes, stabilities };
}

/** Each cluster against the best that its descendants make together, from the finest up. */
function excessOfMass(
  { parents, children, sizes, stabilities }: Family,
  { allowSingleCluster, maxClusterSize = Number.POSITIVE_INFINITY }: Partial<HdbscanParams>,
): number[] {
  const best = Float64Array.from(stabilities);
  const kept = new Uint8Array(parents.length);
  for (let cluster = parents.length - 1; cluster >= (allowSingleCluster ? 0 : 1); cluster--) {
    const below = children[cluster]!.reduce((sum, child) => sum + best[child]!, 0);
    if (below > best[cluster]! || sizes[cluster]! > maxClusterSize) best[cluster] = below;
    else kept[cluster] = 1;
  }
  return topmost(kept, parents);
}

/** Marked clusters that have no marked ancestor. */
function topmost(marked: Uint8Array, parents: Int32Array): number[] {
  const covered = new Uint8Array(parents.length);
  const found: number[] = [];
  for (let cluster = 0; cluster < parents.length; cluster++) {
    const parent = parents[cluster]!;
    covered[cluster] = parent >= 0 ? covered[parent]! : 0;
    if (covered[cluster] === 0 && marked[cluster] === 1) {
      found.push(cluster);
      covered[cluster] = 1;
    }
  }
  return found;
}

function leaves({ children }: Family, { allowSingleCluster }: Partial<HdbscanParams>): number[] {
  const found = [...children.keys()].filter((cluster) => children[cluster]!.length === 0);
  // A tree that never splits has the root as its only leaf.
  return found.filter((cluster) => cluster > 0 || allowSingleCluster);
}

/** Clusters born beyond the distance epsilon give way to their ancestor that was there at it (Malzer & Baum 2020). */
function widen(
  { parents, births }: Family,
  chosen: number[],
  {
    clusterSelectionEpsilon: epsilon,
    allowSingleCluster,
  }: Pick<HdbscanParams, 'clusterSelectionEpsilon' | 'allowSingleCluster'>,
): number[] {
  const distance = (cluster: number) =>
    births[cluster]! > 0 ? 1 / births[cluster]! : Number.POSITIVE_INFINITY;
  const marked = new Uint8Array(parents.length);
  for (const cluster of chosen) {
    let at = cluster;
    while (distance(at) < epsilon) {
      const parent = parents[at]!;
      if (parent < 0 || (parent === 0 && !allowSingleCluster)) break;
      at = parent;
    }
    marked[at] = 1;
  }
  return topmost(marked, parents);
}
