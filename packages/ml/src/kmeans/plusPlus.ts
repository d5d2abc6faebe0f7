import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';

/**
 * Greedy k-means++ (Arthur & Vassilvitskii 2007, with the local trials of scikit-learn's `_kmeans_plusplus`): each
 * centre is the best of 2 + log k samples drawn with probability proportional to their squared distance to the
 * centres so far.
 */
export function chooseCenters(
  points: Matrix<Float64Array>,
  count: number,
  random: Random,
): Matrix<Float64Array> {
  const { rows, cols } = points;
  const centers: Matrix<Float64Array> = { data: new Float64Array(count * cols), rows: count, cols };
  const trials = 2 + Math.floor(Math.log(count));
  const take = (center: number, row: number) =>
    centers.data.set(points.data.subarray(row * cols, (row + 1) * cols), center * cols);

  const firstRow = random.int(rows);
  take(0, firstRow);
  let closest = distancesTo(points, firstRow);
  let potential = sum(closest);
  for (let center = 1; center < count; center++) {
    let best: { row: number; distances: Float64Array; potential: number } | null = null;
    for (let trial = 0; trial < trials; trial++) {
      const row = draw(closest, random.next() * potential);
      const distances = distancesTo(points, row);
      for (let i = 0; i < rows; i++) if (closest[i]! < distances[i]!) distances[i] = closest[i]!;
      const total = sum(distances);
      if (best === null || total < best.potential) best = { row, distances, potential: total };
    }
    take(center, best!.row);
    closest = best!.distances;
    potential = best!.potential;
  }
  return centers;
}

function distancesTo(points: Matrix<Float64Array>, row: number): Float64Array {
  const distances = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) distances[i] = squaredDistance(points, i, points, row);
  return distances;
}

/** The first row where the running sum passes `target`; the last where rounding leaves none. */
function draw(weights: Float64Array, target: number): number {
  let running = 0;
  for (let i = 0; i < weights.length; i++) {
    running += weights[i]!;
    if (running > target) return i;
  }
  return weights.length - 1;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
