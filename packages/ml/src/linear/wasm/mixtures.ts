import type { Matrix } from '../../matrix/matrix.ts';
import { createTurns } from '../turns.ts';
import { rowsOfWork } from './work.ts';
import type { Workspace } from './workspace.ts';

type Points = Matrix<Float64Array>;

// Columns that the kernels take at once; what is missing to a multiple of them is filled with zeros.
const COLUMNS = 8;
const widthOf = (cols: number): number => Math.ceil(cols / COLUMNS) * COLUMNS;

/** See LinearAlgebra. */
export async function scatters(
  workspace: Workspace,
  points: Points,
  weights: Points,
  means: Points,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { rows, cols } = points;
  const components = means.rows;
  const width = widthOf(cols);
  const turn = createTurns(signal);
  const pointsAt = workspace.put(points.data);
  const weightsAt = workspace.put(weights.data);
  const meansAt = workspace.put(means.data);
  const scratch = workspace.put(new Float64Array(8 * width));
  const out = workspace.put(new Float64Array(components * cols * width));
  const step = rowsOfWork((cols * cols) / 2);
  for (let c = 0; c < components; c++)
    for (let from = 0; from < rows; from += step) {
      await turn();
      workspace.run.addScatter(
        pointsAt,
        from,
        Math.min(from + step, rows),
        cols,
        weightsAt + c * 8,
        components * 8,
        meansAt + c * cols * 8,
        width,
        scratch,
        out + c * cols * width * 8,
      );
    }
  return mirrored(workspace.float64(out, components * cols * width), components, cols, width);
}

/** Whole matrices (components, cols, cols) of upper triangles (components, cols, width). */
function mirrored(upper: Float64Array, components: number, cols: number, width: number): Float64Array {
  const whole = new Float64Array(components * cols * cols);
  for (let c = 0; c < components; c++)
    for (let a = 0; a < cols; a++)
      for (let b = 0; b < cols; b++)
        whole[(c * cols + a) * cols + b] = upper[(c * cols + Math.min(a, b)) * width + Math.max(a, b)]!;
  return whole;
}

/** See LinearAlgebra. */
export async function scaledSquares(
  workspace: Workspace,
  points: Points,
  means: Points,
  factors: Float64Array,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { rows, cols } = points;
  const components = means.rows;
  const width = widthOf(cols);
  const turn = createTurns(signal);
  const pointsAt = workspace.put(points.data);
  const meansAt = workspace.put(means.data);
  const padded = new Float64Array(components * cols * width);
  for (let line = 0; line < components * cols; line++)
    padded.set(factors.subarray(line * cols, (line + 1) * cols), line * width);
  const factorsAt = workspace.put(padded);
  const scratch = workspace.reserve(2 * cols * 8);
  const out = workspace.reserve(rows * components * 8);
  const step = rowsOfWork((components * cols * cols) / 2);
  for (let from = 0; from < rows; from += step) {
    await turn();
    for (let c = 0; c < components; c++)
      workspace.run.scaledLengths(
        pointsAt,
        from,
        Math.min(from + step, rows),
        cols,
        meansAt + c * cols * 8,
        factorsAt + c * cols * width * 8,
        width,
        scratch,
        out + c * 8,
        components * 8,
      );
  }
  return workspace.float64(out, rows * components).slice();
}
