import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';

/** Sparse symmetric weights of pairs: of row i those from `starts[i]` to `starts[i + 1]`. They sum to 1. */
export interface Affinities {
  starts: Int32Array;
  columns: Int32Array;
  weights: Float64Array;
}

// scikit-learn's: the bandwidth is halved or doubled at most so often, to this difference of entropies.
const STEPS = 100;
const TOLERANCE = 1e-5;

/**
 * How likely each row picks each of its nearest rows as its neighbour (van der Maaten & Hinton 2008): Gaussians whose
 * widths give every row the same `perplexity`, made symmetric. All other rows are looked at where `exact`, else three
 * times the perplexity (van der Maaten 2014).
 */
export async function affinitiesOf(
  points: Matrix<Float64Array>,
  perplexity: number,
  { exact, linear, signal }: { exact: boolean; linear: LinearAlgebra; signal?: AbortSignal },
): Promise<Affinities> {
  const { rows } = points;
  const count = exact ? rows - 1 : Math.min(rows - 1, Math.floor(3 * perplexity + 1));
  const { indexes, squaredDistances } = await linear.neighbours(points, count, signal);
  const conditional = new Float64Array(squaredDistances.length);
  for (let row = 0; row < rows; row++)
    spread(
      squaredDistances.subarray(row * count, (row + 1) * count),
      Math.log(perplexity),
      conditional.subarray(row * count, (row + 1) * count),
    );
  return symmetric(indexes, conditional, rows, count);
}

/** Fills `weights` with a Gaussian's over the distances, whose entropy is `entropy` nats. */
function spread(squaredDistances: Float64Array, entropy: number, weights: Float64Array): void {
  let beta = 1;
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  // Distances are measured from the nearest row, which changes no weight and keeps exp from vanishing.
  const nearest = squaredDistances[0]!;
  for (let step = 0; step < STEPS; step++) {
    let total = 0;
    let moment = 0;
    squaredDistances.forEach((distance, n) => {
      const weight = Math.exp(-beta * (distance - nearest));
      weights[n] = weight;
      total += weight;
      moment += (distance - nearest) * weight;
    });
    for (let n = 0; n < weights.length; n++) weights[n]! /= total;
    const excess = Math.log(total) + (beta * moment) / total - entropy;
    if (Math.abs(excess) <= TOLERANCE) return;
    if (excess > 0) {
      low = beta;
      beta = high === Number.POSITIVE_INFINITY ? beta * 2 : (beta + high) / 2;
    } else {
      high = beta;
      beta = low === Number.NEGATIVE_INFINITY ? beta / 2 : (beta + low) / 2;
    }
  }
}

/** The mean of both directions of every pair. */
function symmetric(indexes: Int32Array, conditional: Float64Array, rows: number, count: number): Affinities {
  const sums = Array.from({ length: rows }, () => new Map<number, number>());
  indexes.forEach((to, at) => {
    const from = Math.floor(at / count);
    const half = conditional[at]! / (2 * rows);
    sums[from]!.set(to, (sums[from]!.get(to) ?? 0) + half);
    sums[to]!.set(from, (sums[to]!.get(from) ?? 0) + half);
  });
  const starts = new Int32Array(rows + 1);
  sums.forEach((own, row) => {
    starts[row + 1] = starts[row]! + own.size;
  });
  const columns = new Int32Array(starts[rows]!);
  const weights = new Float64Array(starts[rows]!);
  sums.forEach((own, row) => {
    let at = starts[row]!;
    // Ascending, so that sums are taken in an order that depends on nothing else.
    for (const to of Int32Array.from(own.keys()).sort()) {
      columns[at] = to;
      weights[at++] = own.get(to)!;
    }
  });
  return { starts, columns, weights };
}
