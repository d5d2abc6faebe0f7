import { type Matrix, squaredDistance } from '../../matrix/matrix.ts';
import type { Assigner } from '../linearAlgebra.ts';
import { createTurns } from '../turns.ts';
import { doubtsOf, roughRows } from './roughRows.ts';
import { rowsOfWork } from './work.ts';
import type { WorkspacePool } from './workspace.ts';

type Rows = Matrix<Float64Array>;

/** The rows stay in the kernels' memory, with Hamerly's bounds (2010) on their distances. */
export function createWasmAssigner(points: Rows, pool: WorkspacePool): Assigner {
  const { rows, cols } = points;
  const workspace = pool.take();
  const { run } = workspace;
  const pointsAt = workspace.put(points.data);
  const labels = workspace.reserve(rows * 4);
  const upper = workspace.reserve(rows * 8);
  const lower = workspace.reserve(rows * 8);
  const squares = workspace.reserve(rows * 8);
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const mark = workspace.mark();
  let open = true;
  let count = 0;
  let previous: Rows | null = null;
  let [centersAt, sums, counts, moved, half, scratch, roughCenters] = [0, 0, 0, 0, 0, 0, 0];

  return {
    restart(clusterCount) {
      count = clusterCount;
      previous = null;
      workspace.backTo(mark);
      centersAt = workspace.reserve(count * cols * 8);
      sums = workspace.reserve(count * cols * 8);
      counts = workspace.reserve(count * 4);
      moved = workspace.reserve(count * 8);
      half = workspace.reserve(count * 8);
      scratch = workspace.reserve(count * 8);
      roughCenters = workspace.reserve(count * rough.width * 4);
      workspace.float64(sums, count * cols).fill(0);
      workspace.int32(counts, count).fill(0);
      run.clearBounds(rows, labels, upper, lower);
    },
    async assign(centers, signal) {
      const turn = createTurns(signal);
      const paths = pathsOf(previous ?? centers, centers);
      previous = { ...centers, data: centers.data.slice() };
      workspace.overwrite(centersAt, centers.data);
      workspace.overwrite(moved, paths.moved);
      workspace.overwrite(half, halfWays(centers));
      const { width } = rough;
      const away = run.narrow(centersAt, count, cols, roughCenters, width);
      const { doubt, rel } = doubtsOf({ width, longest: Math.max(rough.longest, away) });
      const about = [rough.at, roughCenters, width, doubt, rel] as const;
      const { mover, most, second } = paths;
      let changes = 0;
      const step = rowsOfWork(count * cols);
      for (let from = 0; from < rows; from += step) {
        await turn();
        const span = [pointsAt, from, Math.min(from + step, rows), cols, centersAt, count];
        const bounds = [moved, half, mover, most, second, labels, upper, lower];
        changes += run.assignRows(...span, ...bounds, sums, counts, scratch, ...about);
      }
      return changes;
    },
    labels: () => workspace.int32(labels, rows).slice(),
    clusters(afresh) {
      if (afresh) run.sumRows(pointsAt, rows, cols, count, labels, sums, counts);
      return {
        sums: workspace.float64(sums, count * cols).slice(),
        counts: workspace.int32(counts, count).slice(),
      };
    },
    ownDistances(centers) {
      const before = workspace.mark();
      run.ownDistances(pointsAt, rows, cols, workspace.put(centers.data), labels, squares);
      workspace.backTo(before);
      return workspace.float64(squares, rows).slice();
    },
    squaredDistances(others) {
      const before = workspace.mark();
      const at = workspace.put(others.data);
      const out = workspace.reserve(rows * others.rows * 8);
      run.distancesToAll(pointsAt, 0, rows, cols, at, others.rows, out);
      const values = workspace.float64(out, rows * others.rows).slice();
      workspace.backTo(before);
      return values;
    },
    close() {
      if (open) pool.giveBack(workspace);
      open = false;
    },
  };
}

/** How far each centre went; whose way was longest, how long, and the next longest. */
function pathsOf(before: Rows, after: Rows) {
  const moved = Float64Array.from({ length: after.rows }, (_, c) =>
    Math.sqrt(squaredDistance(before, c, after, c)),
  );
  let mover = 0;
  let second = 0;
  moved.forEach((way, c) => {
    if (c === 0) return;
    if (way > moved[mover]!) {
      second = moved[mover]!;
      mover = c;
    } else if (way > second) second = way;
  });
  return { moved, mover, most: moved[mover]!, second };
}

/** Half the distance of each centre to the nearest other one: a row nearer than this has no nearer centre. */
function halfWays(centers: Rows): Float64Array {
  const half = new Float64Array(centers.rows).fill(Number.POSITIVE_INFINITY);
  for (let a = 0; a < centers.rows; a++)
    for (let b = 0; b < a; b++) {
      const way = Math.sqrt(squaredDistance(centers, a, centers, b)) / 2;
      half[a] = Math.min(half[a]!, way);
      half[b] = Math.min(half[b]!, way);
    }
  return half;
}
