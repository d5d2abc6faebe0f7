// The same image encoded again, in a batch of another length, gives latents that differ by up to 1e-6: a member must not
// count as farther away than itself.
const TOLERANCE = 1e-5;

/** The share of ascending values that are smaller than this one, by more than rounding: 0 to 1; NaN of none. */
export function shareBelow(ascending: Float64Array, value: number): number {
  const bound = value - TOLERANCE * Math.abs(value);
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low / ascending.length;
}
