// Hennig's guide for mean Jaccards (2007; fpc::clusterboot), as the API's own sentences go by it.
const WORDS: readonly [from: number, word: string][] = [
  [0.85, 'highly stable'],
  [0.75, 'stable'],
  [0.6, 'doubtful'],
];

/** What a cluster's stability means. */
export const stabilityWord = (stability: number): string =>
  WORDS.find(([from]) => stability >= from)?.[1] ?? 'not stable';

/** Samples that stay with their cluster in fewer bootstraps are its border. */
export const BORDER_BELOW = 0.75;

/** The border's samples, the least stable first. Samples without a value, which were not drawn, are left out. */
export function borderOf(
  stabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
): { index: number; label: number; value: number }[] {
  return Array.from(stabilities, (value, index) => ({ index, label: labels[index] ?? -1, value }))
    .filter(({ value, label }) => label >= 0 && value < BORDER_BELOW)
    .sort((a, b) => a.value - b.value || a.index - b.index);
}
