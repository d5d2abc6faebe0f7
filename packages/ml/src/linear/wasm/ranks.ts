import type { Matrix } from '../../matrix/matrix.ts';
import { toldEach } from '../told.ts';
import { doubtsOf, roughRows } from './roughRows.ts';
import { rowBlocks } from './work.ts';
import type { Workspace } from './workspace.ts';

// Numbers of a tile in float32, 64 kB of a second cache of 512: 5,000 x 64 took .27 s, with a quarter of it .33.
const TILE_VALUES = 16384;
const [LEAST_TILE, LARGEST_TILE] = [16, 256];
// A call reads all rows once: of 10,000 x 256 four rows a call took 9.1 s in all, 20 rows 5.7, 44 rows 5.0.
const LEAST_ROWS = 32;
// Of a row that is told, and of a row of a tile: see kernels/ranks.ts.
const [BOUND_BYTES, DISTANCE_BYTES] = [16, 12];

/** See LinearAlgebra. */
export async function ranks(
  workspace: Workspace,
  points: Matrix<Float64Array>,
  others: Int32Array,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const { rows, cols } = points;
  const count = toldEach(others, rows);
  const pointsAt = workspace.put(points.data);
  const othersAt = workspace.put(others);
  const out = workspace.reserve(others.byteLength);
  const rough = roughRows(workspace, pointsAt, rows, cols);
  const { doubt, rel } = doubtsOf(rough);
  const tile = tileOf(rough.width);
  // Float32 takes half the time of other multiplications, two comparisons as long as two of them.
  const perRow = (rows * (rough.width + 2 * count)) / 2;
  const calls = rowBlocks(rows, perRow, LEAST_ROWS).map(([from, to]) => {
    const scratch = workspace.reserve(
      tile * DISTANCE_BYTES + Math.min(tile, to - from) * count * BOUND_BYTES,
    );
    return [
      ...[pointsAt, rows, from, to, cols, othersAt, count, tile, out, scratch],
      ...[rough.at, rough.width, doubt, rel],
    ];
  });
  await workspace.each('ranksOf', calls, { work: rows * perRow, signal });
  return workspace.int32(out, others.length).slice();
}

/** A multiple of the eight that are compared at once. */
const tileOf = (width: number): number =>
  Math.min(LARGEST_TILE, Math.max(LEAST_TILE, Math.floor(TILE_VALUES / width / 8) * 8));
