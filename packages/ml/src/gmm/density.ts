import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { CovarianceType } from '../params/gaussianMixture.ts';

/** A mixture whose parameters are known. */
export interface Mixture {
  covarianceType: CovarianceType;
  /** (components) */
  weights: Float64Array;
  /** (components, cols) */
  means: Matrix<Float64Array>;
  /** See CovarianceForm. */
  factors: Float64Array;
}

export interface Expectation {
  /** (rows, components), each row sums to 1. */
  responsibilities: Matrix<Float64Array>;
  /** Mean over the rows. */
  logLikelihood: number;
}

interface Ground {
  linear: LinearAlgebra;
  turn: ReturnType<typeof createTurns>;
}

// Numbers that are at hand at once, a row's for all components: 8 MB.
const BLOCK_VALUES = 2 ** 20;

/** The probability of every row's components, in the log domain. */
export async function expect(
  points: Matrix<Float64Array>,
  mixture: Mixture,
  { linear, turn }: Ground,
): Promise<Expectation> {
  const { rows, cols } = points;
  const components = mixture.weights.length;
  const constants = constantsOf(mixture, cols);
  const distancesOf = await mahalanobis(mixture, cols, linear);
  const data = new Float64Array(rows * components);
  let total = 0;
  const step = Math.max(1, Math.floor(BLOCK_VALUES / (components * cols)));
  for (let from = 0; from < rows; from += step) {
    await turn();
    const to = Math.min(from + step, rows);
    const block = { data: points.data.subarray(from * cols, to * cols), rows: to - from, cols };
    const logs = data.subarray(from * components, to * components);
    await distancesOf(block, logs);
    for (let at = 0; at < logs.length; )
      for (let c = 0; c < components; c++, at++) logs[at] = constants[c]! - 0.5 * logs[at]!;
    total += normalise(logs, components);
  }
  return { responsibilities: { data, rows, cols: components }, logLikelihood: total / rows };
}

/** Turns rows of log densities into probabilities; returns the sum of the rows' log sums. */
function normalise(logs: Float64Array, components: number): number {
  let total = 0;
  for (let at = 0; at < logs.length; at += components) {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < components; c++) most = Math.max(most, logs[at + c]!);
    let sum = 0;
    for (let c = 0; c < components; c++) sum += Math.exp(logs[at + c]! - most);
    const norm = most + Math.log(sum);
    for (let c = 0; c < components; c++) logs[at + c] = Math.exp(logs[at + c]! - norm);
    total += norm;
  }
  return total;
}

/** What does not depend on the row: log weight, log determinant and the power of 2 pi. */
function constantsOf({ covarianceType, weights, factors }: Mixture, cols: number): Float64Array {
  return Float64Array.from(
    weights,
    (weight, c) =>
      Math.log(weight) +
      logDeterminant(covarianceType, factors, c, cols) -
      0.5 * cols * Math.log(2 * Math.PI),
  );
}

function logDeterminant(type: CovarianceType, factors: Float64Array, c: number, cols: number): number {
  if (type === 'spherical') return cols * Math.log(factors[c]!);
  const start = type === 'full' ? c * cols * cols : type === 'diag' ? c * cols : 0;
  const step = type === 'diag' ? 1 : cols + 1;
  let sum = 0;
  for (let k = 0; k < cols; k++) sum += Math.log(factors[start + k * step]!);
  return sum;
}

/** Writes squared distances of rows to every component's mean, in units of its covariance: (rows, components). */
type Distances = (points: Matrix<Float64Array>, out: Float64Array) => Promise<void>;

async function mahalanobis(
  { covarianceType, means, factors, weights }: Mixture,
  cols: number,
  linear: LinearAlgebra,
): Promise<Distances> {
  const components = weights.length;
  if (covarianceType === 'diag' || covarianceType === 'spherical') {
    const scales = covarianceType === 'diag' ? factors : repeated(factors, cols);
    return async (points, out) => scaledDistances(points, means, scales, out);
  }
  const isFull = covarianceType === 'full';
  // One product for all components.
  const factor = isFull ? sideBySide(factors, components, cols) : { data: factors, rows: cols, cols };
  const moved = await linear.product(means, factor);
  const middles = new Float64Array(components * cols);
  for (let c = 0; c < components; c++) {
    const start = c * moved.cols + (isFull ? c * cols : 0);
    middles.set(moved.data.subarray(start, start + cols), c * cols);
  }
  return async (points, out) => {
    const { data } = await linear.product(points, factor);
    for (let i = 0, at = 0; i < points.rows; i++)
      for (let c = 0; c < components; c++, at++) {
        const start = i * factor.cols + (isFull ? c * cols : 0);
        let sum = 0;
        for (let k = 0; k < cols; k++) {
          const way = data[start + k]! - middles[c * cols + k]!;
          sum += way * way;
        }
        out[at] = sum;
      }
  };
}

/** Each component's (cols, cols) beside the one before it: (cols, components x cols). */
function sideBySide(factors: Float64Array, components: number, cols: number): Matrix<Float64Array> {
  const width = components * cols;
  const data = new Float64Array(cols * width);
  for (let c = 0; c < components; c++)
    for (let k = 0; k < cols; k++) {
      const row = (c * cols + k) * cols;
      data.set(factors.subarray(row, row + cols), k * width + c * cols);
    }
  return { data, rows: cols, cols: width };
}

const repeated = (values: Float64Array, times: number): Float64Array =>
  Float64Array.from({ length: values.length * times }, (_, at) => values[Math.floor(at / times)]!);

function scaledDistances(
  { data, rows, cols }: Matrix<Float64Array>,
  means: Matrix<Float64Array>,
  scales: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0, at = 0; i < rows; i++)
    for (let c = 0; c < means.rows; c++, at++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) {
        const way = (data[i * cols + k]! - means.data[c * cols + k]!) * scales[c * cols + k]!;
        sum += way * way;
      }
      out[at] = sum;
    }
}
