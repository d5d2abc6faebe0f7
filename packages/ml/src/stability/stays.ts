import { moversBetween } from '../compare/movers.ts';

/** Counts, sample by sample, how often it stayed with its cluster over several labellings. */
export interface Stays {
  /** Labels of the samples at `places` in the reference, and in another labelling. */
  add(places: ArrayLike<number>, reference: ArrayLike<number>, again: ArrayLike<number>): void;
  /** (sampleCount), 0 to 1; NaN for samples that were in no labelling. */
  shares(): Float64Array;
}

/**
 * A sample stays where its cluster in the other labelling is the counterpart of its own, clusters paired one to one:
 * of two clusters that merged, the smaller one's samples have moved. Noise stays where it is noise again.
 */
export function countStays(sampleCount: number): Stays {
  const rounds = new Int32Array(sampleCount);
  const moves = new Int32Array(sampleCount);
  return {
    add(places, reference, again) {
      for (let i = 0; i < places.length; i++) rounds[places[i]!]! += 1;
      for (const { index } of moversBetween(reference, again)) moves[places[index]!]! += 1;
    },
    shares: () => Float64Array.from(rounds, (count, i) => (count === 0 ? Number.NaN : 1 - moves[i]! / count)),
  };
}

// Hennig's line between stable clusters and doubtful ones, taken for samples too.
const BORDER_BELOW = 0.75;

/** Places of the samples that stayed in less than three of four labellings, the least stable first. */
export function borderSamples(shares: Float64Array): number[] {
  return [...shares.keys()]
    .filter((i) => shares[i]! < BORDER_BELOW)
    .sort((a, b) => shares[a]! - shares[b]! || a - b);
}
