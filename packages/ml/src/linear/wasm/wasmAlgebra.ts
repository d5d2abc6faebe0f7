import type { Matrix } from '../../matrix/matrix.ts';
import { symmetricEigen } from '../../pca/symmetricEigen.ts';
import type { Edges, LinearAlgebra, Nearest, ProductOptions } from '../linearAlgebra.ts';
import { transposed } from '../transposed.ts';
import { DistanceSummer } from './distanceSummer.ts';
import { growTree } from './growTree.ts';
import type { ThreadOptions } from './kernelThreads.ts';
import { scaledSquares, scatters } from './mixtures.ts';
import { pairBlocks } from './pairBlocks.ts';
import { ranks } from './ranks.ts';
import { reachableTree, type TreeTask } from './reachableTree.ts';
import { doubtsOf, roughRows } from './roughRows.ts';
import { createWasmAssigner } from './wasmAssigner.ts';
import { createWasmForces } from './wasmForces.ts';
import { rowBlocks, tileOf } from './work.ts';
import { type Workspace, WorkspacePool } from './workspace.ts';

type Points = Matrix<Float64Array>;

// Prim's algorithm on fewer rows of 64 takes less than 10 ms.
const FEWEST_BY_PAIRS = 1000;
const NEIGHBOURS = 10;

/**
 * Kernels of kernels/*.ts, 128-bit SIMD on float64. Distances are summed in the reference's order, so they, and what
 * follows from them, are the same bytes; products and sums over many rows differ in their last digits. What is large is
 * shared by `threads`; the bytes do not depend on how many there are.
 */
export function createWasmAlgebra(
  options: ThreadOptions = {},
): LinearAlgebra & { readonly workspaces: WorkspacePool } {
  const pool = new WorkspacePool(options);
  return {
    name: 'wasm',
    workspaces: pool,
    product: (a, b, options = {}) => pool.use((workspace) => product(workspace, a, b, options)),
    nearest: (points, centers, signal) =>
      pool.use((workspace) => nearest(workspace, points, centers, signal)),
    assigner: (points, options) => createWasmAssigner(points, pool, options),
    neighbours: (points, count, signal) =>
      pool.use((workspace) => neighbours(workspace, points, count, signal)),
    ranks: (points, others, signal) => pool.use((workspace) => ranks(workspace, points, others, signal)),
    distanceSums: (points, labels, clusterCount, signal) =>
      pool.use((workspace) => distanceSums(workspace, points, labels, clusterCount, signal)),
    scatters: (points, weights, means, signal) =>
      pool.use((workspace) => scatters(workspace, points, weights, means, signal)),
    scaledSquares: (points, means, factors, signal) =>
      pool.use((workspace) => scaledSquares(workspace, points, means, factors, signal)),
    spanningTree: (points, coreDistances, signal, near) =>
      pool.use((workspace) => spanningTree(workspace, { points, coreDistances, signal }, near)),
    mapForces: (start, affinities, repelling) => createWasmForces(start, affinities, repelling, pool),
    async symmetricEigen({ data, rows }) {
      const { values, vectors } = symmetricEigen(data, rows);
      return { values, vectors: transposed({ data: vectors, rows, cols: rows }) };
    },
  };
}

async function product(
  workspace: Workspace,
  a: Points,
  b: Points,
  { transposeA = false, transposeB = false }: ProductOptions,
): Promise<Points> {
  const left = transposeA ? transposed(a) : a;
  // A matrix with itself, one of them transposed: the half below the diagonal mirrors the one above.
  const symmetric = a.data === b.data && a.rows === b.rows && transposeA !== transposeB;
  const right = symmetric ? left : transposeB ? b : transposed(b);
  if (left.cols !== right.cols)
    throw new RangeError(`(${left.rows}, ${left.cols}) and (${right.cols}, ${right.rows}) have no product.`);
  const { rows, cols: depth } = left;
  const width = right.rows;
  const leftAt = workspace.put(left.data);
  const rightAt = symmetric ? leftAt : workspace.put(right.data);
  const out = workspace.reserve(rows * width * 8);
  workspace.float64(out, rows * width).fill(0);
  const work = (rows * width * depth) / (symmetric ? 2 : 1);
  const calls = rowBlocks(rows, width * depth).map(([from, to]) => [
    leftAt,
    rightAt,
    from,
    to,
    width,
    depth,
    out,
    Number(symmetric),
  ]);
  await workspace.each('productRows', calls, { work });
  const data = workspace.float64(out, rows * width).slice();
  if (symmetric)
    for (let i = 0; i < rows; i++) for (let j = 0; j < i; j++) data[i * width + j] = data[j * width + i]!;
  return { data, rows, cols: width };
}

