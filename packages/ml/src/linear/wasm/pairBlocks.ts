import { rowsOfWork } from './work.ts';

/** Two blocks of rows, or one with itself. */
export interface PairBlock {
  from: number;
  to: number;
  other: number;
  end: number;
  /** Number of the second block: of two that run at the same time it differs. */
  block: number;
}

/**
 * All pairs of rows by blocks, some 2^24 multiplications each, a multiple of `tile` rows. With `after` no two that
 * share a row run at the same time, and every row meets all others in ascending order of blocks.
 */
export function pairBlocks(
  rows: number,
  perPair: number,
  tile: number,
): { pairs: PairBlock[]; after: number[][]; blocks: number; side: number } {
  const side = Math.max(1, Math.floor(Math.sqrt(rowsOfWork(perPair)) / tile)) * tile;
  const blocks = Math.ceil(rows / side);
  const pairs: PairBlock[] = [];
  const after: number[][] = [];
  // Of pair (a, b), a <= b.
  const numberOf = (a: number, b: number): number => a * blocks - (a * (a - 1)) / 2 + b - a;
  const spanOf = (block: number) => [block * side, Math.min((block + 1) * side, rows)] as const;
  for (let a = 0; a < blocks; a++)
    for (let b = a; b < blocks; b++) {
      const [from, to] = spanOf(a);
      const [other, end] = spanOf(b);
      pairs.push({ from, to, other, end, block: b });
      after.push([...(a > 0 ? [numberOf(a - 1, b)] : []), ...(b > a ? [numberOf(a, b - 1)] : [])]);
    }
  return { pairs, after, blocks, side };
}
