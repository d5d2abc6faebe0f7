import type { Random } from '../random/random.ts';

// 9,999 resolve .0001; of 5,000 samples 999 cost as much as 9,999 of 500.
const MOST = 9999;
const LEAST = 999;
const STEPS = 5_000_000;
// So many know a p to a tenth of itself: what is not associated is done after some hundred.
const ENOUGH_AS_LARGE = 100;

/**
 * Share of random assignments of the samples to the groups, the given one among them, whose statistic is at least as
 * large: at most 999 to 9,999 of them, as many as the number of samples allows, and only until 100 are as large
 * (Besag & Clifford 1991, sequential Monte Carlo p-values). Never 0.
 */
export function permutationPValue(
  groups: Int32Array,
  statisticOf: (groups: Int32Array) => number,
  random: Random,
): number {
  const most = Math.min(MOST, Math.max(LEAST, Math.floor(STEPS / groups.length)));
  const given = statisticOf(groups);
  // Sums in another order differ in their last digits.
  const least = given - 1e-9 * Math.abs(given);
  const shuffled = Int32Array.from(groups);
  let asLarge = 0;
  for (let drawn = 1; drawn <= most; drawn++) {
    shuffle(shuffled, random);
    if (statisticOf(shuffled) >= least) asLarge += 1;
    if (asLarge === ENOUGH_AS_LARGE) return asLarge / drawn;
  }
  return (asLarge + 1) / (most + 1);
}

/** Fisher-Yates over 32 bits without `Random.int`'s rejections, which take longer than the statistic. */
function shuffle(groups: Int32Array, random: Random): void {
  for (let i = groups.length - 1; i > 0; i--) {
    const j = Math.floor(random.next() * (i + 1));
    const swap = groups[i]!;
    groups[i] = groups[j]!;
    groups[j] = swap;
  }
}
