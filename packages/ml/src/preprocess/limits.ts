/** The values that normalisation maps to 0 and 1. */
export interface Limits {
  lower: number;
  upper: number;
}

/**
 * The two percentiles (0 to 100, linear between ranks as NumPy's) of the finite values. Without finite values both
 * are 0. 0 and 100 cost one pass; others sort a copy.
 */
export function percentileLimits(
  values: Float32Array,
  lowerPercentile: number,
  upperPercentile: number,
): Limits {
  if (lowerPercentile === 0 && upperPercentile === 100) return extremes(values);
  const finite = values.filter((value) => Number.isFinite(value)).sort();
  if (finite.length === 0) return { lower: 0, upper: 0 };
  return { lower: percentile(finite, lowerPercentile), upper: percentile(finite, upperPercentile) };
}

function extremes(values: Float32Array): Limits {
  let lower = Number.POSITIVE_INFINITY;
  let upper = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // NaN fails both comparisons.
    if (value < lower && value !== Number.NEGATIVE_INFINITY) lower = value;
    if (value > upper && value !== Number.POSITIVE_INFINITY) upper = value;
  }
  return lower <= upper ? { lower, upper } : { lower: 0, upper: 0 };
}

function percentile(sorted: Float32Array, percent: number): number {
  const rank = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** Median of the finite values, from at most about 10,000 of them, evenly picked; 0 where there are none. */
export function backgroundLevel(values: Float32Array): number {
  const stride = Math.max(1, Math.floor(values.length / 10_000));
  const picked: number[] = [];
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i])) picked.push(values[i]!);
  if (picked.length === 0) {
    const { lower, upper } = extremes(values);
    return (lower + upper) / 2;
  }
  picked.sort((a, b) => a - b);
  return picked[picked.length >> 1]!;
}
