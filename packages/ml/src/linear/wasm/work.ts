import { blocksOf } from '../blocks.ts';

// Multiplications between two turns of the event loop, and of one call on a thread, some 5 ms.
const WORK = 2 ** 24;

/** Rows for which `perRow` multiplications each come to one turn's work. */
export const rowsOfWork = (perRow: number): number => Math.max(1, Math.floor(WORK / Math.max(perRow, 1)));

/**
 * Rows from 0 on in blocks of one turn's work, `least` rows at least. Products take rows by two, distances of tiles by
 * four.
 */
export function rowBlocks(rows: number, perRow: number, least = 4): [from: number, to: number][] {
  return blocksOf(rows, Math.max(least, Math.floor(rowsOfWork(perRow) / 4) * 4));
}

// Values of a tile of rows: two of them stay in a first cache of 32 kB.
const TILE_VALUES = 2048;

/** Rows of a tile, a multiple of the four that a kernel takes at once. */
export const tileOf = (cols: number): number =>
  Math.min(64, Math.max(4, Math.floor(TILE_VALUES / cols / 4) * 4));
