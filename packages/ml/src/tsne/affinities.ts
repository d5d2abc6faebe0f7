import type { Affinities, LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';

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
  const turn = createTurns(signal);
  const conditional = new Float64Array(squaredDistances.length);
  for (let row = 0; row < rows; row++) {
    await turn();
    spread(
      squaredDistances.subarray(row * count, (row + 1) * count),
      Math.log(perplexity),
      conditional.subarray(row * count, (row + 1) * count),
    );
  }
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
    for (let n = 0; n < weights.length; n++) {
      const distance = squaredDistances[n]! - nearest;
      const weight = Math.exp(-beta * distance);
      weights[n] = weight;
      total += weight;
      moment += distance * weight;
    }
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

/** Weights in rows, as in Affinities. */
type Rows = Affinities;

/** The mean of both directions of every pair. */
function symmetric(indexes: Int32Array, conditional: Float64Array, rows: number, count: number): Affinities {
  const back = transposed({
    starts: Int32Array.from({ length: rows + 1 }, (_, row) => row * count),
    columns: indexes,
    weights: conditional,
  });
  // Twice turned over, the columns of every row ascend, and so two rows can be merged.
  const forth = transposed(back);
  const starts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let own = 0;
    mergeRow(forth, back, row, () => own++);
    starts[row + 1] = starts[row]! + own;
  }
  const columns = new Int32Array(starts[rows]!);
  const weights = new Float64Array(starts[rows]!);
  let next = 0;
  for (let row = 0; row < rows; row++)
    mergeRow(forth, back, row, (column, sum) => {
      columns[next] = column;
      weights[next++] = sum / (2 * rows);
    });
  return { starts, columns, weights };
}

/** Tells the columns of a row of either, ascending, with the sums of both. */
function mergeRow(a: Rows, b: Rows, row: number, tell: (column: number, sum: number) => void): void {
  let n = a.starts[row]!;
  let m = b.starts[row]!;
  while (n < a.starts[row + 1]! || m < b.starts[row + 1]!) {
    const left = n < a.starts[row + 1]! ? a.columns[n]! : Number.POSITIVE_INFINITY;
    const right = m < b.starts[row + 1]! ? b.columns[m]! : Number.POSITIVE_INFINITY;
    const column = Math.min(left, right);
    const sum = (left === column ? a.weights[n++]! : 0) + (right === column ? b.weights[m++]! : 0);
    tell(column, sum);
  }
}

/** Columns as rows; what is in each comes in ascending order. */
function transposed({ starts, columns, weights }: Rows): Rows {
  const rows = starts.length - 1;
  const turned = new Int32Array(rows + 1);
  for (const column of columns) turned[column + 1]! += 1;
  for (let row = 0; row < rows; row++) turned[row + 1]! += turned[row]!;
  const next = turned.slice(0, rows);
  const own: Rows = {
    starts: turned,
    columns: new Int32Array(columns.length),
    weights: new Float64Array(columns.length),
  };
  for (let row = 0; row < rows; row++)
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      const place = next[columns[at]!]!++;
      own.columns[place] = row;
      own.weights[place] = weights[at]!;
    }
  return own;
}
