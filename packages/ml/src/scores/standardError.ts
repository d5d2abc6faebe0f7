/** Of the mean of independent values: their standard deviation over the root of their number. Null for fewer than two. */
export function standardErrorOfMean(values: readonly number[]): number | null {
  const count = values.length;
  if (count < 2) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (count - 1) / count);
}
