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

// Rows whose distances to all components are at hand at once.
const BLOCK_ROWS = 4096;

/** The probability of every row's components, in the log domain. */
export async function expect(
  points: Matrix<Float64Array>,
  mixture: Mixture,
  { linear, turn }: Ground,
): Promise<Expectation> {
  const { rows, cols } = points;
  const components = mixture.weights.length;
  const constants = constantsOf(mixture, cols);
  const data = new Float64Array(rows * components);
  let total = 0;
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    await turn();
    const to = Math.min(from + BLOCK_ROWS, rows);
    const block = { data: points.data.subarray(from * cols, to * cols), rows: to - from, cols };
    const logs = data.subarray(from * components, to * components);
    for (let c = 0; c < components; c++) {
      const distances = await mahalanobis(block, mixture, c, linear);
      for (let i = 0; i < block.rows; i++) logs[i * components + c] = constants[c]! - 0.5 * distances[i]!;
    }
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

/** Squared distances of the rows to a component's mean, in units of its covariance. */
async function mahalanobis(
  points: Matrix<Float64Array>,
  { covarianceType, means, factors }: Mixture,
  c: number,
  linear: LinearAlgebra,
): Promise<Float64Array> {
  const { rows, cols } = points;
  const mean = means.data.subarray(c * cols, (c + 1) * cols);
  if (covarianceType === 'full' || covarianceType === 'tied') {
    const start = covarianceType === 'full' ? c * cols * cols : 0;
    const factor = { data: factors.subarray(start, start + cols * cols), rows: cols, cols };
    const whitened = await linear.product(points, factor);
    const middle = await linear.product({ data: mean, rows: 1, cols }, factor);
    return squaredLengths(whitened.data, middle.data, rows);
  }
  const scale = (k: number) => (covarianceType === 'diag' ? factors[c * cols + k]! : factors[c]!);
  const scales = Float64Array.from({ length: cols }, (_, k) => scale(k));
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++)
    for (let k = 0; k < cols; k++, at++) out[i]! += ((points.data[at]! - mean[k]!) * scales[k]!) ** 2;
  return out;
}

function squaredLengths(data: Float64Array, middle: Float64Array, rows: number): Float64Array {
  const cols = middle.length;
  const out = new Float64Array(rows);
  for (let i = 0, at = 0; i < rows; i++)
    for (let k = 0; k < cols; k++, at++) out[i]! += (data[at]! - middle[k]!) ** 2;
  return out;
}
