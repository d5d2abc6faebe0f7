import { fitKMeans } from '../kmeans/kmeans.ts';
import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { centre, columnMeans, type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import type { GaussianMixtureParams } from '../params/gaussianMixture.ts';
import type { Random } from '../random/random.ts';
import { COVARIANCE_FORMS } from './covariances.ts';
import { type Expectation, expect, type Mixture } from './density.ts';
import { VALUES_PER_FREE_NUMBER } from './reduction.ts';

export interface GaussianMixtureOptions {
  random: Random;
  signal?: AbortSignal;
  linear?: LinearAlgebra;
  /** (rows, nComponents): one run from these instead of `nInit` runs from k-means. */
  initialResponsibilities?: Matrix<Float64Array>;
}

export interface GaussianMixtureFit {
  params: GaussianMixtureParams & { nComponents: number };
  /** (rows), the most probable component. */
  labels: Int32Array;
  /** (rows, nComponents), each row sums to 1. */
  responsibilities: Matrix<Float64Array>;
  weights: Float64Array;
  /** (nComponents, cols) */
  means: Matrix<Float64Array>;
  /** full (nComponents, cols, cols), tied (cols, cols), diag (nComponents, cols), spherical (nComponents). */
  covariances: Float64Array;
  /** Over all samples. */
  logLikelihood: number;
  /** Mean of a sample, as scikit-learn's `lower_bound_`. */
  lowerBound: number;
  bic: number;
  aic: number;
  iterations: number;
  converged: boolean;
  warnings: { code: string; message: string }[];
  /** Component of every row of other points, (rows, nComponents). */
  predictProbabilities(points: Matrix): Promise<Matrix<Float64Array>>;
}

/**
 * A mixture of Gaussians by expectation and maximisation (Dempster, Laird & Rubin 1977), as scikit-learn's
 * GaussianMixture (`mixture/_gaussian_mixture.py`) from k-means starts, with precisions in Cholesky form and sums in the
 * log domain.
 *
 * Throws ParameterError where the data hold NaN, nComponents exceeds the samples, or a covariance is not positive
 * definite; and the signal's reason. Warns (`warnings`) TOO_FEW_FOR_COVARIANCE where the samples hold less than ten
 * values for each free number of the covariances, and NOT_CONVERGED.
 */
export async function fitGaussianMixture(
  points: Matrix,
  params: GaussianMixtureParams & { nComponents: number },
  { random, signal, linear = defaultAlgebra(), initialResponsibilities }: GaussianMixtureOptions,
): Promise<Readonly<GaussianMixtureFit>> {
  const { nComponents, nInit } = params;
  const data = toFloat64(points);
  if (nComponents > data.rows)
    throw new ParameterError(
      'TOO_MANY_CLUSTERS',
      `${nComponents} components need ${nComponents} samples at least, not ${data.rows}.`,
      ['nComponents'],
    );
  const offset = columnMeans(data);
  centre(data, offset);
  const ground: Ground = { data, params, linear, signal };
  let best: Run | null = null;
  for (let start = 0; start < (initialResponsibilities ? 1 : nInit); start++) {
    const first = initialResponsibilities ?? (await startFrom(data, nComponents, { random, signal, linear }));
    const run = await iterate(first, ground);
    if (best === null || run.lowerBound > best.lowerBound) best = run;
  }
  return describe(best!, ground, offset);
}

interface Ground {
  data: Matrix<Float64Array>;
  params: GaussianMixtureParams & { nComponents: number };
  linear: LinearAlgebra;
  signal: AbortSignal | undefined;
}

interface Run {
  mixture: Mixture;
  covariances: Float64Array;
  lowerBound: number;
  iterations: number;
  converged: boolean;
}

/** The labels of one k-means run, as responsibilities of 0 and 1. */
async function startFrom(
  data: Matrix<Float64Array>,
  nClusters: number,
  { random, signal, linear }: { random: Random; signal: AbortSignal | undefined; linear: LinearAlgebra },
): Promise<Matrix<Float64Array>> {
  const params = { nClusters, nInit: 1, maxIter: 300, tol: 1e-4 };
  const { labels } = await fitKMeans(data, params, { random, linear, ...(signal ? { signal } : {}) });
  const responsibilities = new Float64Array(data.rows * nClusters);
  labels.forEach((label, i) => {
    responsibilities[i * nClusters + label] = 1;
  });
  return { data: responsibilities, rows: data.rows, cols: nClusters };
}

async function iterate(first: Matrix<Float64Array>, ground: Ground): Promise<Run> {
  const { data, params } = ground;
  let { mixture, covariances } = await maximise(first, ground);
  let lowerBound = Number.NEGATIVE_INFINITY;
  let converged = false;
  let iterations = 0;
  while (iterations < params.maxIter && !converged) {
    iterations += 1;
    const { responsibilities, logLikelihood } = await expect(data, mixture, ground);
    ({ mixture, covariances } = await maximise(responsibilities, ground));
    converged = Math.abs(logLikelihood - lowerBound) < params.tol;
    lowerBound = logLikelihood;
  }
  return { mixture, covariances, lowerBound, iterations, converged };
}

/** The mixture for which the responsibilities are most likely. */
async function maximise(responsibilities: Matrix<Float64Array>, { data, params, linear, signal }: Ground) {
  const { nComponents, covarianceType, regCovar } = params;
  const counts = new Float64Array(nComponents).fill(10 * Number.EPSILON);
  for (let at = 0; at < responsibilities.data.length; )
    for (let c = 0; c < nComponents; c++, at++) counts[c]! += responsibilities.data[at]!;
  const means = await linear.product(responsibilities, data, { transposeA: true });
  means.data.forEach((sum, at) => {
    means.data[at] = sum / counts[Math.floor(at / data.cols)]!;
  });
  const form = COVARIANCE_FORMS[covarianceType];
  const covariances = await form.estimate({
    points: data,
    responsibilities,
    counts,
    means,
    regCovar,
    linear,
    signal,
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  const mixture: Mixture = {
    covarianceType,
    weights: counts.map((count) => count / total),
    means,
    factors: form.factors(covariances, nComponents, data.cols),
  };
  return { mixture, covariances };
}

async function describe(
  run: Run,
  ground: Ground,
  offset: Float64Array,
): Promise<Readonly<GaussianMixtureFit>> {
  const { data, params, linear } = ground;
  const { rows, cols } = data;
  const { nComponents, covarianceType } = params;
  const { mixture, covariances, lowerBound, iterations, converged } = run;
  const { responsibilities, logLikelihood: mean } = await expect(data, mixture, ground);
  const shape = COVARIANCE_FORMS[covarianceType].freedom(nComponents, cols);
  const free = shape + nComponents * cols + nComponents - 1;
  const logLikelihood = mean * rows;
  const means = { ...mixture.means, data: mixture.means.data.map((value, at) => value + offset[at % cols]!) };
  return Object.freeze({
    params,
    labels: mostProbable(responsibilities),
    responsibilities,
    weights: mixture.weights,
    means,
    covariances,
    logLikelihood,
    lowerBound,
    bic: free * Math.log(rows) - 2 * logLikelihood,
    aic: 2 * free - 2 * logLikelihood,
    iterations,
    converged,
    warnings: warningsOf({ shape, rows, cols, converged, params }),
    async predictProbabilities(points: Matrix) {
      const own = toFloat64(points);
      centre(own, offset);
      const answer: Expectation = await expect(own, mixture, { linear });
      return answer.responsibilities;
    },
  });
}

/** Of equally probable ones the lowest. */
function mostProbable({ data, rows, cols }: Matrix<Float64Array>): Int32Array {
  return Int32Array.from({ length: rows }, (_, i) => {
    let most = 0;
    for (let c = 1; c < cols; c++) if (data[i * cols + c]! > data[i * cols + most]!) most = c;
    return most;
  });
}

interface Doubts {
  /** Free numbers of the covariances. */
  shape: number;
  rows: number;
  cols: number;
  converged: boolean;
  params: GaussianMixtureParams & { nComponents: number };
}

function warningsOf({ shape, rows, cols, converged, params }: Doubts): GaussianMixtureFit['warnings'] {
  const warnings: GaussianMixtureFit['warnings'] = [];
  if (rows * cols < VALUES_PER_FREE_NUMBER * shape)
    warnings.push({
      code: 'TOO_FEW_FOR_COVARIANCE',
      message: `${params.nComponents} components of type ${params.covarianceType} have ${shape} free numbers in their covariances, too many for ${rows} samples of ${cols}: their shapes mean little. Reduce the latents by PCA first, or use diag or spherical.`,
    });
  if (!converged)
    warnings.push({
      code: 'NOT_CONVERGED',
      message: `The likelihood still rose after ${params.maxIter} iterations; raise maxIter.`,
    });
  return warnings;
}
