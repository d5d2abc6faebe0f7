import { sortValues } from './sortValues.ts';

/**
 * Percentiles (0 to 100) of the finite values, linear between ranks as NumPy's; null where no value is finite. Of
 * more than `sampleLimit` values only every n-th is taken for the inner percentiles; 0 and 100 are always exact.
 */
export function percentilesOf(
  values: Float32Array,
  percents: readonly number[],
  sampleLimit = 65_536,
): number[] | null {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  const stride = Math.max(1, Math.ceil(values.length / sampleLimit));
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value - value !== 0) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
    if (i % stride === 0) sample[count++] = value;
  }
  if (lowest > highest) return null;
  const sorted = sortValues(sample.subarray(0, count));
  return percents.map((percent) => {
    if (percent <= 0 || count === 0) return lowest;
    if (percent >= 100) return highest;
    const rank = (percent / 100) * (count - 1);
    const below = sorted[Math.floor(rank)]!;
    return below + (sorted[Math.ceil(rank)]! - below) * (rank - Math.floor(rank));
  });
}
