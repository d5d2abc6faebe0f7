/**
 * The value that sorting would bring to place `rank` (from 0), found by Hoare's selection with the median of three as
 * pivot. Reorders `values`: no value before `rank` is above it, none after it is below. NaN is not allowed.
 */
export function selectRank(values: Float32Array, rank: number): number {
  let left = 0;
  let right = values.length - 1;
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i += 1;
      while (values[j]! > pivot) j -= 1;
      if (i > j) break;
      const swap = values[i]!;
      values[i] = values[j]!;
      values[j] = swap;
      i += 1;
      j -= 1;
    }
    // Places between j and i hold the pivot.
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else break;
  }
  return values[rank]!;
}

const medianOfThree = (a: number, b: number, c: number): number =>
  a < b ? Math.min(b, Math.max(a, c)) : Math.min(a, Math.max(b, c));
