/** Nodes that a row lies between, along each axis. */
export const NODES = 4;

// Sizes of the transforms; the nodes take half of each axis, so that nothing comes around.
const SMALLEST = 256;
const LARGEST = 2048;
// Pushes of a thin map (700 rows over 300 x 300) are then 6 % off, as norms go, and those of denser ones less; the digits'
// divergence comes out 1.6 % above scikit-learn's. A third instead of a half: 1.2 % below it, in three times the time.
const WIDEST = 0.5;

/** Nodes at `left + i spacing`, `bottom + j spacing`, i and j below size / 2. */
export interface Grid {
  size: number;
  spacing: number;
  left: number;
  bottom: number;
}

/**
 * The smallest grid over all rows whose nodes are at most half a unit apart, q being 1 / 2 at a distance of 1; beyond
 * 500 units of the whole map they are farther apart. Spacings are rounded up to three binary digits, so that many steps
 * have the same.
 */
export function gridOf(positions: Float64Array): Grid {
  let left = Number.POSITIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < positions.length; at += 2) {
    left = Math.min(left, positions[at]!);
    right = Math.max(right, positions[at]!);
    bottom = Math.min(bottom, positions[at + 1]!);
    top = Math.max(top, positions[at + 1]!);
  }
  const span = Math.max(right - left, top - bottom);
  let size = SMALLEST;
  while (size < LARGEST && span > WIDEST * inner(size)) size *= 2;
  const spacing = roundedUp(span / inner(size));
  // More than a node is left over on either side.
  return { size, spacing, left: left - 1.5 * spacing, bottom: bottom - 1.5 * spacing };
}

const inner = (size: number): number => size / 2 - NODES;

/** To the next of 8 steps between powers of two, 2^-30 at least. */
function roundedUp(value: number): number {
  let power = 2 ** -30;
  while (2 * power < value) power *= 2;
  return (power / 8) * Math.max(8, Math.ceil((8 * value) / power));
}

/** Where the rows lie between the nodes, and how much each node counts: Lagrange's polynomials. */
export class Placement {
  readonly rows: number;
  /** (rows): the lowest of a row's nodes, as its place among size x size. */
  readonly corners: Int32Array;
  /** (rows, 2, NODES), along x and along y. */
  readonly weights: Float64Array;

  constructor(rows: number) {
    this.rows = rows;
    this.corners = new Int32Array(rows);
    this.weights = new Float64Array(2 * NODES * rows);
  }

  place(positions: Float64Array, { size, spacing, left, bottom }: Grid): void {
    for (let i = 0; i < this.rows; i++) {
      const x = (positions[2 * i]! - left) / spacing;
      const y = (positions[2 * i + 1]! - bottom) / spacing;
      const column = Math.floor(x);
      const line = Math.floor(y);
      this.corners[i] = (line - 1) * size + column - 1;
      this.#weigh(2 * NODES * i, x - column);
      this.#weigh(2 * NODES * i + NODES, y - line);
    }
  }

  /** Of a row `off` from the second of four nodes, 0 to 1 spacings. */
  #weigh(at: number, off: number): void {
    const [before, after, beyond] = [off + 1, off - 1, off - 2];
    this.weights[at] = (-off * after * beyond) / 6;
    this.weights[at + 1] = (before * after * beyond) / 2;
    this.weights[at + 2] = (-before * off * beyond) / 2;
    this.weights[at + 3] = (before * off * after) / 6;
  }
}
