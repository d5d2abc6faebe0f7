import { type Contingency, contingencyOf } from './contingency.ts';

/**
 * Normalised mutual information of two labellings (scikit-learn's `normalized_mutual_info_score`, arithmetic mean of
 * the entropies): 1 for equal partitions, 0 for independent ones, but above 0 by chance where clusters are many.
 * Throws RangeError where the lengths differ.
 */
export function normalizedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingencyOf(a, b);
  if (isTrivial(table)) return 1;
  const information = mutualInformation(table);
  if (information <= Number.EPSILON) return 0;
  return information / meanEntropy(table);
}

/**
 * Adjusted mutual information (Vinh, Epps & Bailey 2010; scikit-learn's `adjusted_mutual_info_score`, arithmetic
 * mean): as the normalised one, less what chance would give. 1 for equal partitions, about 0 for unrelated ones.
 * Throws RangeError where the lengths differ.
 */
export function adjustedMutualInformation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const table = contingencyOf(a, b);
  if (isTrivial(table)) return 1;
  const expected = expectedInformation(table);
  const numerator = mutualInformation(table) - expected;
  const difference = meanEntropy(table) - expected;
  // As scikit-learn: rounding must not turn the sign where there is almost nothing to share.
  const denominator =
    difference < 0 ? Math.min(difference, -Number.EPSILON) : Math.max(difference, Number.EPSILON);
  return numerator / denominator;
}

/** Both put everything into one cluster, or each sample into its own: nothing can disagree. */
function isTrivial({ rowLabels, columnLabels, sampleCount }: Contingency): boolean {
  const count = rowLabels.length;
  return count === columnLabels.length && (count <= 1 || count === sampleCount);
}

/** In nats. */
function mutualInformation({ counts, rowSums, columnSums, sampleCount }: Contingency): number {
  const columns = columnSums.length;
  let sum = 0;
  counts.forEach((count, at) => {
    if (count === 0) return;
    const expected = rowSums[Math.floor(at / columns)]! * columnSums[at % columns]!;
    sum += (count / sampleCount) * (Math.log(count / sampleCount) - Math.log(expected / sampleCount ** 2));
  });
  return Math.max(sum, 0);
}

const meanEntropy = ({ rowSums, columnSums, sampleCount }: Contingency): number =>
  (entropy(rowSums, sampleCount) + entropy(columnSums, sampleCount)) / 2;

const entropy = (sizes: Float64Array, total: number): number =>
  -sizes.reduce((sum, size) => sum + (size / total) * Math.log(size / total), 0);

/** Mean mutual information of random labellings with the same sizes: equation 24a of Vinh et al. */
function expectedInformation({ rowSums, columnSums, sampleCount: n }: Contingency): number {
  const logFactorial = logFactorials(n);
  let sum = 0;
  for (const a of rowSums)
    for (const b of columnSums) {
      const constant =
        logFactorial[a]! + logFactorial[b]! + logFactorial[n - a]! + logFactorial[n - b]! - logFactorial[n]!;
      for (let both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
        const chance = Math.exp(
          constant -
            logFactorial[both]! -
            logFactorial[a - both]! -
            logFactorial[b - both]! -
            logFactorial[n - a - b + both]!,
        );
        sum += (both / n) * Math.log((n * both) / (a * b)) * chance;
      }
    }
  return sum;
}

/** log(0!) to log(n!), summed with the rounding errors carried along (Kahan). */
function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  let lost = 0;
  for (let i = 1; i <= n; i++) {
    const term = Math.log(i) - lost;
    const next = table[i - 1]! + term;
    lost = next - table[i - 1]! - term;
    table[i] = next;
  }
  return table;
}
