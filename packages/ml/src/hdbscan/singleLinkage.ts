import type { Edges } from '../linear/linearAlgebra.ts';
import { DisjointSets } from './disjointSets.ts';

/**
 * The order in which rows and groups of them are joined. Merge m joins `left[m]` and `right[m]` at `distances[m]` into
 * group rows + m, of `sizes[m]` rows; numbers below `rows` are rows.
 */
export interface SingleLinkage {
  rows: number;
  left: Int32Array;
  right: Int32Array;
  distances: Float64Array;
  sizes: Int32Array;
}

/** Single linkage from a minimum spanning tree: its edges from the shortest on, equal ones in the tree's order. */
export function singleLinkage({ from, to, distances }: Edges): SingleLinkage {
  const rows = from.length + 1;
  const order = [...from.keys()].sort((a, b) => distances[a]! - distances[b]! || a - b);
  const sets = new DisjointSets(2 * rows - 1);
  const sizes = new Int32Array(2 * rows - 1).fill(1, 0, rows);
  const tree: SingleLinkage = {
    rows,
    left: new Int32Array(rows - 1),
    right: new Int32Array(rows - 1),
    distances: new Float64Array(rows - 1),
    sizes: sizes.subarray(rows),
  };
  order.forEach((edge, merge) => {
    const left = sets.find(from[edge]!);
    const right = sets.find(to[edge]!);
    const group = rows + merge;
    tree.left[merge] = left;
    tree.right[merge] = right;
    tree.distances[merge] = distances[edge]!;
    sizes[group] = sizes[left]! + sizes[right]!;
    sets.join(left, group);
    sets.join(right, group);
  });
  return tree;
}

/** The rows of a group, left before right. */
export function rowsOfGroup({ rows, left, right }: SingleLinkage, group: number): number[] {
  const found: number[] = [];
  const waiting = [group];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node < rows) found.push(node);
    else waiting.push(right[node - rows]!, left[node - rows]!);
  }
  return found;
}
