import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import type { Edges } from './linearAlgebra.ts';
import { createTurns } from './turns.ts';

/**
 * Minimum spanning tree of the rows by mutual reachability, max(core a, core b, |a - b|), by Prim's algorithm: every
 * distance once, no N x N matrix. `coreDistances` (rows) are Euclidean. Of equally near rows the lowest comes first.
 */
export async function spanningTree(
  points: Matrix<Float64Array>,
  coreDistances: Float64Array,
  signal?: AbortSignal,
): Promise<Edges> {
  const { rows } = points;
  const turn = createTurns(signal);
  const edges = emptyEdges(rows - 1);
  // Rows not yet in the tree, in ascending order at the front; their nearest row in the tree.
  const outside = Int32Array.from({ length: rows - 1 }, (_, i) => i + 1);
  const least = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const nearest = new Int32Array(rows);
  let joined = 0;
  for (let edge = 0; edge < rows - 1; edge++) {
    await turn();
    const left = rows - 1 - edge;
    let best = 0;
    for (let n = 0; n < left; n++) {
      const row = outside[n]!;
      const reach = reachability(points, coreDistances, joined, row, least[row]!);
      if (reach < least[row]!) {
        least[row] = reach;
        nearest[row] = joined;
      }
      if (least[row]! < least[outside[best]!]!) best = n;
    }
    joined = outside[best]!;
    edges.from[edge] = nearest[joined]!;
    edges.to[edge] = joined;
    edges.distances[edge] = least[joined]!;
    outside.copyWithin(best, best + 1, left);
  }
  return edges;
}

/** Mutual reachability of two rows; any larger number where it is not below `limit`. */
function reachability(
  points: Matrix<Float64Array>,
  core: Float64Array,
  a: number,
  b: number,
  limit: number,
): number {
  const dense = Math.max(core[a]!, core[b]!);
  if (dense >= limit) return Number.POSITIVE_INFINITY;
  return Math.max(dense, Math.sqrt(squaredDistance(points, a, points, b)));
}

export const emptyEdges = (count: number): Edges => ({
  from: new Int32Array(count),
  to: new Int32Array(count),
  distances: new Float64Array(count),
});
