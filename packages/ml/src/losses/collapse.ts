import type { Matrix } from '../matrix/matrix.ts';

// A dimension whose means differ less than this between samples says nothing (Burda, Grosse & Salakhutdinov 2016,
// section 5.2).
const ACTIVE_VARIANCE = 0.01;

/** Latent dimensions in use, from the variances of the posteriors' means over the samples. */
export const countActive = (variances: ArrayLike<number>): number =>
  Array.from(variances).filter((variance) => variance > ACTIVE_VARIANCE).length;

/** Variance over the rows of each column. */
export function columnVariances({ data, rows, cols }: Matrix<Float32Array>): Float64Array {
  const variances = new Float64Array(cols);
  for (let col = 0; col < cols; col++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += data[row * cols + col]!;
    let squares = 0;
    for (let row = 0; row < rows; row++) squares += (data[row * cols + col]! - sum / rows) ** 2;
    variances[col] = squares / rows;
  }
  return variances;
}

// VICReg asks for a deviation of 1 in each dimension of the embeddings; under a tenth of it all images look alike.
const COLLAPSED_DEVIATION = 0.1;

/** Whether embeddings of this mean deviation, of a training that asks for 1, have collapsed to a point. */
export const isCollapsed = (deviation: number): boolean => deviation < COLLAPSED_DEVIATION;
