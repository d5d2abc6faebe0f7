/** Grey levels of the histogram, as many as 8 bits hold. */
export const ENTROPY_LEVELS = 256;

/**
 * Shannon's entropy in bits, 0 to 8, of the finite values on 256 equal levels between two limits; what lies outside
 * counts at the nearest level. 0 where nothing is finite or the limits are equal.
 */
export function entropyBits(values: Float32Array, lower: number, upper: number): number {
  if (!(upper > lower)) return 0;
  const counts = new Uint32Array(ENTROPY_LEVELS);
  const scale = ENTROPY_LEVELS / (upper - lower);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value - value !== 0) continue;
    const level = (value - lower) * scale;
    counts[level <= 0 ? 0 : level >= ENTROPY_LEVELS ? ENTROPY_LEVELS - 1 : level | 0]! += 1;
    total += 1;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total);
  return bits;
}
