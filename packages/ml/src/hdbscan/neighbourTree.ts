import type { Edges, LinearAlgebra, Nearest } from '../linear/linearAlgebra.ts';
import { emptyEdges } from '../linear/spanningTree.ts';
import { type Matrix, takeRows } from '../matrix/matrix.ts';
import { DisjointSets } from './disjointSets.ts';

// Rows that stand for all where neighbours alone leave the rows in pieces.
const DELEGATES = 10_000;

/**
 * A spanning tree by mutual reachability over the edges between near neighbours only (McInnes & Healy 2017, section 4),
 * and where these leave pieces, over an exact tree of some rows of each piece. An approximation: distances between
 * pieces may come out too long.
 */
export async function neighbourTree(
  points: Matrix<Float64Array>,
  coreDistances: Float64Array,
  near: Nearest,
  { linear, signal }: { linear: LinearAlgebra; signal?: AbortSignal },
): Promise<Edges> {
  const { rows } = points;
  const sets = new DisjointSets(rows);
  const tree = emptyEdges(rows - 1);
  let count = addEdges(neighbourEdges(near, coreDistances), sets, tree, 0);
  if (count < rows - 1) {
    const chosen = delegates(sets, rows);
    const between = await linear.spanningTree(
      takeRows(points, chosen),
      chosen.map((row) => coreDistances[row]!),
      signal,
    );
    const named = {
      ...between,
      from: between.from.map((n) => chosenRow(chosen, n)),
      to: between.to.map((n) => chosenRow(chosen, n)),
    };
    count = addEdges(named, sets, tree, count);
  }
  if (count < rows - 1) throw new Error(`A spanning tree of ${rows} rows has only ${count} edges.`);
  return tree;
}

const chosenRow = (chosen: Float64Array, n: number): number => chosen[n]!;

/** From the shortest on, those that join two pieces (Kruskal 1956). Returns how many edges the tree has. */
function addEdges(edges: Edges, sets: DisjointSets, tree: Edges, start: number): number {
  let count = start;
  const order = Uint32Array.from(edges.from.keys()).sort(
    (a, b) => edges.distances[a]! - edges.distances[b]! || a - b,
  );
  for (const edge of order) {
    const from = edges.from[edge]!;
    const to = edges.to[edge]!;
    if (sets.find(from) === sets.find(to)) continue;
    sets.join(from, to);
    tree.from[count] = from;
    tree.to[count] = to;
    tree.distances[count] = edges.distances[edge]!;
    count += 1;
  }
  return count;
}

function neighbourEdges({ indexes, squaredDistances }: Nearest, core: Float64Array): Edges {
  const each = indexes.length / core.length;
  const edges = emptyEdges(indexes.length);
  indexes.forEach((to, at) => {
    const from = Math.floor(at / each);
    edges.from[at] = from;
    edges.to[at] = to;
    edges.distances[at] = Math.max(core[from]!, core[to]!, Math.sqrt(squaredDistances[at]!));
  });
  return edges;
}

/** Rows of every piece, as many of each as its share of DELEGATES, and one at least; evenly over the piece's rows. */
function delegates(sets: DisjointSets, rows: number): Float64Array {
  const pieces = new Map<number, number[]>();
  for (let row = 0; row < rows; row++) {
    const piece = sets.find(row);
    const members = pieces.get(piece);
    if (members) members.push(row);
    else pieces.set(piece, [row]);
  }
  const chosen = [...pieces.values()].flatMap((members) => {
    const count = Math.max(1, Math.floor((members.length / rows) * DELEGATES));
    return Array.from({ length: count }, (_, n) => members[Math.floor((n * members.length) / count)]!);
  });
  return Float64Array.from(chosen).sort();
}
