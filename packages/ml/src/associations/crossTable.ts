import type { Random } from '../random/random.ts';
import { chiSquaredTail } from './chiSquaredTail.ts';
import type { AssociationTest } from './kruskalWallis.ts';
import { permutationPValue } from './permutationPValue.ts';

// Cochran's rule: below it the chi-squared distribution is no good description.
const ENOUGH_EXPECTED = 5;

/**
 * Whether the groups differ in their categories: Pearson's chi-squared without Yates' correction, and Cramer's V as the
 * effect (SciPy's `chi2_contingency(correction=False)` and `association`). Where fewer than five samples are expected
 * in some cell p comes from random assignments. With many categories V is large by chance (.63 for 60 of them over
 * 150 samples in three groups), so `strength` is the square of Bergsma's corrected V (2013). `categories` are 0 to categoryCount - 1, each with a sample; two at
 * least, as the groups.
 */
export function crossTable(
  categories: Int32Array,
  categoryCount: number,
  groups: Int32Array,
  sizes: Int32Array,
  random: Random,
): AssociationTest {
  const n = categories.length;
  const totals = new Float64Array(categoryCount);
  for (const category of categories) totals[category]! += 1;
  // n times the sum of squared counts over the products of their margins, less n.
  const chiSquared = (assigned: Int32Array): number => {
    const counts = new Float64Array(sizes.length * categoryCount);
    for (let i = 0; i < n; i++) counts[assigned[i]! * categoryCount + categories[i]!]! += 1;
    let sum = 0;
    for (let at = 0; at < counts.length; at++)
      sum += counts[at]! ** 2 / (sizes[Math.floor(at / categoryCount)]! * totals[at % categoryCount]!);
    return Math.max(0, n * (sum - 1));
  };
  const statistic = chiSquared(groups);
  const leastExpected = (Math.min(...sizes) * Math.min(...totals)) / n;
  const pValue =
    leastExpected >= ENOUGH_EXPECTED
      ? chiSquaredTail(statistic, (sizes.length - 1) * (categoryCount - 1))
      : permutationPValue(groups, chiSquared, random);
  const value = Math.min(1, Math.sqrt(statistic / n / (Math.min(sizes.length, categoryCount) - 1)));
  return {
    statistic,
    pValue,
    value,
    strength: correctedV(statistic / n, sizes.length, categoryCount, n) ** 2,
  };
}

function correctedV(phiSquared: number, rows: number, columns: number, n: number): number {
  const chance = ((rows - 1) * (columns - 1)) / (n - 1);
  const left = (count: number) => count - 1 - (count - 1) ** 2 / (n - 1);
  const most = Math.min(left(rows), left(columns));
  return most > 0 ? Math.min(1, Math.sqrt(Math.max(0, phiSquared - chance) / most)) : 0;
}
