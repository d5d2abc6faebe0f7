import { formatScore } from '../../ui/format.ts';

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

/** What one way of asking again found: bootstraps, or other seeds. */
export interface Stability {
  /** Share of the rounds in which each sample stays, by ID number; NaN where it was not drawn. */
  stays: ArrayLike<number>;
  /** Mean best Jaccard of the cluster, 0 to 1; null where it is not known. */
  ofCluster: (label: number) => number | null;
  /** Mean Jaccard of all clusters over bootstraps, mean adjusted Rand index between runs over seeds. */
  overall: number | null;
}

export const STABILITY_WAYS = ['bootstraps', 'seeds'] as const;
export type StabilityWay = (typeof STABILITY_WAYS)[number];

interface Words {
  name: string;
  rounds: string;
  say: (overall: number | null) => string;
}

export const STABILITY_WORDS: Record<StabilityWay, Words> = {
  bootstraps: {
    name: 'Bootstraps',
    rounds: 'draws',
    say: (overall) =>
      `The samples were drawn anew and clustered again, many times. Of each sample: in which share of them it stays with its cluster. Of each cluster: how alike it comes back (mean Jaccard; from .75 it is stable, below .6 not to be relied on).${overall === null ? '' : ` In all: ${formatScore(overall)}, ${stabilityWord(overall)}.`}`,
  },
  seeds: {
    name: 'Seeds',
    rounds: 'runs',
    say: (overall) =>
      `The same samples were clustered again with other seeds. Of each sample: in which share of the runs it stays with its cluster. Of each cluster: how alike it comes back (mean Jaccard).${overall === null ? '' : ` The runs agree with each other by ${formatScore(overall)} (mean adjusted Rand index; 1: the seed does not matter).`}`,
  },
};
