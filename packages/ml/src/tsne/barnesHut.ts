import type { Repulsion } from './forces.ts';
import { GROUP, padded, Quadtree, SQUARE } from './quadtree.ts';

const NEXT = 8;

/**
 * Repulsion by Barnes & Hut 1986, as van der Maaten 2014: a far square of rows acts as one body in its middle. Each
 * square knows where the walk goes on when its inside is left out, so that no stack is needed. Four rows that lie near
 * each other walk together, and open a square if one of them has to: a quarter of the visits, four rows in a kernel's
 * vectors, and no row sees less than alone.
 */
export function createBarnesHut(rows: number, angle: number): Repulsion {
  const memory = {
    sorted: new Float64Array(2 * padded(rows)),
    squares: new Float64Array(2 * rows * SQUARE),
  };
  const tree = new Quadtree(rows, angle, memory);
  const nexts = new Int32Array(memory.squares.buffer);
  const own = new Float64Array(padded(rows));
  const sortedPushes = new Float64Array(2 * padded(rows));
  return (positions, pushes) => {
    const count = tree.build(positions);
    for (let first = 0; first < rows; first += GROUP)
      walk({ ...memory, nexts, count }, first, { own, pushes: sortedPushes });
    return gather(tree.order, { own, pushes: sortedPushes }, pushes);
  };
}

interface Tree {
  sorted: Float64Array;
  squares: Float64Array;
  nexts: Int32Array;
  count: number;
}

/** What squares do to the rows along the curve: the sums of q over all rows, the row itself too, and of q² (a - b). */
export interface Walked {
  own: Float64Array;
  pushes: Float64Array;
}

function walk({ sorted, squares, nexts, count }: Tree, first: number, { own, pushes }: Walked): void {
  own.fill(0, first, first + GROUP);
  pushes.fill(0, 2 * first, 2 * (first + GROUP));
  for (let node = 0; node < count; ) {
    const at = SQUARE * node;
    let nearest = Number.POSITIVE_INFINITY;
    for (let n = first; n < first + GROUP; n++) {
      const dx = sorted[2 * n]! - squares[at]!;
      const dy = sorted[2 * n + 1]! - squares[at + 1]!;
      nearest = Math.min(nearest, dx * dx + dy * dy);
    }
    if (nearest <= squares[at + 3]!) {
      node += 1;
      continue;
    }
    for (let n = first; n < first + GROUP; n++) {
      const dx = sorted[2 * n]! - squares[at]!;
      const dy = sorted[2 * n + 1]! - squares[at + 1]!;
      const q = 1 / (1 + (dx * dx + dy * dy));
      const share = squares[at + 2]! * q;
      own[n]! += share;
      pushes[2 * n]! += share * q * dx;
      pushes[2 * n + 1]! += share * q * dy;
    }
    node = nexts[2 * at + NEXT]!;
  }
}

/** Puts pushes where the rows are, and returns the sum of q over all pairs: row after row, whoever walked them. */
export function gather(order: Uint32Array, walked: Walked, pushes: Float64Array): number {
  let total = 0;
  for (let n = 0; n < order.length; n++) {
    const row = order[n]!;
    // The row itself was met too, at distance 0.
    total += walked.own[n]! - 1;
    pushes[2 * row] = walked.pushes[2 * n]!;
    pushes[2 * row + 1] = walked.pushes[2 * n + 1]!;
  }
  return total;
}