async function nearest(
  workspace: Workspace,
  points: Points,
  centers: Points,
  signal?: AbortSignal,
): Promise<Nearest> {
  const { rows, cols } = points;
  const pointsAt = workspace.put(points.data);
  const centersAt = workspace.put(centers.data);
  const indexes = workspace.reserve(rows * 4);
  const squares = workspace.reserve(rows * 8);
  const perRow = centers.rows * cols;
  const calls = rowBlocks(rows, perRow).map(([from, to]) => {
    const scratch = workspace.reserve(centers.rows * 8);
    return [pointsAt, from, to, cols, centersAt, centers.rows, scratch, indexes, squares];
  });
  await workspace.each('nearestOf', calls, { work: rows * perRow, signal });
  return {
    indexes: workspace.int32(indexes, rows).slice(),
    squaredDistances: workspace.float64(squares, rows).slice(),
  };
}

async function neighbours(
  workspace: Workspace,
  points: Points,
  count: number,
  signal?: AbortSignal,
): Promise<Nearest> {
  const { rows, cols } = points;
  if (count < 1 || count >= rows) throw new RangeError(`${rows} rows have no ${count} neighbours each.`);
  const pointsAt = workspace.put(points.data);
  const indexes = workspace.reserve(rows * count * 4);
  const squares = workspace.reserve(rows * count * 8);
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const { doubt, rel } = doubtsOf(rough);
  const limits = workspace.reserve(rows * 8);
  const tile = tileOf(cols);
  const { pairs, after, blocks } = pairBlocks(rows, cols, tile);
  const scratch = Array.from({ length: blocks }, () => workspace.reserve(tile * 8));
  const calls = pairs.map(({ from, to, other, end, block }) => [
    ...[pointsAt, cols, count, from, to, other, end, tile, indexes, squares],
    ...[limits, scratch[block]!, rough.at, rough.width, doubt, rel],
  ]);
  workspace.int32(indexes, rows * count).fill(0);
  workspace.float64(squares, rows * count).fill(Number.POSITIVE_INFINITY);
  workspace.float64(limits, rows).fill(Number.POSITIVE_INFINITY);
  await workspace.each('findNeighbours', calls, { work: (rows * rows * cols) / 2, signal, after });
  return {
    indexes: workspace.int32(indexes, rows * count).slice(),
    squaredDistances: workspace.float64(squares, rows * count).slice(),
  };
}

async function distanceSums(
  workspace: Workspace,
  points: Points,
  labels: Int32Array,
  clusterCount: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const summer = new DistanceSummer(workspace, points, labels, clusterCount);
  await summer.addAll(signal);
  return summer.sums();
}

/** By Prim's algorithm step by step where that is short, or where too many pairs are equally near for another way. */
async function spanningTree(workspace: Workspace, task: TreeTask, known?: Nearest): Promise<Edges> {
  const { points, signal } = task;
  if (points.rows < FEWEST_BY_PAIRS) return growTree(workspace, task);
  const start = workspace.mark();
  const isEnough = known && known.indexes.length >= NEIGHBOURS * points.rows;
  const near = isEnough ? known : await neighbours(workspace, points, NEIGHBOURS, signal);
  workspace.backTo(start);
  const tree = await reachableTree(workspace, task, near);
  if (tree) return tree;
  workspace.backTo(start);
  return growTree(workspace, task);
}
