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

// Trained encoders were seen at 0.2 to 0.9, also after a few epochs; all images alike gives 0.
const COLLAPSED_SPREAD = 0.02;

/** Whether embeddings of which this share differs between images have collapsed to a point. */
export const isCollapsed = (spread: number): boolean => spread < COLLAPSED_SPREAD;
