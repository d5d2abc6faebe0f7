import { matchClusters } from './matchClusters.ts';

/** A sample whose cluster in the second labelling is not the counterpart of its cluster in the first. */
export interface Move {
  /** Place of the sample. */
  index: number;
  from: number;
  to: number;
}

/**
 * Who moved between two labellings of the same samples, once their clusters are matched: a sample stays where its two
 * clusters are counterparts, or where it is noise (-1) in both. In the order of the samples. Throws RangeError where the
 * lengths differ.
 */
export function moversBetween(a: ArrayLike<number>, b: ArrayLike<number>): Move[] {
  const counterpart = new Map(matchClusters(a, b).map(({ first, second }) => [first, second]));
  counterpart.set(-1, -1);
  return Array.from(a, (from, index) => ({ index, from, to: b[index]! })).filter(
    ({ from, to }) => counterpart.get(from) !== to,
  );
}
