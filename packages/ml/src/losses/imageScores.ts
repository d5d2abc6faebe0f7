import { GAUSSIAN_WINDOW, SSIM_C1, SSIM_C2, scaleWeights, WINDOW } from './gaussianWindow.ts';

/** A square image, (channels, size, size), values from 0 to 1. */
export interface SquareImage {
  data: ArrayLike<number>;
  channels: number;
  size: number;
}

/** Peak signal-to-noise ratio in dB of images from 0 to 1; null where they are equal. */
export const psnrOf = (mse: number): number | null => (mse > 0 ? -10 * Math.log10(mse) : null);

/**
 * Structural similarity (Wang 2004), -1 to 1, 1 for equal images: Gaussian window, averaged over the places where the
 * window lies inside the image and over channels. As scikit-image's with gaussian_weights and without
 * use_sample_covariance, and as pytorch-msssim's.
 *
 * Throws RangeError where the images differ in shape or are smaller than the window of 11 pixels.
 */
export function ssimScore(a: SquareImage, b: SquareImage): number {
  const [first, second] = planesOf(a, b);
  return mean(first.map((plane, c) => similarity(plane, second[c]!).ssim));
}

/** MS-SSIM of two images, and over how many scales: fewer than five for images under 176 pixels. */
export interface MsSsimScore {
  value: number;
  scales: number;
}

/**
 * Multi-scale structural similarity (Wang 2003), 0 to 1: contrast and structure at each scale, luminance at the coarsest
 * alone, each to the power of the scale's weight; a negative one counts as 0, as in pytorch-msssim. See `scaleWeights`
 * for small images. Throws RangeError as `ssimScore` does.
 */
export function msSsimScore(a: SquareImage, b: SquareImage): MsSsimScore {
  const weights = scaleWeights(a.size);
  const [first, second] = planesOf(a, b);
  const values = first.map((plane, c) => {
    let [x, y] = [plane, second[c]!];
    return weights.reduce((product, weight, scale) => {
      const { ssim, contrast } = similarity(x, y);
      const isLast = scale === weights.length - 1;
      [x, y] = isLast ? [x, y] : [halved(x), halved(y)];
      return product * Math.max(isLast ? ssim : contrast, 0) ** weight;
    }, 1);
  });
  return { value: mean(values), scales: weights.length };
}

interface Plane {
  data: Float64Array;
  size: number;
}

function planesOf(...images: [SquareImage, SquareImage]): [Plane[], Plane[]] {
  const [a, b] = images;
  const pixels = a.size * a.size;
  const fits = images.every(({ data, channels }) => data.length === channels * pixels && channels > 0);
  if (!fits || b.channels !== a.channels || b.size !== a.size)
    throw new RangeError('Two images that are compared must have one shape.');
  if (a.size < WINDOW) throw new RangeError(`SSIM needs images of at least ${WINDOW} pixels, not ${a.size}.`);
  const planes = ({ data, channels, size }: SquareImage): Plane[] =>
    Array.from({ length: channels }, (_, c) => ({
      data: Float64Array.from({ length: pixels }, (__, i) => data[c * pixels + i]!),
      size,
    }));
  return [planes(a), planes(b)];
}

/** Means over all windows of SSIM and of its part that knows contrast and structure alone. */
function similarity(x: Plane, y: Plane): { ssim: number; contrast: number } {
  const product = (a: Plane, b: Plane): Float64Array =>
    filtered(
      a.data.map((v, i) => v * b.data[i]!),
      a.size,
    );
  const [mx, my] = [filtered(x.data, x.size), filtered(y.data, y.size)];
  const [xx, yy, xy] = [product(x, x), product(y, y), product(x, y)];
  let [ssim, contrast] = [0, 0];
  for (let i = 0; i < mx.length; i++) {
    const [a, b] = [mx[i]!, my[i]!];
    const spread = xx[i]! - a * a + (yy[i]! - b * b);
    const cs = (2 * (xy[i]! - a * b) + SSIM_C2) / (spread + SSIM_C2);
    contrast += cs;
    ssim += cs * ((2 * a * b + SSIM_C1) / (a * a + b * b + SSIM_C1));
  }
  return { ssim: ssim / mx.length, contrast: contrast / mx.length };
}

/** Weighted means of every window that lies inside, rows first. */
function filtered(data: Float64Array, size: number): Float64Array {
  const inside = size - WINDOW + 1;
  const down = new Float64Array(inside * size);
  for (let i = 0; i < inside; i++)
    for (let k = 0; k < WINDOW; k++)
      for (let j = 0; j < size; j++) down[i * size + j]! += GAUSSIAN_WINDOW[k]! * data[(i + k) * size + j]!;
  const across = new Float64Array(inside * inside);
  for (let i = 0; i < inside; i++)
    for (let j = 0; j < inside; j++)
      for (let k = 0; k < WINDOW; k++)
        across[i * inside + j]! += GAUSSIAN_WINDOW[k]! * down[i * size + j + k]!;
  return across;
}

function halved({ data, size }: Plane): Plane {
  const half = size / 2;
  const result = new Float64Array(half * half);
  for (let i = 0; i < half; i++)
    for (let j = 0; j < half; j++) {
      const at = 2 * i * size + 2 * j;
      result[i * half + j] = (data[at]! + data[at + 1]! + data[at + size]! + data[at + size + 1]!) / 4;
    }
  return { data: result, size: half };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
