import { createRandom } from '../random/random.ts';

/** Answers of several raters, counted. */
export interface RatingCounts {
  /** (items, categories), row after row: how many raters put the item into the category. */
  counts: ArrayLike<number>;
  categories: number;
}

/** Why there is no kappa. */
export type NoKappa =
  /** Nothing was rated. */
  | 'NO_ITEMS'
  /** No item was rated by two. */
  | 'ONE_RATER'
  /** Every answer is the same, so chance alone would agree as well. */
  | 'ONE_CATEGORY';

export type Kappa =
  | { kappa: number; low: number; high: number; missing: null }
  | { kappa: null; low: null; high: null; missing: NoKappa };

const BOOTSTRAPS = 2000;
const SEED = 1971;

/**
 * How far several raters agree beyond chance: 1 fully, 0 as chance would, below 0 less than that (Fleiss 1971). Items may
 * have different numbers of raters: agreement is averaged over the items that two or more rated, the shares of the
 * categories over all that anybody rated (Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, chapter 2), which is
 * Fleiss's own where the numbers are equal. `low` and `high` hold 95 %: percentiles of 2,000 bootstraps over items by a
 * fixed seed (Efron & Tibshirani 1993). Throws RangeError where the counts do not fill their rows.
 */
export function fleissKappa({ counts, categories }: RatingCounts): Kappa {
  if (!Number.isInteger(categories) || categories < 1 || counts.length % categories !== 0)
    throw new RangeError(`${counts.length} counts do not fill rows of ${categories}.`);
  const items = ratedItems({ counts, categories });
  const everything = Array.from(items.keys());
  if (items.length === 0) return none('NO_ITEMS');
  if (items.every(({ agreement }) => agreement === null)) return none('ONE_RATER');
  const kappa = kappaOf(items, everything, categories);
  if (kappa === null) return none('ONE_CATEGORY');
  const random = createRandom(SEED);
  const found = Float64Array.from({ length: BOOTSTRAPS }, () => {
    const drawn = everything.map(() => random.int(items.length));
    // A draw without two answers that differ says nothing of chance.
    return kappaOf(items, drawn, categories) ?? Number.NaN;
  })
    .filter((value) => !Number.isNaN(value))
    .sort();
  return { kappa, low: quantile(found, 0.025), high: quantile(found, 0.975), missing: null };
}

interface RatedItem {
  /** Share of each category. */
  shares: number[];
  /** Share of the pairs of raters that agree; null of one rater. */
  agreement: number | null;
}

function ratedItems({ counts, categories }: RatingCounts): RatedItem[] {
  const items: RatedItem[] = [];
  for (let start = 0; start < counts.length; start += categories) {
    const row = Array.from({ length: categories }, (_, category) => counts[start + category]!);
    const raters = row.reduce((sum, count) => sum + count, 0);
    if (raters === 0) continue;
    const agreeing = row.reduce((sum, count) => sum + count * (count - 1), 0);
    items.push({
      shares: row.map((count) => count / raters),
      agreement: raters > 1 ? agreeing / (raters * (raters - 1)) : null,
    });
  }
  return items;
}

/** Of the items at these places; null where chance agrees fully or no item has two raters. */
function kappaOf(items: readonly RatedItem[], places: readonly number[], categories: number): number | null {
  const sums = new Float64Array(categories);
  let agreement = 0;
  let compared = 0;
  for (const place of places) {
    const item = items[place]!;
    for (let category = 0; category < categories; category++) sums[category]! += item.shares[category]!;
    if (item.agreement === null) continue;
    agreement += item.agreement;
    compared += 1;
  }
  if (compared === 0 || sums.filter((sum) => sum > 0).length < 2) return null;
  const chance = sums.reduce((sum, share) => sum + (share / places.length) ** 2, 0);
  return (agreement / compared - chance) / (1 - chance);
}

const none = (missing: NoKappa): Kappa => ({ kappa: null, low: null, high: null, missing });

/** Between the two nearest of sorted values. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
