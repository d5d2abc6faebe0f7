import type { PicturePlane } from './plane.ts';

interface Size {
  width: number;
  height: number;
}

/** Pixels that the kernel reaches to each side; what one hot pixel can touch is a square of (2 x 3 + 1)^2 = 49. */
export const KERNEL_REACH = 3;
const WEIGHTS = Float64Array.from({ length: 2 * KERNEL_REACH + 1 }, (_, i) =>
  Math.exp(-((i - KERNEL_REACH) ** 2) / 2),
);

/**
 * The plane under a Gaussian of 1 pixel, cut off at 3. What is not finite and what lies outside have no weight, so
 * that small holes are filled from around; a pixel with nothing finite in reach is NaN.
 */
export function smoothed({ data, width, height }: PicturePlane): PicturePlane {
  const values = new Float32Array(data.length);
  let weights: Float32Array | null = null;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (value - value === 0) values[i] = value;
    else {
      weights ??= new Float32Array(data.length).fill(1);
      weights[i] = 0;
    }
  }
  const size = { width, height };
  const sums = blur(values, size);
  if (weights) divide(sums, blur(weights, size));
  else divideByReach(sums, size);
  return { data: sums, width, height };
}

function divide(sums: Float32Array, norms: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = norms[i]! > 0 ? sums[i]! / norms[i]! : Number.NaN;
}

/** Where everything is finite the weights are a product of what lies inside along each axis. */
function divideByReach(sums: Float32Array, { width, height }: Size): void {
  const across = insideWeights(width);
  const along = insideWeights(height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) sums[at]! /= across[x]! * along[y]!;
}

const insideWeights = (length: number): Float64Array =>
  Float64Array.from({ length }, (_, x) =>
    WEIGHTS.reduce((sum, weight, k) => {
      const from = x + k - KERNEL_REACH;
      return from >= 0 && from < length ? sum + weight : sum;
    }, 0),
  );

function blur(values: Float32Array, { width, height }: Size): Float32Array {
  const rows = new Float32Array(values.length);
  const line = new Float64Array(width + 2 * KERNEL_REACH);
  const w0 = WEIGHTS[0]!;
  const w1 = WEIGHTS[1]!;
  const w2 = WEIGHTS[2]!;
  const w3 = WEIGHTS[3]!;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    for (let x = 0; x < width; x++) line[x + KERNEL_REACH] = values[start + x]!;
    for (let x = 0; x < width; x++)
      rows[start + x] =
        w3 * line[x + 3]! +
        w2 * (line[x + 2]! + line[x + 4]!) +
        w1 * (line[x + 1]! + line[x + 5]!) +
        w0 * (line[x]! + line[x + 6]!);
  }
  const out = new Float32Array(values.length);
  const sums = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    const last = Math.min(y + KERNEL_REACH, height - 1);
    for (let from = Math.max(y - KERNEL_REACH, 0); from <= last; from++) {
      const weight = WEIGHTS[from - y + KERNEL_REACH]!;
      for (let x = 0, at = from * width; x < width; x++, at++) sums[x]! += weight * rows[at]!;
    }
    out.set(sums, y * width);
  }
  return out;
}
