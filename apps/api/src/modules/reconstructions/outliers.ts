// Iglewicz & Hoaglin (1993), "How to detect and handle outliers": 0.6745 makes the median absolute deviation that of a
// normal distribution, and scores beyond 3.5 are to be looked at.
const NORMAL_MAD = 0.6745;
export const OUTLIER_FROM = 3.5;
// An image that is given back exactly, or of which nothing was measured, has no logarithm.
const SMALLEST_ERROR = 1e-12;

/**
 * How far each error stands above the others: the modified z-score of its logarithm, since errors of a set of images
 * are skewed like products, not sums. Positive is worse than the median. Null where half of all errors are equal.
 */
export function outlierScores(errors: Float32Array): Float64Array | null {
  const logs = Float64Array.from(errors, (error) => Math.log(Math.max(error, SMALLEST_ERROR)));
  const middle = median(logs);
  const deviation = median(logs.map((log) => Math.abs(log - middle)));
  if (!(deviation > 0)) return null;
  return logs.map((log) => (NORMAL_MAD * (log - middle)) / deviation);
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
