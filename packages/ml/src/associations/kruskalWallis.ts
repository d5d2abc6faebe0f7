import type { Random } from '../random/random.ts';
import { chiSquaredTail } from './chiSquaredTail.ts';
import { permutationPValue } from './permutationPValue.ts';

/** A test of groups against a fact. */
export interface AssociationTest {
  /** H, chi-squared, or the share itself. */
  statistic: number;
  pValue: number;
  /** Effect size, 0 to 1. */
  value: number;
  /** Share of the variance that the groups explain beyond chance, of the most that they could, 0 to 1. */
  strength: number;
}

/** How far a share is from what is expected of unrelated groups, towards the most that is possible. */
export const beyondChance = (share: number, chance: number, most: number): number =>
  most > chance ? Math.min(1, Math.max(0, (share - chance) / (most - chance))) : 0;

// From five in each group the chi-squared distribution describes H (Kruskal & Wallis 1952).
const ENOUGH_MEMBERS = 5;

/**
 * Whether the groups' values lie at different heights, by ranks (Kruskal & Wallis 1952; SciPy's `kruskal`): outliers and
 * the scale do not matter. Effect: epsilon squared, H / (n - 1). Completely sorted values have 1 - sum of the groups'
 * cubed shares, which is little where one group has most samples: `strength` is relative to that, and for two groups
 * near the square of the rank-biserial correlation. With fewer than five in a group p comes from random assignments.
 * `values` are finite and not all equal, `groups` 0 to sizes.length - 1.
 */
export function kruskalWallis(
  values: Float64Array,
  groups: Int32Array,
  sizes: Int32Array,
  random: Random,
): AssociationTest {
  const n = values.length;
  const { ranks, tied } = ranksOf(values);
  const correction = 1 - tied / (n ** 3 - n);
  const spread = (assigned: Int32Array): number => {
    const sums = new Float64Array(sizes.length);
    // Ranks from their mean: the squares stay small.
    for (let i = 0; i < n; i++) sums[assigned[i]!]! += ranks[i]! - (n + 1) / 2;
    return sums.reduce((total, sum, group) => total + sum ** 2 / sizes[group]!, 0);
  };
  const statistic = ((12 / (n * (n + 1))) * spread(groups)) / correction;
  const pValue = sizes.every((size) => size >= ENOUGH_MEMBERS)
    ? chiSquaredTail(statistic, sizes.length - 1)
    : permutationPValue(groups, spread, random);
  const value = statistic / (n - 1);
  const most = 1 - sizes.reduce((sum, size) => sum + (size / n) ** 3, 0);
  const chance = (sizes.length - 1) / (n - 1);
  return { statistic, pValue, value, strength: beyondChance(value, chance, most) };
}

/** Ranks from 1, equal values sharing the mean of theirs, and the sum of t^3 - t over the ties. */
function ranksOf(values: Float64Array): { ranks: Float64Array; tied: number } {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  let tied = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end += 1;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
    tied += (end - start) ** 3 - (end - start);
    start = end;
  }
  return { ranks, tied };
}
