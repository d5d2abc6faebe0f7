import type { Matrix } from '../../matrix/matrix.ts';
import { blocksOf } from '../blocks.ts';
import type { Candidate } from '../linearAlgebra.ts';
import { doubtsOf, type RoughRows, shareOf } from './roughRows.ts';
import type { Workspace } from './workspace.ts';

// Multiplications of a trial of k-means++ that are worth sharing, since it is memory that they wait for; of smaller ones
// the threads' start would not come back.
const LEAST_TRIAL = 2 ** 22;
// Rows of a call: of 100,000 two threads would wait for each other's last, if there were only some.
const CALL_ROWS = 4096;

/** Rows in the kernels' memory, in float64 and float32. */
export interface KeptRows {
  at: number;
  rows: number;
  cols: number;
  rough: RoughRows;
}

/**
 * `Assigner.bestCandidate`. The potentials are computed in float32 first, with what they may be wrong by: of four trials
 * that leaves one nearly always, and only of what is left the exact distances are computed, .8 instead of 2.6 ms of a
 * fit of 10,000 x 64. What the workspace reserves for it is left to the caller to give up.
 */
export async function bestCandidate(
  workspace: Workspace,
  kept: KeptRows,
  candidates: Matrix<Float64Array>,
  closest: Float64Array,
  passes: number,
): Promise<Candidate> {
  const { at, rows, cols, rough } = kept;
  const { rows: count } = candidates;
  const options = (work: number) => ({ work, ahead: passes * work, least: LEAST_TRIAL });
  const othersAt = workspace.put(candidates.data);
  const closestAt = workspace.put(closest);
  const narrowed = { at: workspace.reserve(count * rough.width * 4), squares: workspace.reserve(count * 8) };
  const away = workspace.run.narrow(othersAt, count, cols, narrowed.at, rough.width, narrowed.squares);
  const { doubt } = doubtsOf({ width: rough.width, longest: Math.max(rough.longest, away) });
  const doubts = [doubt, shareOf(rough.width, away)];
  const blocks = blocksOf(rows, CALL_ROWS);
  const offsets = count > 1 ? workspace.reserve(rows * count * 8) : 0;

  const roughly = async (): Promise<number[]> => {
    const perRow = count * cols;
    const places: number[] = [];
    const calls = blocks.map(([from, to]) => {
      places.push(workspace.reserve((count + 1) * 8));
      return [
        ...[from, to, count, closestAt, offsets, places.at(-1)!, rough.at, rough.squares],
        ...[narrowed.at, narrowed.squares, rough.width, ...doubts],
      ];
    });
    await workspace.each('roughPotentials', calls, options(rows * perRow));
    const parts = places.map((place) => workspace.float64(place, count + 1));
    return Array.from({ length: count + 1 }, (_, n) => parts.reduce((sum, part) => sum + part[n]!, 0));
  };

  const out = workspace.reserve(rows * 8);
  const exactly = async (n: number): Promise<number> => {
    const calls = blocks.map(([from, to]) => [
      ...[
        at,
        from,
        to,
        cols,
        othersAt + n * cols * 8,
        n,
        count,
        closestAt,
        out,
        offsets,
        rough.squares,
        ...doubts,
      ],
    ]);
    await workspace.each('closerOf', calls, options(rows * cols));
    return sum(workspace.float64(out, rows));
  };

  const open = count > 1 ? leastOf(await roughly(), rows) : [0];
  let best: Candidate = { index: -1, potential: Number.POSITIVE_INFINITY };
  for (const index of open) {
    const potential = await exactly(index);
    if (best.index >= 0 && !(potential < best.potential)) continue;
    best = { index, potential };
    closest.set(workspace.float64(out, rows));
  }
  return best;
}

/** Which of the potentials may be the least, where behind them stands how far each may be from the truth. */
function leastOf(potentials: number[], rows: number): number[] {
  const doubt = potentials.pop()!;
  const least = Math.min(...potentials);
  // Rounding of the sums themselves, of which each is of so many numbers.
  const limit = least + 2 * doubt + least * rows * 2 ** -50;
  return [...potentials.keys()].filter((n) => !(potentials[n]! > limit));
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
