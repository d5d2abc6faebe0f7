import { columnVariances } from '../losses/collapse.ts';
import type { Matrix } from '../matrix/matrix.ts';

// Of a normal distribution 997 of 1000 values lie within.
const REACH = 3;

/**
 * Latents (steps, latentSize) on a straight line: the mean over the samples, with one dimension moved from 3 standard
 * deviations of that dimension over the samples below to 3 above, in equal steps. Throws RangeError where there is no
 * such dimension, no sample, or fewer than 2 steps.
 */
export function latentTraversal(
  latents: Matrix<Float32Array>,
  dimension: number,
  steps: number,
): Matrix<Float32Array> {
  const { data, rows, cols } = latents;
  if (rows < 1 || steps < 2 || !Number.isInteger(dimension) || dimension < 0 || dimension >= cols)
    throw new RangeError(`${steps} steps along dimension ${dimension} of ${rows} latents of ${cols}.`);
  const mean = new Float64Array(cols);
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) mean[col]! += data[row * cols + col]! / rows;
  const deviation = Math.sqrt(columnVariances(latents)[dimension]!);
  const line = new Float32Array(steps * cols);
  for (let step = 0; step < steps; step++) {
    line.set(mean, step * cols);
    line[step * cols + dimension]! += REACH * deviation * ((2 * step) / (steps - 1) - 1);
  }
  return { data: line, rows: steps, cols };
}
