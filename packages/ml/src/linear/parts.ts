import { blocksOf } from './blocks.ts';

// Up to here nothing is gained by several sums.
const LEAST_ROWS = 4096;
const MOST_PARTS = 32;
// Of the rows themselves, what the sums of all parts may take up at most.
const SHARE = 1 / 4;

/**
 * Rows whose sums by cluster are added up together, before those of all parts are, in order: so threads can work on
 * parts of their own, and the bytes depend on how many rows and clusters there are, not on the threads.
 */
export function partsOf(rows: number, clusterCount: number): [from: number, to: number][] {
  const step = Math.max(LEAST_ROWS, Math.ceil(rows / MOST_PARTS), Math.ceil(clusterCount / SHARE));
  return blocksOf(rows, step);
}
