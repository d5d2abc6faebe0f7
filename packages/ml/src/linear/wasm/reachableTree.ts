import { type Matrix, takeRows } from '../../matrix/matrix.ts';
import type { Edges, Nearest } from '../linearAlgebra.ts';
import { primOrder } from '../primOrder.ts';
import { emptyEdges } from '../spanningTree.ts';
import { growTree } from './growTree.ts';
import { pairBlocks } from './pairBlocks.ts';
import { doubtsOf, roughRows } from './roughRows.ts';
import { tileOf } from './work.ts';
import type { Workspace } from './workspace.ts';

type Points = Matrix<Float64Array>;

export interface TreeTask {
  points: Points;
  coreDistances: Float64Array;
  signal?: AbortSignal | undefined;
}

// Of each row, enough for a first tree whose edges are hardly longer than those of the true one.
const NEIGHBOURS = 10;
// Rows that join the pieces that neighbours leave; 1,000 take a hundredth of the distances of 10,000.
const DELEGATES = 1000;
// Pairs that are kept, a row: continuous data have as many as neighbours, 10,000 equal rows have 5,000.
const PAIRS_A_ROW = 64;

/**
 * The tree of LinearAlgebra.spanningTree by blocks of pairs, which threads can share. A pair belongs to some minimum
 * spanning tree only if its reachability is not above the longest edge between the two in any other tree. Such a tree
 * comes from `near` (neighbours of every row, of any number), joined by an exact tree of some rows. In Prim's order the
 * longest edge between two rows is the longest that joined a row after the first, up to the second, so one pass over
 * all pairs finds those that count; and Prim's algorithm on these alone joins rows in the same order over the same
 * edges as on all, for whatever it takes is a shortest way out of a part of the graph. Null where more than 64 pairs a
 * row are left, as of many equal rows.
 */
export async function reachableTree(
  workspace: Workspace,
  task: TreeTask,
  near: Nearest,
): Promise<Edges | null> {
  const { rows } = task.points;
  const pairs = await pairsWithin(workspace, task, await firstTree(workspace, task, near));
  return pairs && primOrder(rows, pairs);
}

/** A spanning tree, in Prim's order from row 0, whose edges are true but may be too long. */
async function firstTree(workspace: Workspace, task: TreeTask, near: Nearest): Promise<Edges> {
  const { points, coreDistances, signal } = task;
  const { rows } = points;
  const edges = neighbourEdges(near, coreDistances);
  const tree = primOrder(rows, edges);
  const chosen = delegatesOf(tree);
  if (chosen.length === 1) return tree;
  const between = await growTree(workspace, {
    points: takeRows(points, chosen),
    coreDistances: Float64Array.from(chosen, (row) => coreDistances[row]!),
    signal,
  });
  const joined = emptyEdges(edges.from.length + between.from.length);
  const start = edges.from.length;
  joined.from.set(edges.from);
  joined.to.set(edges.to);
  joined.distances.set(edges.distances);
  between.from.forEach((from, edge) => {
    joined.from[start + edge] = chosen[from]!;
    joined.to[start + edge] = chosen[between.to[edge]!]!;
  });
  joined.distances.set(between.distances, start);
  return primOrder(rows, joined);
}

function neighbourEdges({ indexes, squaredDistances }: Nearest, core: Float64Array): Edges {
  const each = indexes.length / core.length;
  const taken = Math.min(each, NEIGHBOURS);
  const edges = emptyEdges(core.length * taken);
  for (let from = 0, edge = 0; from < core.length; from++)
    for (let n = 0; n < taken; n++, edge++) {
      const at = from * each + n;
      edges.from[edge] = from;
      edges.to[edge] = indexes[at]!;
      edges.distances[edge] = Math.max(core[from]!, core[indexes[at]!]!, Math.sqrt(squaredDistances[at]!));
    }
  return edges;
}

/** Rows of every piece, one at least and evenly over the order in which they joined; one alone of a single piece. */
function delegatesOf({ to, distances }: Edges): Int32Array {
  const order = Int32Array.of(0, ...to);
  const firsts = [0];
  distances.forEach((distance, edge) => {
    if (distance === Number.POSITIVE_INFINITY) firsts.push(edge + 1);
  });
  if (firsts.length === 1) return Int32Array.of(0);
  return Int32Array.from(
    firsts.flatMap((first, piece) => {
      const size = (firsts[piece + 1] ?? order.length) - first;
      const count = Math.max(1, Math.floor((size / order.length) * DELEGATES));
      return Array.from({ length: count }, (_, n) => order[first + Math.floor((n * size) / count)]!);
    }),
  );
}

/** The pairs of rows that are not farther apart than the longest edge between them in the tree. */
async function pairsWithin(
  workspace: Workspace,
  { points, coreDistances, signal }: TreeTask,
  tree: Edges,
): Promise<Edges | null> {
  const { rows, cols } = points;
  const order = Int32Array.of(0, ...tree.to);
  const pointsAt = workspace.put(takeRows(points, order).data);
  const core = workspace.put(Float64Array.from(order, (row) => coreDistances[row]!));
  const joins = workspace.put(Float64Array.of(0, ...tree.distances));
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const { doubt, rel } = doubtsOf(rough);
  const tile = tileOf(cols);
  const { pairs, side } = pairBlocks(rows, cols, tile);
  const capacity = PAIRS_A_ROW * rows;
  const found = workspace.reserve(capacity * 16);
  const total = workspace.put(Int32Array.of(0));
  const calls = pairs.map(({ from, to, other, end }) => [
    ...[pointsAt, cols, from, to, other, end, tile, core, joins, found, total, capacity],
    ...[workspace.reserve((tile + side) * 8), rough.at, rough.width, doubt, rel],
  ]);
  await workspace.each('reachablePairs', calls, { work: (rows * rows * cols) / 2, signal });
  const count = workspace.int32(total, 1)[0]!;
  if (count > capacity) return null;
  const ends = workspace.int32(found, 4 * count);
  const lengths = workspace.float64(found, 2 * count);
  const edges = emptyEdges(count);
  for (let edge = 0; edge < count; edge++) {
    edges.from[edge] = order[ends[4 * edge]!]!;
    edges.to[edge] = order[ends[4 * edge + 1]!]!;
    edges.distances[edge] = lengths[2 * edge + 1]!;
  }
  return edges;
}
