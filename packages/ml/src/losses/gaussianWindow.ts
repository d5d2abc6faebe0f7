/** Side of SSIM's window in pixels. */
export const WINDOW = 11;
const SIGMA = 1.5;

/** SSIM's weights along one axis (Wang 2004): a Gaussian of 1.5 pixels over 11, summing to 1. */
export const GAUSSIAN_WINDOW: readonly number[] = normalized(
  Array.from({ length: WINDOW }, (_, i) => Math.exp(-((i - (WINDOW - 1) / 2) ** 2) / (2 * SIGMA ** 2))),
);

/** SSIM's two constants for images from 0 to 1. */
export const SSIM_C1 = 0.01 ** 2;
export const SSIM_C2 = 0.03 ** 2;

// Of the five scales, the finest first (Wang 2003, section 3.2).
const MS_SSIM_WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

/**
 * Weights of the scales that images of `size` pixels a side can have: five where the window still fits into an image
 * halved four times (from 176 pixels on), else as many as fit, their weights made to sum to 1.
 *
 * Throws RangeError where not even the whole image holds a window.
 */
export function scaleWeights(size: number): number[] {
  if (size < WINDOW) throw new RangeError(`SSIM needs images of at least ${WINDOW} pixels, not ${size}.`);
  const fits = MS_SSIM_WEIGHTS.filter((_, scale) => size % 2 ** scale === 0 && size / 2 ** scale >= WINDOW);
  return normalized(fits);
}

function normalized(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}
