/**
 * Adjusted Rand index of two labellings of the same samples (Hubert & Arabie 1985; scikit-learn's
 * `adjusted_rand_score`): 1 for equal partitions, about 0 for unrelated ones. Throws RangeError where the lengths
 * differ.
 */
export function adjustedRandIndex(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} labels cannot be compared.`);
  const cells = new Map<string, number>();
  const rowSums = new Map<number, number>();
  const colSums = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    count(cells, `${a[i]} ${b[i]}`);
    count(rowSums, a[i]!);
    count(colSums, b[i]!);
  }
  const together = pairs(cells);
  const inA = pairs(rowSums);
  const inB = pairs(colSums);
  const all = (a.length * (a.length - 1)) / 2;
  const expected = all === 0 ? 0 : (inA * inB) / all;
  const most = (inA + inB) / 2;
  // Both put everything into one cluster, or each sample into its own.
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Pairs of samples that share a cell. */
function pairs(counts: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const n of counts.values()) sum += (n * (n - 1)) / 2;
  return sum;
}
