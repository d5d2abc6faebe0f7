import { type Matrix, squaredDistance } from '../../matrix/matrix.ts';
import type { Assigner, AssignerOptions } from '../linearAlgebra.ts';
import { partsOf } from '../parts.ts';
import { bestCandidate } from './candidates.ts';
import { centredRows } from './centredRows.ts';
import { doubtsOf, roughRows, shareOf } from './roughRows.ts';
import { rowBlocks } from './work.ts';
import type { WorkspacePool } from './workspace.ts';

type Rows = Matrix<Float64Array>;

// Passes over the rows that a fit takes at least, seeding included.
const PASSES = 10;
// A row that is only read comes from memory, which takes as long as so many multiplications a number.
const READ = 8;

/** The rows stay in the kernels' memory, with Hamerly's bounds (2010) on their distances. */
export function createWasmAssigner(
  points: Matrix,
  pool: WorkspacePool,
  { centred = false, clusterCount = 0 }: AssignerOptions = {},
): Assigner {
  const { rows, cols } = points;
  // Threads take 30 ms to start, rows of 100,000 x 64 as long to be laid down and centred.
  const pass = rows * clusterCount * cols;
  if (pass > 0) pool.expect(pass, PASSES * pass);
  const workspace = pool.take();
  const { run } = workspace;
  const pointsAt = workspace.reserve(rows * cols * 8);
  workspace.float64(pointsAt, rows * cols).set(points.data);
  const { means, variances } = centredRows(workspace, pointsAt, rows, cols, centred);
  const labels = workspace.reserve(rows * 4);
  const upper = workspace.reserve(rows * 8);
  const lower = workspace.reserve(rows * 8);
  const squares = workspace.reserve(rows * 8);
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const mark = workspace.mark();
  let open = true;
  let count = 0;
  let previous: Rows | null = null;
  let parts: Part[] = [];
  let [centersAt, moved, half] = [0, 0, 0];
  let roughCenters = { at: 0, squares: 0 };

  const clearSums = () => {
    for (const { sums, counts } of parts) {
      workspace.float64(sums, count * cols).fill(0);
      workspace.int32(counts, count).fill(0);
    }
  };

  /** Calls of some `perRow` multiplications a row, those of a part one after another, since they write to its sums. */
  const byParts = (perRow: number, numbersOf: (from: number, to: number, part: Part) => number[]) => {
    const calls: number[][] = [];
    const after: number[][] = [];
    for (const part of parts)
      rowBlocks(part.to - part.from, perRow).forEach(([from, to], n) => {
        after.push(n > 0 ? [calls.length - 1] : []);
        calls.push(numbersOf(part.from + from, part.from + to, part));
      });
    return { calls, after };
  };

  /** Rounding bounds of the rows against others of which the longest is `away`. */
  const about = (others: { at: number; squares: number }, away: number) => {
    const { at, squares: ofRows, width, longest } = rough;
    const { doubt } = doubtsOf({ width, longest: Math.max(longest, away) });
    return [at, ofRows, others.at, others.squares, width, doubt, shareOf(width, away)];
  };

  /** Runs what needs a place for as long as it runs. */
  async function aside<T>(task: () => Promise<T>): Promise<T> {
    const start = workspace.mark();
    try {
      return await task();
    } finally {
      workspace.backTo(start);
    }
  }

  return {
    means,
    variances,
    restart(clusterCount) {
      count = clusterCount;
      previous = null;
      workspace.backTo(mark);
      centersAt = workspace.reserve(count * cols * 8);
      parts = partsOf(rows, count).map(([from, to]) => {
        return { from, to, sums: workspace.reserve(count * cols * 8), counts: workspace.reserve(count * 4) };
      });
      moved = workspace.reserve(count * 8);
      half = workspace.reserve(count * 8);
      roughCenters = {
        at: workspace.reserve(count * rough.width * 4),
        squares: workspace.reserve(count * 8),
      };
      clearSums();
      run.clearBounds(rows, labels, upper, lower);
    },
    assign: (centers, signal) =>
      aside(async () => {
        const { mover, most, second, ...paths } = pathsOf(previous ?? centers, centers);
        previous = { ...centers, data: centers.data.slice() };
        workspace.overwrite(centersAt, centers.data);
        workspace.overwrite(moved, paths.moved);
        workspace.overwrite(half, halfWays(centers));
        const away = run.narrow(centersAt, count, cols, roughCenters.at, rough.width, roughCenters.squares);
        const perRow = count * cols;
        const bounds = [moved, half, mover, most, second, labels, upper, lower];
        const rest = [...about(roughCenters, away), doubtsOf(rough).rel];
        const { calls, after } = byParts(perRow, (from, to, { sums, counts }) => [
          ...[pointsAt, from, to, cols, centersAt, count, ...bounds, sums, counts],
          ...[workspace.reserve((count + 1) * 8), ...rest],
        ]);
        const work = rows * perRow;
        const changes = await workspace.each('assignRows', calls, {
          ...{ work, ahead: PASSES * work, signal, after },
        });
        return changes.reduce((sum, changed) => sum + changed, 0);
      }),
    labels: () => workspace.int32(labels, rows).slice(),
    row: (i) => new Float64Array(workspace.float64(pointsAt + i * cols * 8, cols)),
    async clusters(afresh) {
      if (afresh) {
        clearSums();
        const { calls, after } = byParts(READ * cols, (from, to, { sums, counts }) => [
          ...[pointsAt, from, to, cols, labels, sums, counts],
        ]);
        await workspace.each('sumRows', calls, { work: READ * rows * cols, after });
      }
      const all = { sums: new Float64Array(count * cols), counts: new Int32Array(count) };
      for (const { sums, counts } of parts) {
        addTo(all.sums, workspace.float64(sums, count * cols));
        addTo(all.counts, workspace.int32(counts, count));
      }
      return all;
    },
    ownDistances: (centers) =>
      aside(async () => {
        const at = workspace.put(centers.data);
        const calls = rowBlocks(rows, READ * cols).map(([from, to]) => [
          ...[pointsAt, from, to, cols, at, labels, squares],
        ]);
        await workspace.each('ownDistances', calls, { work: READ * rows * cols });
        return workspace.float64(squares, rows).slice();
      }),
    squaredDistances: (others) =>
      aside(async () => {
        const at = workspace.put(others.data);
        const out = workspace.reserve(rows * others.rows * 8);
        const calls = rowBlocks(rows, others.rows * cols).map(([from, to]) => [
          ...[pointsAt, from, to, cols, at, others.rows, out],
        ]);
        await workspace.each('distancesToAll', calls, { work: rows * others.rows * cols });
        return workspace.float64(out, rows * others.rows).slice();
      }),
    bestCandidate: (candidates, closest) =>
      aside(() => {
        const kept = { at: pointsAt, rows, cols, rough };
        return bestCandidate(workspace, kept, candidates, closest, PASSES);
      }),
    close() {
      if (open) pool.giveBack(workspace);
      open = false;
    },
  };
}

/** Rows whose sums are kept together. */
interface Part {
  from: number;
  to: number;
  /** (clusterCount, cols) */
  sums: number;
  /** (clusterCount) */
  counts: number;
}

function addTo(all: Float64Array | Int32Array, some: Float64Array | Int32Array): void {
  for (let i = 0; i < some.length; i++) all[i]! += some[i]!;
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
