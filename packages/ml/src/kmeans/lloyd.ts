import { type Matrix, squaredDistance } from '../matrix/matrix.ts';

export interface LloydOptions {
  maxIter: number;
  /** On the sum of squared movements of the centres. */
  tolerance: number;
  signal?: AbortSignal;
}

export interface LloydRun {
  labels: Int32Array;
  centers: Matrix<Float64Array>;
  inertia: number;
  iterations: number;
  converged: boolean;
}

/** Lloyd's iterations until no label changes, the centres hardly move, or `maxIter`. `start` is used up. */
export function lloyd(
  points: Matrix<Float64Array>,
  start: Matrix<Float64Array>,
  { maxIter, tolerance, signal }: LloydOptions,
): LloydRun {
  let centers = start;
  const labels = new Int32Array(points.rows).fill(-1);
  const distances = new Float64Array(points.rows);
  let strict = false;
  let converged = false;
  let iterations = 0;
  while (iterations < maxIter && !converged) {
    signal?.throwIfAborted();
    iterations += 1;
    const changed = assign(points, centers, labels, distances);
    const moved = update(points, labels, distances, centers);
    const shift = movement(centers, moved);
    centers = moved;
    strict = !changed;
    converged = strict || shift <= tolerance;
  }
  // The centres moved once more after the labels were given, unless nothing changed.
  if (!strict) assign(points, centers, labels, distances);
  return { labels, centers, inertia: total(distances), iterations, converged };
}

/** Nearest centre of every row, the lower number where two are equally near. Returns whether any label changed. */
function assign(
  points: Matrix<Float64Array>,
  centers: Matrix<Float64Array>,
  labels: Int32Array,
  distances: Float64Array,
): boolean {
  let changed = false;
  for (let i = 0; i < points.rows; i++) {
    let nearest = 0;
    let least = squaredDistance(points, i, centers, 0);
    for (let c = 1; c < centers.rows; c++) {
      const distance = squaredDistance(points, i, centers, c);
      if (distance < least) {
        least = distance;
        nearest = c;
      }
    }
    if (labels[i] !== nearest) changed = true;
    labels[i] = nearest;
    distances[i] = least;
  }
  return changed;
}

/** Means of the members. An empty cluster takes the row farthest from its centre, away from that row's cluster. */
function update(
  points: Matrix<Float64Array>,
  labels: Int32Array,
  distances: Float64Array,
  previous: Matrix<Float64Array>,
): Matrix<Float64Array> {
  const { rows, cols } = points;
  const sums = new Float64Array(previous.data.length);
  const counts = new Int32Array(previous.rows);
  for (let i = 0, at = 0; i < rows; i++) {
    const base = labels[i]! * cols;
    counts[labels[i]!]! += 1;
    for (let k = 0; k < cols; k++, at++) sums[base + k]! += points.data[at]!;
  }
  relocateEmpty(points, labels, distances, sums, counts);
  const data = Float64Array.from(sums, (value, at) => {
    const count = counts[Math.floor(at / cols)]!;
    return count > 0 ? value / count : previous.data[at]!;
  });
  return { data, rows: previous.rows, cols };
}

function relocateEmpty(
  points: Matrix<Float64Array>,
  labels: Int32Array,
  distances: Float64Array,
  sums: Float64Array,
  counts: Int32Array,
): void {
  const empty = [...counts.keys()].filter((c) => counts[c] === 0);
  if (empty.length === 0) return;
  const { cols } = points;
  const farthest = [...distances.keys()].sort((a, b) => distances[b]! - distances[a]! || a - b);
  empty.forEach((cluster, n) => {
    const row = farthest[n]!;
    const from = labels[row]!;
    for (let k = 0; k < cols; k++) {
      const value = points.data[row * cols + k]!;
      sums[cluster * cols + k] = value;
      sums[from * cols + k]! -= value;
    }
    counts[cluster] = 1;
    counts[from]! -= 1;
  });
}

function movement(a: Matrix<Float64Array>, b: Matrix<Float64Array>): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) sum += (a.data[i]! - b.data[i]!) ** 2;
  return sum;
}

function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
