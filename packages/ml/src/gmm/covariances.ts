import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { CovarianceType } from '../params/gaussianMixture.ts';
import { notPositive, precisionCholesky } from './cholesky.ts';

/** What the covariances are estimated from. */
export interface Weighted {
  points: Matrix<Float64Array>;
  /** (rows, components) */
  responsibilities: Matrix<Float64Array>;
  /** (components), the sums of the responsibilities. */
  counts: Float64Array;
  /** (components, cols) */
  means: Matrix<Float64Array>;
  regCovar: number;
  linear: LinearAlgebra;
  signal: AbortSignal | undefined;
}

/**
 * One form of covariance. Of `covariances` and `factors` each component has `size` numbers, or all share them where the
 * form is tied. A factor P is such that |x P - mean P|² is the squared Mahalanobis distance.
 */
export interface CovarianceForm {
  estimate(weighted: Weighted): Promise<Float64Array>;
  factors(covariances: Float64Array, components: number, cols: number): Float64Array;
  /** Numbers of the covariances that are free to vary. */
  freedom(components: number, cols: number): number;
}

export const COVARIANCE_FORMS: Record<CovarianceType, CovarianceForm> = {
  full: {
    estimate: fullCovariances,
    factors(covariances, components, cols) {
      const size = cols * cols;
      const all = new Float64Array(components * size);
      for (let c = 0; c < components; c++)
        all.set(precisionCholesky(covariances.subarray(c * size, (c + 1) * size), cols), c * size);
      return all;
    },
    freedom: (components, cols) => (components * cols * (cols + 1)) / 2,
  },
  tied: {
    estimate: tiedCovariance,
    factors: (covariances, _, cols) => precisionCholesky(covariances, cols),
    freedom: (_, cols) => (cols * (cols + 1)) / 2,
  },
  diag: {
    estimate: async (weighted) => diagonalCovariances(weighted),
    factors: inverseRoots,
    freedom: (components, cols) => components * cols,
  },
  spherical: {
    async estimate(weighted) {
      const { cols } = weighted.points;
      const diagonal = diagonalCovariances(weighted);
      return Float64Array.from(weighted.counts, (_, c) => {
        const own = diagonal.subarray(c * cols, (c + 1) * cols);
        return own.reduce((sum, value) => sum + value, 0) / cols;
      });
    },
    factors: inverseRoots,
    freedom: (components) => components,
  },
};

function inverseRoots(covariances: Float64Array): Float64Array {
  if (covariances.some((value) => !(value > 0))) throw notPositive();
  return covariances.map((value) => 1 / Math.sqrt(value));
}

async function fullCovariances(weighted: Weighted): Promise<Float64Array> {
  const { points, responsibilities, means, counts, regCovar, linear, signal } = weighted;
  const { cols } = points;
  const all = await linear.scatters(points, responsibilities, means, signal);
  for (let c = 0, at = 0; c < counts.length; c++)
    for (let a = 0; a < cols; a++)
      for (let b = 0; b < cols; b++, at++) all[at] = all[at]! / counts[c]! + (a === b ? regCovar : 0);
  return all;
}

async function tiedCovariance({ points, counts, means, regCovar, linear }: Weighted): Promise<Float64Array> {
  const { cols } = points;
  const all = (await linear.product(points, points, { transposeA: true })).data;
  const total = counts.reduce((sum, count) => sum + count, 0);
  for (let a = 0; a < cols; a++)
    for (let b = 0; b < cols; b++) {
      let between = 0;
      for (let c = 0; c < counts.length; c++)
        between += counts[c]! * means.data[c * cols + a]! * means.data[c * cols + b]!;
      all[a * cols + b] = (all[a * cols + b]! - between) / total + (a === b ? regCovar : 0);
    }
  return all;
}

function diagonalCovariances({ points, responsibilities, counts, means, regCovar }: Weighted): Float64Array {
  const { rows, cols } = points;
  const components = counts.length;
  const sums = new Float64Array(components * cols);
  for (let i = 0; i < rows; i++)
    for (let c = 0; c < components; c++) {
      const weight = responsibilities.data[i * components + c]!;
      if (weight === 0) continue;
      for (let k = 0; k < cols; k++)
        sums[c * cols + k]! += weight * (points.data[i * cols + k]! - means.data[c * cols + k]!) ** 2;
    }
  return sums.map((sum, at) => sum / counts[Math.floor(at / cols)]! + regCovar);
}
