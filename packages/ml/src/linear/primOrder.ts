import type { Edges } from './linearAlgebra.ts';
import { emptyEdges } from './spanningTree.ts';

/**
 * Minimum spanning tree of a graph of some edges by Prim's algorithm from row 0, in the order in which rows join: of
 * equally near ones the lowest first, from the first row that is so near. Where the edges leave the graph in pieces,
 * the lowest row that is left starts the next one at an infinite distance, `from` being the row itself.
 */
export function primOrder(rows: number, edges: Edges): Edges {
  const { starts, others, lengths } = byRow(rows, edges);
  const tree = emptyEdges(Math.max(rows - 1, 0));
  const least = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const nearest = Int32Array.from({ length: rows }, (_, row) => row);
  const isInside = new Uint8Array(rows);
  const waiting = new RowHeap(least);
  let unseen = 0;
  for (let count = -1; count < rows - 1; count++) {
    let joined = waiting.pop();
    if (joined < 0) {
      while (isInside[unseen]) unseen += 1;
      joined = unseen;
    }
    isInside[joined] = 1;
    if (count >= 0) {
      tree.from[count] = nearest[joined]!;
      tree.to[count] = joined;
      tree.distances[count] = least[joined]!;
    }
    for (let at = starts[joined]!; at < starts[joined + 1]!; at++) {
      const row = others[at]!;
      if (isInside[row] || lengths[at]! >= least[row]!) continue;
      least[row] = lengths[at]!;
      nearest[row] = joined;
      waiting.lift(row);
    }
  }
  return tree;
}

/** The edges of each row, both ways: from `starts[row]` to `starts[row + 1]`. */
function byRow(rows: number, { from, to, distances }: Edges) {
  const starts = new Int32Array(rows + 1);
  for (let edge = 0; edge < from.length; edge++) {
    starts[from[edge]! + 1]! += 1;
    starts[to[edge]! + 1]! += 1;
  }
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const others = new Int32Array(2 * from.length);
  const lengths = new Float64Array(2 * from.length);
  const add = (row: number, other: number, length: number): void => {
    const at = next[row]!;
    others[at] = other;
    lengths[at] = length;
    next[row] = at + 1;
  };
  for (let edge = 0; edge < from.length; edge++) {
    add(from[edge]!, to[edge]!, distances[edge]!);
    add(to[edge]!, from[edge]!, distances[edge]!);
  }
  return { starts, others, lengths };
}

/** Rows that wait, the least first, of equal ones the lowest (Williams 1964). */
class RowHeap {
  readonly #least: Float64Array;
  readonly #rows: Int32Array;
  readonly #places: Int32Array;
  #count = 0;

  /** `least` is read whenever rows are compared: of a waiting row it may only fall, and `lift` follows. */
  constructor(least: Float64Array) {
    this.#least = least;
    this.#rows = new Int32Array(least.length);
    this.#places = new Int32Array(least.length).fill(-1);
  }

  /** Adds a row, or moves it up. */
  lift(row: number): void {
    let place = this.#places[row]!;
    if (place < 0) {
      place = this.#count;
      this.#count += 1;
    }
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#isBefore(this.#rows[above]!, row)) break;
      this.#put(this.#rows[above]!, place);
      place = above;
    }
    this.#put(row, place);
  }

  /** The first row; -1 where none waits. */
  pop(): number {
    if (this.#count === 0) return -1;
    const first = this.#rows[0]!;
    this.#count -= 1;
    if (this.#count > 0) this.#sink(this.#rows[this.#count]!);
    return first;
  }

  #sink(row: number): void {
    let place = 0;
    for (let below = 1; below < this.#count; below = 2 * place + 1) {
      if (below + 1 < this.#count && this.#isBefore(this.#rows[below + 1]!, this.#rows[below]!)) below += 1;
      if (this.#isBefore(row, this.#rows[below]!)) break;
      this.#put(this.#rows[below]!, place);
      place = below;
    }
    this.#put(row, place);
  }

  #put(row: number, place: number): void {
    this.#rows[place] = row;
    this.#places[row] = place;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.#least[a]! - this.#least[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
