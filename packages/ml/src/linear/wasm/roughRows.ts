import type { Workspace } from './workspace.ts';

// Beyond, squares could leave float32's range.
const LONGEST = 1e18;
const UNIT = 2 ** -23;

/** Rows in float32 as well, for ruling out. */
export interface RoughRows {
  at: number;
  /** Squared lengths of the rows in float32. */
  squares: number;
  /** Numbers a row, a multiple of four. */
  width: number;
  /** The length of the longest row. */
  longest: number;
}

export function roughRows(workspace: Workspace, pointsAt: number, rows: number, cols: number): RoughRows {
  const width = Math.ceil(cols / 4) * 4;
  const at = workspace.reserve(rows * width * 4);
  const squares = workspace.reserve(rows * 8);
  return { at, squares, width, longest: workspace.run.narrow(pointsAt, rows, cols, at, width, squares) };
}

/**
 * How far a rough square r of rows no longer than `longest` may be from the truth d²: d lies within `doubt` of a root
 * whose square is within the share `rel` of r. Rounding to float32 moves either row by 2^-24 of its length; the sum adds
 * 2^-24 for each of its numbers; both twice for safety. Squares that vanish are below 1e-40 in all.
 */
export function doubtsOf({ width, longest }: Pick<RoughRows, 'width' | 'longest'>): {
  doubt: number;
  rel: number;
} {
  const doubt = longest < LONGEST ? UNIT * 2 * longest + 1e-20 : Number.POSITIVE_INFINITY;
  return { doubt, rel: (width + 8) * UNIT };
}

/**
 * How far a square that comes from a product of rows in float32, |a|² + |b|² - 2ab, may be from the square of these
 * rows: this much of the length of a, where no b is longer than `away`. The product adds 2^-24 of |a||b| for each of its
 * numbers; doubled by the 2, and once more for safety.
 */
export const shareOf = (width: number, away: number): number => 2 * (width + 8) * UNIT * away;
