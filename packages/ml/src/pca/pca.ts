import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { transposed } from '../linear/transposed.ts';
import { centre, columnMeans, type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import { createRandom, type Random } from '../random/random.ts';
import { makeOrthonormal, squares } from './orthonormal.ts';
import { fromRandomSubspace, isWorthRandomising } from './randomised.ts';

export interface PcaFit {
  /** (nComponents, cols), orthonormal rows, the one that explains most first. */
  components: Matrix<Float64Array>;
  /** (cols) */
  mean: Float64Array;
  /** Variance along each component, with n - 1 degrees of freedom. */
  explainedVariance: Float64Array;
  /** The same as a share of the total variance. */
  explainedVarianceRatio: Float64Array;
  /** Coordinates of `points` along the components, (rows, nComponents). */
  transform(points: Matrix): Promise<Matrix<Float64Array>>;
}

export interface PcaOptions {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
  /** For the random subspace; without it, one of its own from a fixed seed. */
  random?: Random;
}

// Where both sides are longer, the symmetric eigenproblem takes seconds and grows by the third power.
const EXACT_SIDE = 1000;

/**
 * Principal components by the covariance matrix, or by the Gram matrix where there are more columns than rows; by a
 * random subspace where there are more than 1,000 of both and few components are asked for. Signs as scikit-learn's PCA:
 * the largest absolute loading of each component is positive.
 *
 * Throws ParameterError where the data hold NaN, have fewer than two rows, or nComponents exceeds min(rows, cols); and
 * the signal's reason.
 */
export async function fitPca(
  points: Matrix,
  { nComponents }: { nComponents: number },
  { linear = defaultAlgebra(), signal, random = createRandom(0) }: PcaOptions = {},
): Promise<Readonly<PcaFit>> {
  const data = toFloat64(points);
  const { rows, cols } = data;
  if (rows < 2) throw new ParameterError('TOO_FEW_SAMPLES', 'PCA needs two samples at least.');
  if (nComponents < 1 || nComponents > Math.min(rows, cols))
    throw new ParameterError(
      'TOO_MANY_COMPONENTS',
      `${nComponents} components need ${nComponents} samples of ${nComponents} numbers at least, not ${rows} of ${cols}.`,
      ['nComponents'],
    );
  signal?.throwIfAborted();
  const mean = columnMeans(data);
  centre(data, mean);
  const randomised = Math.min(rows, cols) > EXACT_SIDE && isWorthRandomising(data, nComponents);
  const { values, components } = randomised
    ? await fromRandomSubspace(data, nComponents, { linear, random, ...(signal ? { signal } : {}) })
    : cols <= rows
      ? await fromCovariance(data, nComponents, linear)
      : await fromGram(data, nComponents, linear);
  fixSigns(components, nComponents, cols);
  const explainedVariance = values.map((value) => Math.max(value, 0) / (rows - 1));
  const total = squares(data.data) / (rows - 1);
  const matrix: Matrix<Float64Array> = { data: components, rows: nComponents, cols };
  return Object.freeze({
    components: matrix,
    mean,
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((value) => (total > 0 ? value / total : 0)),
    transform: (other: Matrix) => project(other, mean, matrix, linear),
  });
}

async function fromCovariance(data: Matrix<Float64Array>, count: number, linear: LinearAlgebra) {
  const scatter = await linear.product(data, data, { transposeA: true });
  const { values, vectors } = await linear.symmetricEigen(scatter);
  return {
    values: values.slice(0, count),
    components: transposed(vectors).data.slice(0, count * data.cols),
  };
}

async function fromGram(data: Matrix<Float64Array>, count: number, linear: LinearAlgebra) {
  const gram = await linear.product(data, data, { transposeB: true });
  const { values, vectors } = await linear.symmetricEigen(gram);
  const turned = await linear.product(vectors, data, { transposeA: true });
  const components = turned.data.slice(0, count * data.cols);
  for (let c = 0; c < count; c++) makeOrthonormal(components, c, data.cols);
  return { values: values.slice(0, count), components };
}

async function project(
  points: Matrix,
  mean: Float64Array,
  components: Matrix<Float64Array>,
  linear: LinearAlgebra,
): Promise<Matrix<Float64Array>> {
  if (points.cols !== components.cols)
    throw new RangeError(`Rows of ${points.cols} numbers do not fit components of ${components.cols}.`);
  const centred = { ...points, data: new Float64Array(points.data) };
  centre(centred, mean);
  return linear.product(centred, components, { transposeB: true });
}

function fixSigns(components: Float64Array, count: number, cols: number): void {
  for (let c = 0; c < count; c++) {
    const row = components.subarray(c * cols, (c + 1) * cols);
    let largest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(largest)) largest = value;
    if (largest < 0) for (let k = 0; k < cols; k++) row[k] = -row[k]!;
  }
}
