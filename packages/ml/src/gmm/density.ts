import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
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
  signal?: AbortSignal | undefined;
}

/** The probability of every row's components, in the log domain. */
export async function expect(
  points: Matrix<Float64Array>,
  mixture: Mixture,
  ground: Ground,
): Promise<Expectation> {
  const { rows, cols } = points;
  const components = mixture.weights.length;
  const constants = constantsOf(mixture, cols);
  const data = await squaredMahalanobis(points, mixture, ground);
  for (let at = 0; at < data.length; )
    for (let c = 0; c < components; c++, at++) data[at] = constants[c]! - 0.5 * data[at]!;
  const total = normalise(data, components);
  return { responsibilities: { data, rows, cols: components }, logLikelihood: total / rows };
}

/** Turns rows of log densities into probabilities; returns the sum of the rows' log sums. */
function normalise(logs: Float64Array, components: number): number {
  let total = 0;
  for (let at = 0; at < logs.length; at += components) {
    let most = Number.NEGATIVE_INFINITY;
    for (let c = at; c < at + components; c++) if (logs[c]! > most) most = logs[c]!;
    let sum = 0;
    for (let c = at; c < at + components; c++) {
      logs[c] = Math.exp(logs[c]! - most);
      sum += logs[c]!;
    }
    for (let c = at; c < at + components; c++) logs[c]! /= sum;
    total += most + Math.log(sum);
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

/** Squared distances of rows to every component's mean, in units of its covariance: (rows, components). */
async function squaredMahalanobis(
  points: Matrix<Float64Array>,
  { covarianceType, means, factors }: Mixture,
  { linear, signal }: Ground,
): Promise<Float64Array> {
  const { cols } = points;
  switch (covarianceType) {
    case 'full':
      return linear.scaledSquares(points, means, factors, signal);
    case 'tied': {
      // Where all share a covariance the rows are scaled once.
      const factor = { data: factors, rows: cols, cols };
      const [own, middles] = [await linear.product(points, factor), await linear.product(means, factor)];
      return scaledDistances(own, middles, new Float64Array(means.data.length).fill(1), signal);
    }
    case 'diag':
      return scaledDistances(points, means, factors, signal);
    case 'spherical':
      return scaledDistances(points, means, repeated(factors, cols), signal);
  }
}

const repeated = (values: Float64Array, times: number): Float64Array =>
  Float64Array.from({ length: values.length * times }, (_, at) => values[Math.floor(at / times)]!);

/** With a scale for each column of each mean. */
async function scaledDistances(
  { data, rows, cols }: Matrix<Float64Array>,
  means: Matrix<Float64Array>,
  scales: Float64Array,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const turn = createTurns(signal);
  const squares = new Float64Array(rows * means.rows);
  for (let i = 0, at = 0; i < rows; i++) {
    await turn();
    for (let c = 0; c < means.rows; c++, at++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) {
        const way = (data[i * cols + k]! - means.data[c * cols + k]!) * scales[c * cols + k]!;
        sum += way * way;
      }
      squares[at] = sum;
    }
  }
  return squares;
}
