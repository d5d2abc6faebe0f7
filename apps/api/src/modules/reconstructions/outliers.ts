// Iglewicz & Hoaglin (1993), "How to detect and handle outliers": 0.6745 makes the median absolute deviation that of a
// normal distribution, and scores beyond 3.5 are to be looked at.
const NORMAL_MAD = 0.6745;
export const OUTLIER_FROM = 3.5;

/**
 * How far each mean squared error stands above the others: the modified z-score of its root. Positive is worse than the
 * median. Null where half of all errors are equal.
 *
 * Of the root, since squares are skewed: on 150 discs without anything odd the errors themselves gave up to 4 outliers,
 * their roots none, and of 5 samples spoilt on purpose both found the same ones; logarithms missed half of these.
 */
export function outlierScores(errors: Float32Array): Float64Array | null {
  const roots = Float64Array.from(errors, Math.sqrt);
  const middle = median(roots);
  const deviation = median(roots.map((root) => Math.abs(root - middle)));
  if (!(deviation > 0)) return null;
  return roots.map((root) => (NORMAL_MAD * (root - middle)) / deviation);
}

function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
