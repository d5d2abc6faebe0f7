import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import { toldEach } from './told.ts';
import { createTurns } from './turns.ts';

/** See LinearAlgebra. */
export async function ranks(
  points: Matrix<Float64Array>,
  others: Int32Array,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const { rows } = points;
  const count = toldEach(others, rows);
  const turn = createTurns(signal);
  const distances = new Float64Array(rows);
  const found = new Int32Array(rows * count);
  for (let i = 0; i < rows; i++) {
    await turn();
    for (let j = 0; j < rows; j++) distances[j] = squaredDistance(points, i, points, j);
    for (let at = i * count; at < (i + 1) * count; at++) found[at] = rankOf(distances, i, others[at]!);
  }
  return found;
}

/** From 1, among the other rows; of equally near ones the lower row first. */
function rankOf(distances: Float64Array, own: number, other: number): number {
  const limit = distances[other]!;
  let rank = 1;
  for (let j = 0; j < distances.length; j++)
    if (j !== own && (distances[j]! < limit || (distances[j]! === limit && j < other))) rank += 1;
  return rank;
}
