import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { isScorable, type LabelledRows, labelledRows } from './clusters.ts';

// All distances between 20,000 rows of 64 take some seconds; as many are spent on an estimate of more rows.
const EXACT_ROWS = 20_000;
const FEWEST_DRAWN = 500;
// Drawn rows whose distances to all rows are at hand at once.
const BLOCK_ROWS = 16;

export interface SilhouetteOptions {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
}

export interface Silhouettes {
  /** (rows), -1 to 1; NaN for noise, and in an estimate for samples that were not drawn. */
  values: Float64Array;
  /** Over all samples that are not noise, or its estimate. */
  mean: number;
  /** Null where every sample was taken. `standardError` is that of the mean over `drawn` samples. */
  estimate: { drawn: number; standardError: number; seed: number } | null;
}

/**
 * Silhouette of every sample (Rousseeuw 1987; scikit-learn's `silhouette_samples`): (b - a) / max(a, b) with a the
 * mean distance to the own cluster's other members and b the least mean distance to another cluster. A cluster of one
 * has 0, noise (-1) has NaN. Null where there are fewer than two clusters or as many as samples.
 *
 * Above `exactRows` samples that have a label, those of samples drawn by `seed`, each exact.
 */
export async function silhouettes(
  points: Matrix,
  labels: ArrayLike<number>,
  {
    linear = defaultAlgebra(),
    signal,
    seed = 0,
    exactRows = EXACT_ROWS,
  }: SilhouetteOptions & { seed?: number; exactRows?: number } = {},
): Promise<Silhouettes | null> {
  const rows = labelledRows(points, labels);
  if (!isScorable(rows)) return null;
  const count = rows.labels.length;
  const values = new Float64Array(points.rows).fill(Number.NaN);
  if (count <= exactRows) {
    const sums = await linear.distanceSums(rows.points, rows.labels, rows.clusterCount, signal);
    for (let i = 0; i < count; i++) values[rows.sourceRows[i]!] = silhouetteOf(rows, i, sums, i);
    return { values, mean: meanOf(values), estimate: null };
  }
  const drawn = drawRows(count, exactRows, seed);
  const sums = await sumsOfDrawn(rows, drawn, linear, signal);
  drawn.forEach((i, n) => {
    values[rows.sourceRows[i]!] = silhouetteOf(rows, i, sums, n);
  });
  const mean = meanOf(values);
  const estimate = { drawn: drawn.length, standardError: standardErrorOf(values, mean, count), seed };
  return { values, mean, estimate };
}

/** The `values` of every sample however many there are: time grows by the square of the samples. */
export async function silhouetteSamples(
  points: Matrix,
  labels: ArrayLike<number>,
  options: SilhouetteOptions = {},
): Promise<Float64Array | null> {
  const found = await silhouettes(points, labels, { ...options, exactRows: Number.POSITIVE_INFINITY });
  return found?.values ?? null;
}

/** The `mean` over every sample however many there are: time grows by the square of the samples. */
export async function silhouetteScore(
  points: Matrix,
  labels: ArrayLike<number>,
  options: SilhouetteOptions = {},
): Promise<number | null> {
  const found = await silhouettes(points, labels, { ...options, exactRows: Number.POSITIVE_INFINITY });
  return found?.mean ?? null;
}

/** Mean of the numbers that are not NaN. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}

/** As many rows as make no more distances than all pairs of `exactRows` rows. */
function drawRows(count: number, exactRows: number, seed: number): Int32Array {
  const drawn = Math.min(count, Math.max(FEWEST_DRAWN, Math.floor(exactRows ** 2 / 2 / count)));
  const order = createRandom(seed).shuffle(Array.from({ length: count }, (_, i) => i));
  return Int32Array.from(order.slice(0, drawn)).sort();
}

/** (drawn, clusterCount): sums of each drawn row's distances to the members of each cluster. */
async function sumsOfDrawn(
  { points, labels, clusterCount }: LabelledRows,
  drawn: Int32Array,
  linear: LinearAlgebra,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const { cols } = points;
  const turn = createTurns(signal);
  const sums = new Float64Array(drawn.length * clusterCount);
  const assigner = linear.assigner(points);
  try {
    for (let from = 0; from < drawn.length; from += BLOCK_ROWS) {
      await turn();
      const block = drawn.subarray(from, from + BLOCK_ROWS);
      const data = new Float64Array(block.length * cols);
      block.forEach((i, n) => {
        data.set(points.data.subarray(i * cols, (i + 1) * cols), n * cols);
      });
      const squares = await assigner.squaredDistances({ data, rows: block.length, cols });
      for (let j = 0, at = 0; j < labels.length; j++)
        for (let n = 0; n < block.length; n++, at++)
          sums[(from + n) * clusterCount + labels[j]!]! += Math.sqrt(squares[at]!);
    }
  } finally {
    assigner.close();
  }
  return sums;
}

/** Of the mean of samples drawn without putting back, out of `count`. */
function standardErrorOf(values: Float64Array, mean: number, count: number): number {
  const drawn = values.filter((value) => !Number.isNaN(value));
  const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = squares / Math.max(drawn.length - 1, 1);
  return Math.sqrt((variance / drawn.length) * (1 - drawn.length / count));
}

/** Of row i, whose sums are in line `line`. */
function silhouetteOf(
  { labels, clusterCount, sizes }: LabelledRows,
  i: number,
  sums: Float64Array,
  line: number,
): number {
  const own = labels[i]!;
  if (sizes[own] === 1) return 0;
  const first = line * clusterCount;
  const inside = sums[first + own]! / (sizes[own]! - 1);
  let outside = Number.POSITIVE_INFINITY;
  for (let c = 0; c < clusterCount; c++)
    if (c !== own) outside = Math.min(outside, sums[first + c]! / sizes[c]!);
  const larger = Math.max(inside, outside);
  // Both are 0 where all of two clusters' samples are one point.
  return larger === 0 ? 0 : (outside - inside) / larger;
}
