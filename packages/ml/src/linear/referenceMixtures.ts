import type { Matrix } from '../matrix/matrix.ts';
import { createTurns } from './turns.ts';

type Points = Matrix<Float64Array>;

/** See LinearAlgebra. */
export async function scatters(
  points: Points,
  weights: Points,
  means: Points,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { rows, cols } = points;
  const turn = createTurns(signal);
  const sums = new Float64Array(means.rows * cols * cols);
  for (let i = 0; i < rows; i++) {
    await turn();
    for (let c = 0; c < means.rows; c++) {
      const weight = weights.data[i * means.rows + c]!;
      const way = wayOf(points, i, means, c);
      for (let a = 0; a < cols; a++)
        for (let b = a; b < cols; b++) sums[(c * cols + a) * cols + b]! += weight * way[a]! * way[b]!;
    }
  }
  for (let c = 0; c < means.rows; c++)
    for (let a = 0; a < cols; a++)
      for (let b = 0; b < a; b++) sums[(c * cols + a) * cols + b] = sums[(c * cols + b) * cols + a]!;
  return sums;
}

/** See LinearAlgebra. */
export async function scaledSquares(
  points: Points,
  means: Points,
  factors: Float64Array,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { rows, cols } = points;
  const turn = createTurns(signal);
  const squares = new Float64Array(rows * means.rows);
  for (let i = 0; i < rows; i++) {
    await turn();
    for (let c = 0; c < means.rows; c++) {
      const way = wayOf(points, i, means, c);
      for (let k = 0; k < cols; k++) {
        let scaled = 0;
        for (let j = 0; j <= k; j++) scaled += way[j]! * factors[(c * cols + j) * cols + k]!;
        squares[i * means.rows + c]! += scaled * scaled;
      }
    }
  }
  return squares;
}

/** From a mean to a row. */
function wayOf(points: Points, row: number, means: Points, mean: number): Float64Array {
  const { cols } = points;
  return Float64Array.from(
    { length: cols },
    (_, k) => points.data[row * cols + k]! - means.data[mean * cols + k]!,
  );
}
