import { ParameterError } from '../matrix/matrix.ts';

/**
 * The upper triangular matrix P (n, n) with P Pᵀ the inverse of a symmetric positive definite matrix: the transposed
 * inverse of its Cholesky factor. Throws ParameterError COVARIANCE_NOT_POSITIVE where the matrix is not positive
 * definite.
 */
export function precisionCholesky(covariance: Float64Array, n: number): Float64Array {
  return transposedInverse(cholesky(covariance, n), n);
}

/** Lower triangular L with L Lᵀ the matrix. */
function cholesky(matrix: Float64Array, n: number): Float64Array {
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      if (i === j && !(sum > 0)) throw notPositive();
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j]!;
    }
  return lower;
}

/** Upper triangular, of a lower triangular matrix. */
function transposedInverse(lower: Float64Array, n: number): Float64Array {
  const upper = new Float64Array(n * n);
  // Column c of the inverse, by forward substitution, becomes row c.
  for (let c = 0; c < n; c++) {
    upper[c * n + c] = 1 / lower[c * n + c]!;
    for (let i = c + 1; i < n; i++) {
      let sum = 0;
      for (let k = c; k < i; k++) sum -= lower[i * n + k]! * upper[c * n + k]!;
      upper[c * n + i] = sum / lower[i * n + i]!;
    }
  }
  return upper;
}

export const notPositive = (): ParameterError =>
  new ParameterError(
    'COVARIANCE_NOT_POSITIVE',
    'A component has shrunk to fewer dimensions than the data have. Use fewer components, another covarianceType or a larger regCovar.',
    ['regCovar'],
  );
