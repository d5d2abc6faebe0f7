/**
 * Which quantiles a table holds: 129, from the least value to the greatest, dense at both ends by a cubic law, because
 * pictures are drawn between percentiles such as 0.5 and 99.5, of which 14 levels lie below and 14 above.
 */
export const QUANTILE_LEVELS: readonly number[] = Array.from({ length: 129 }, (_, i) => {
  const fromMiddle = Math.abs(i - 64) / 64;
  const tail = 0.5 * (1 - fromMiddle) ** 3;
  return i < 64 ? tail : 1 - tail;
});

/** The value at `level` (0 to 1), linear between the levels of the table. */
export function quantileAt(table: ArrayLike<number>, level: number): number {
  const last = QUANTILE_LEVELS.length - 1;
  if (level <= 0) return table[0]!;
  if (level >= 1) return table[last]!;
  let above = 1;
  while (QUANTILE_LEVELS[above]! < level) above += 1;
  const [low, high] = [QUANTILE_LEVELS[above - 1]!, QUANTILE_LEVELS[above]!];
  const share = (level - low) / (high - low);
  return table[above - 1]! * (1 - share) + table[above]! * share;
}
