import { centre, columnMeans, type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import { symmetricEigen } from './symmetricEigen.ts';

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
  transform(points: Matrix): Matrix<Float64Array>;
}

/**
 * Principal components by the covariance matrix, or by the Gram matrix where there are more columns than rows; signs
 * as scikit-learn's PCA: the largest absolute loading of each component is positive.
 *
 * Throws ParameterError where the data hold NaN, have fewer than two rows, or nComponents exceeds min(rows, cols).
 */
export function fitPca(points: Matrix, { nComponents }: { nComponents: number }): Readonly<PcaFit> {
  const data = toFloat64(points);
  const { rows, cols } = data;
  if (rows < 2) throw new ParameterError('TOO_FEW_SAMPLES', 'PCA needs two samples at least.');
  if (nComponents < 1 || nComponents > Math.min(rows, cols))
    throw new ParameterError(
      'TOO_MANY_COMPONENTS',
      `${nComponents} components cannot be had from ${rows} samples of ${cols} numbers.`,
      ['nComponents'],
    );
  const mean = columnMeans(data);
  centre(data, mean);
  const { values, components } =
    cols <= rows ? fromCovariance(data, nComponents) : fromGram(data, nComponents);
  fixSigns(components, nComponents, cols);
  const explainedVariance = values.map((value) => Math.max(value, 0) / (rows - 1));
  const total = squares(data.data) / (rows - 1);
  const matrix: Matrix<Float64Array> = { data: components, rows: nComponents, cols };
  return Object.freeze({
    components: matrix,
    mean,
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((value) => (total > 0 ? value / total : 0)),
    transform: (other: Matrix) => project(other, mean, matrix),
  });
}

function fromCovariance({ data, rows, cols }: Matrix<Float64Array>, count: number) {
  const scatter = new Float64Array(cols * cols);
  for (let i = 0; i < rows; i++)
    for (let a = 0; a < cols; a++) {
      const value = data[i * cols + a]!;
      for (let b = a; b < cols; b++) scatter[a * cols + b]! += value * data[i * cols + b]!;
    }
  for (let a = 0; a < cols; a++) for (let b = 0; b < a; b++) scatter[a * cols + b] = scatter[b * cols + a]!;
  const { values, vectors } = symmetricEigen(scatter, cols);
  return { values: values.slice(0, count), components: vectors.slice(0, count * cols) };
}

function fromGram({ data, rows, cols }: Matrix<Float64Array>, count: number) {
  const gram = new Float64Array(rows * rows);
  for (let a = 0; a < rows; a++)
    for (let b = a; b < rows; b++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += data[a * cols + k]! * data[b * cols + k]!;
      gram[a * rows + b] = sum;
      gram[b * rows + a] = sum;
    }
  const { values, vectors } = symmetricEigen(gram, rows);
  const components = new Float64Array(count * cols);
  for (let c = 0; c < count; c++) {
    const row = components.subarray(c * cols, (c + 1) * cols);
    for (let i = 0; i < rows; i++)
      for (let k = 0; k < cols; k++) row[k]! += vectors[c * rows + i]! * data[i * cols + k]!;
    makeOrthonormal(components, c, cols);
  }
  return { values: values.slice(0, count), components };
}

/**
 * Takes the rows above out of row c and brings it to length 1. A direction without variance is rounding noise here; an
 * axis that the rows above do not span takes its place.
 */
function makeOrthonormal(components: Float64Array, c: number, cols: number): void {
  const row = components.subarray(c * cols, (c + 1) * cols);
  for (let axis = -1; axis < cols; axis++) {
    if (axis >= 0) row.fill(0)[axis] = 1;
    const before = Math.sqrt(squares(row));
    // Twice is enough (Giraud, Langou & Rozloznik 2005).
    for (let pass = 0; pass < 2; pass++)
      for (let above = 0; above < c; above++)
        subtractProjection(row, components.subarray(above * cols, (above + 1) * cols));
    const length = Math.sqrt(squares(row));
    if (length === 0 || length < 1e-6 * before) continue;
    for (let k = 0; k < cols; k++) row[k]! /= length;
    return;
  }
}

function subtractProjection(row: Float64Array, unit: Float64Array): void {
  let product = 0;
  for (let k = 0; k < row.length; k++) product += row[k]! * unit[k]!;
  for (let k = 0; k < row.length; k++) row[k]! -= product * unit[k]!;
}

function fixSigns(components: Float64Array, count: number, cols: number): void {
  for (let c = 0; c < count; c++) {
    const row = components.subarray(c * cols, (c + 1) * cols);
    let largest = 0;
    for (const value of row) if (Math.abs(value) > Math.abs(largest)) largest = value;
    if (largest < 0) for (let k = 0; k < cols; k++) row[k] = -row[k]!;
  }
}

function project(points: Matrix, mean: Float64Array, { data, rows: count, cols }: Matrix<Float64Array>) {
  if (points.cols !== cols)
    throw new RangeError(`Rows of ${points.cols} numbers do not fit components of ${cols}.`);
  const out = new Float64Array(points.rows * count);
  for (let i = 0; i < points.rows; i++)
    for (let c = 0; c < count; c++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += (points.data[i * cols + k]! - mean[k]!) * data[c * cols + k]!;
      out[i * count + c] = sum;
    }
  return { data: out, rows: points.rows, cols: count };
}

function squares(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
