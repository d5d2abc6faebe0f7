import type { Assigner, ClusterSums } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';

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

// Between, the sums follow the rows that change; each step rounds in the sixteenth digit of the sum.
const SUM_AFRESH_EVERY = 8;

/** Lloyd's iterations until no label changes, the centres hardly move, or `maxIter`. */
export async function lloyd(
  start: Matrix<Float64Array>,
  assigner: Assigner,
  { maxIter, tolerance, signal }: LloydOptions,
): Promise<LloydRun> {
  let centers = start;
  let strict = false;
  let converged = false;
  let iterations = 0;
  assigner.restart(start.rows);
  while (iterations < maxIter && !converged) {
    iterations += 1;
    strict = (await assigner.assign(centers, signal)) === 0;
    const clusters = await assigner.clusters(strict || iterations % SUM_AFRESH_EVERY === 0);
    if (clusters.counts.includes(0)) await relocateEmpty(centers, assigner, clusters);
    const moved = meansOf(clusters, centers);
    const shift = movement(centers, moved);
    centers = moved;
    converged = strict || shift <= tolerance;
  }
  // The centres moved once more after the labels were given, unless nothing changed.
  if (!strict) await assigner.assign(centers, signal);
  const inertia = total(await assigner.ownDistances(centers));
  return { labels: assigner.labels(), centers, inertia, iterations, converged };
}

/** Means of the members; a centre without any stays. */
function meansOf({ sums, counts }: ClusterSums, previous: Matrix<Float64Array>): Matrix<Float64Array> {
  const { rows, cols } = previous;
  const data = previous.data.slice();
  for (let c = 0, at = 0; c < rows; c++) {
    const count = counts[c]!;
    if (count > 0) for (; at < (c + 1) * cols; at++) data[at] = sums[at]! / count;
    else at += cols;
  }
  return { data, rows, cols };
}

/** An empty cluster takes the row farthest from its centre, away from that row's cluster. Changes the sums in place. */
async function relocateEmpty(
  centers: Matrix<Float64Array>,
  assigner: Assigner,
  { sums, counts }: ClusterSums,
): Promise<void> {
  const { cols } = centers;
  const labels = assigner.labels();
  const distances = await assigner.ownDistances(centers);
  const empty = [...counts.keys()].filter((c) => counts[c] === 0);
  const farthest = [...distances.keys()].sort((a, b) => distances[b]! - distances[a]! || a - b);
  empty.forEach((cluster, n) => {
    const from = labels[farthest[n]!]!;
    assigner.row(farthest[n]!).forEach((value, k) => {
      sums[cluster * cols + k] = value;
      sums[from * cols + k]! -= value;
    });
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
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
