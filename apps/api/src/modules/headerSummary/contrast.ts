/** Ranks from 1 of the values that are numbers, equals sharing their mean rank; NaN stays NaN. */
export function ranksOf(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).filter((i) => !Number.isNaN(values[i]!));
  order.sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length).fill(Number.NaN);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/**
 * How far some samples' values lie above or below all others': the size of Cliff's delta (Cliff 1993), from 0, where
 * either is as often the larger one, to 1, where all of one are larger than all of the other. 0 where one side is empty.
 */
export function contrastOf(ranks: ArrayLike<number>, isIn: (sample: number) => boolean): number {
  let [inside, outside, sum] = [0, 0, 0];
  for (let i = 0; i < ranks.length; i++) {
    if (Number.isNaN(ranks[i]!)) continue;
    if (isIn(i)) {
      inside++;
      sum += ranks[i]!;
    } else outside++;
  }
  if (inside === 0 || outside === 0) return 0;
  const larger = (sum - (inside * (inside + 1)) / 2) / (inside * outside);
  return Math.abs(2 * larger - 1);
}
