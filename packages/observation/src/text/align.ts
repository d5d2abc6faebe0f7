// Above this many pairs to compare, only what is the same at both ends is found.
const MOST_PAIRS = 1_000_000;

/** The row of entries of greatest weight that two lists have in common, as pairs of positions in ascending order. */
export function commonRow(
  first: readonly string[],
  second: readonly string[],
  weight: (entry: string) => number = () => 1,
): [number, number][] {
  const most = Math.min(first.length, second.length);
  let start = 0;
  while (start < most && first[start] === second[start]) start++;
  let tail = 0;
  while (tail < most - start && first[first.length - 1 - tail] === second[second.length - 1 - tail]) tail++;
  const middle = commonMiddle(
    first.slice(start, first.length - tail),
    second.slice(start, second.length - tail),
    weight,
  );
  return [
    ...Array.from({ length: start }, (_, index): [number, number] => [index, index]),
    ...middle.map(([i, j]): [number, number] => [start + i, start + j]),
    ...Array.from({ length: tail }, (_, index): [number, number] => [
      first.length - tail + index,
      second.length - tail + index,
    ]),
  ];
}

function commonMiddle(
  first: readonly string[],
  second: readonly string[],
  weight: (entry: string) => number,
): [number, number][] {
  if (first.length * second.length > MOST_PAIRS) return [];
  return bestRow(first.length, second.length, (i, j) => (first[i] === second[j] ? weight(first[i]!) : 0));
}

/**
 * Pairs of positions, ascending in both lists, with the greatest sum of `score`; a pair that scores 0 is none.
 * Dynamic programming as for the longest common subsequence.
 */
export function bestRow(
  rows: number,
  columns: number,
  score: (row: number, column: number) => number,
): [number, number][] {
  const width = columns + 1;
  // best[i * width + j]: the greatest sum from there on.
  const best = new Float64Array((rows + 1) * width);
  const scores = new Float64Array(rows * columns);
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const own = score(i, j);
      scores[i * columns + j] = own;
      const paired = own > 0 ? own + best[(i + 1) * width + j + 1]! : 0;
      best[i * width + j] = Math.max(paired, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const own = scores[i * columns + j]!;
    const here = best[i * width + j]!;
    if (own > 0 && here === own + best[(i + 1) * width + j + 1]!) pairs.push([i++, j++]);
    else if (here === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}
