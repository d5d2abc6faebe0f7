import { gather } from '../../tsne/barnesHut.ts';
import { type Repulsion, repelAll } from '../../tsne/forces.ts';
import { createInterpolation } from '../../tsne/interpolation.ts';
import { padded, Quadtree, SQUARE } from '../../tsne/quadtree.ts';
import type { Affinities, MapForces, Repelling } from '../linearAlgebra.ts';
import type { Workspace, WorkspacePool } from './workspace.ts';

/** The map, its affinities and the tree stay in the kernels' memory. */
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
  let open = true;
  return {
    positions,
    pulls: workspace.float64(pullsAt, start.length),
    pushes,
    async act() {
      workspace.run.attractRows(...pairs, positionsAt, 0, rows, pullsAt);
      return repel(positions, pushes);
    },
    close() {
      if (open) pool.giveBack(workspace);
      open = false;
    },
  };
}

/** Reserves what it needs; views of the workspace are made after. */
function repulsionOf(rows: number, repelling: Repelling, workspace: Workspace): Repulsion {
  switch (repelling.method) {
    case 'exact':
      return repelAll;
    case 'barnesHut':
      return barnesHut(rows, repelling.angle, workspace);
    case 'interpolation':
      return createInterpolation(rows);
  }
}

function barnesHut(rows: number, angle: number, workspace: Workspace): Repulsion {
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
  return (positions, pushes) => {
    const count = tree.build(positions);
    workspace.run.repelRows(squaresAt, count, sortedAt, 0, many, ownAt, pushesAt);
    return gather(tree.order, walked, pushes);
  };
}
