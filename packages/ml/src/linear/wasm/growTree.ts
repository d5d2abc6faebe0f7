import type { Edges } from '../linearAlgebra.ts';
import { createTurns } from '../turns.ts';
import type { TreeTask } from './reachableTree.ts';
import { doubtsOf, roughRows } from './roughRows.ts';
import { rowsOfWork } from './work.ts';
import type { Workspace } from './workspace.ts';

/** Prim's algorithm step by step, on one thread: each step waits for the one before. */
export async function growTree(
  workspace: Workspace,
  { points, coreDistances, signal }: TreeTask,
): Promise<Edges> {
  const { rows, cols } = points;
  const turn = createTurns(signal);
  const edges = Math.max(rows - 1, 0);
  const pointsAt = workspace.put(points.data);
  const core = workspace.put(coreDistances);
  const outside = workspace.put(Int32Array.from({ length: edges }, (_, i) => i + 1));
  const outsideCore = workspace.put(coreDistances.subarray(1));
  const least = workspace.put(new Float64Array(edges).fill(Number.POSITIVE_INFINITY));
  const near = workspace.put(new Int32Array(edges));
  const froms = workspace.reserve(edges * 4);
  const tos = workspace.reserve(edges * 4);
  const lengths = workspace.reserve(edges * 8);
  const best = [least, near] as const;
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const { doubt, rel } = doubtsOf(rough);
  const around = [rough.at, rough.width, doubt, rel] as const;
  let joined = 0;
  for (let edge = 0; edge < edges; ) {
    await turn();
    const left = edges - edge;
    const steps = Math.min(left, rowsOfWork(left * cols));
    const at = [froms + edge * 4, tos + edge * 4, lengths + edge * 8] as const;
    joined = workspace.run.growTree(
      pointsAt,
      cols,
      core,
      joined,
      left,
      steps,
      outside,
      outsideCore,
      ...best,
      ...at,
      ...around,
    );
    edge += steps;
  }
  return {
    from: workspace.int32(froms, edges).slice(),
    to: workspace.int32(tos, edges).slice(),
    distances: workspace.float64(lengths, edges).slice(),
  };
}
