import { gather } from '../../tsne/barnesHut.ts';
import { type Repulsion, repelAll } from '../../tsne/forces.ts';
import { createInterpolation } from '../../tsne/interpolation.ts';
import { GROUP, padded, Quadtree, SQUARE } from '../../tsne/quadtree.ts';
import type { Affinities, MapForces, Repelling } from '../linearAlgebra.ts';
import type { KernelName } from './thread/kernels.ts';
import type { Workspace, WorkspacePool } from './workspace.ts';

// Measured, in multiplications: a pair that attracts, and a row on its way through the tree for each halving of the rows.
const PAIR = 3;
const VISITS = 50;
// Steps come by the hundred, so what threads save of each adds up: from .2 ms on.
const LEAST = 2 ** 19;
const STEPS = 500;
// Some .1 ms, so that no thread waits long for the last.
const CALL = 2 ** 18;

type Repelled = (...of: Parameters<Repulsion>) => number | Promise<number>;

/**
 * The map, its affinities and the tree stay in the kernels' memory. Threads attract rows while this one makes the tree or
 * the transforms; then they go through the tree. No sum goes over several rows, so cuts between blocks change nothing.
 */
export function createWasmForces(
  start: Float64Array,
  { starts, columns, weights }: Affinities,
  repelling: Repelling,
  pool: WorkspacePool,
): MapForces {
  const rows = start.length / 2;
  const workspace = pool.take();
  const pairs = [workspace.put(starts), workspace.put(columns), workspace.put(weights)] as const;
  const positionsAt = workspace.put(start);
  const pullsAt = workspace.reserve(start.byteLength);
  const pushesAt = workspace.reserve(start.byteLength);
  const repel = repulsionOf(rows, repelling, workspace);
  const positions = workspace.float64(positionsAt, start.length);
  const pushes = workspace.float64(pushesAt, start.length);
  const attract = () =>
    eachBlock(workspace, 'attractRows', { rows, work: PAIR * columns.length }, (from, to) => [
      ...pairs,
      positionsAt,
      from,
      to,
      pullsAt,
    ]);
  let open = true;
  return {
    positions,
    pulls: workspace.float64(pullsAt, start.length),
    pushes,
    async act() {
      const [, total] = await Promise.all([attract(), repel(positions, pushes)]);
      return total;
    },
    close() {
      if (open) pool.giveBack(workspace);
      open = false;
    },
  };
}

/** Runs a kernel over rows cut into blocks. */
async function eachBlock(
  workspace: Workspace,
  kernel: KernelName,
  { rows, work }: { rows: number; work: number },
  numbersOf: (from: number, to: number) => number[],
): Promise<void> {
  const step = padded(Math.ceil((rows * CALL) / work));
  const calls: number[][] = [];
  for (let from = 0; from < rows; from += step) calls.push(numbersOf(from, Math.min(from + step, rows)));
  await workspace.each(kernel, calls, { work, ahead: STEPS * work, least: LEAST });
}

/** Reserves what it needs; views of the workspace are made after. */
function repulsionOf(rows: number, repelling: Repelling, workspace: Workspace): Repelled {
  switch (repelling.method) {
    case 'exact':
      return repelAll;
    case 'barnesHut':
      return barnesHut(rows, repelling.angle, workspace);
    case 'interpolation':
      return createInterpolation(rows);
  }
}

function barnesHut(rows: number, angle: number, workspace: Workspace): Repelled {
  const many = padded(rows);
  const sortedAt = workspace.reserve(many * 16);
  const squaresAt = workspace.reserve(2 * rows * SQUARE * 8);
  const ownAt = workspace.reserve(many * 8);
  const pushesAt = workspace.reserve(many * 16);
  const tree = new Quadtree(rows, angle, {
    sorted: workspace.float64(sortedAt, 2 * many),
    squares: workspace.float64(squaresAt, 2 * rows * SQUARE),
  });
  const walked = { own: workspace.float64(ownAt, many), pushes: workspace.float64(pushesAt, 2 * many) };
  const work = VISITS * Math.log2(GROUP + rows) * rows;
  return async (positions, pushes) => {
    const count = tree.build(positions);
    await eachBlock(workspace, 'repelRows', { rows: many, work }, (from, to) => [
      squaresAt,
      count,
      sortedAt,
      from,
      to,
      ownAt,
      pushesAt,
    ]);
    return gather(tree.order, walked, pushes);
  };
}
