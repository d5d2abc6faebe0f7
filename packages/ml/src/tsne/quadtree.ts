import type { Repulsion } from './forces.ts';

// Squares are halved so often at most: coordinates are told apart to 1 / 65536 of the map.
const LEVELS = 16;
const CELLS = 2 ** LEVELS;

/**
 * Repulsion by Barnes & Hut 1986, as van der Maaten 2014: a far square of rows acts as one body in its middle. Squares
 * are visited in depth-first order; each knows where the walk goes on when its inside is left out, so that no stack is
 * needed. Its memory is kept from step to step.
 */
export function createBarnesHut(rows: number, angle: number): Repulsion {
  const tree = new Quadtree(rows);
  return (positions, forces) => {
    tree.build(positions);
    return tree.repel(positions, forces, angle * angle);
  };
}

class Quadtree {
  readonly #rows: number;
  readonly #codes: Uint32Array;
  readonly #order: Uint32Array;
  readonly #sorted: Float64Array;
  // Of every square: middle of its rows, their number, its squared side, and the square after its inside.
  #x: Float64Array;
  #y: Float64Array;
  #mass: Float64Array;
  #squaredSide: Float64Array;
  #next: Int32Array;
  #count = 0;

  constructor(rows: number) {
    this.#rows = rows;
    this.#codes = new Uint32Array(rows);
    this.#order = new Uint32Array(rows);
    this.#sorted = new Float64Array(2 * rows);
    const room = 4 * rows + LEVELS;
    this.#x = new Float64Array(room);
    this.#y = new Float64Array(room);
    this.#mass = new Float64Array(room);
    this.#squaredSide = new Float64Array(room);
    this.#next = new Int32Array(room);
  }

  build(positions: Float64Array): void {
    const side = this.#sort(positions);
    this.#count = 0;
    this.#square(0, this.#rows, LEVELS, side);
  }

  /** Along a Morton curve, so that every square's rows are neighbours. Returns the side of the whole. */
  #sort(positions: Float64Array): number {
    let left = Number.POSITIVE_INFINITY;
    let bottom = Number.POSITIVE_INFINITY;
    let right = Number.NEGATIVE_INFINITY;
    let top = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.#rows; i++) {
      left = Math.min(left, positions[2 * i]!);
      right = Math.max(right, positions[2 * i]!);
      bottom = Math.min(bottom, positions[2 * i + 1]!);
      top = Math.max(top, positions[2 * i + 1]!);
    }
    const side = Math.max(right - left, top - bottom, Number.MIN_VALUE);
    const scale = (CELLS - 1) / side;
    const keys = new Float64Array(this.#rows);
    for (let i = 0; i < this.#rows; i++) {
      const code =
        interleave((positions[2 * i]! - left) * scale) +
        2 * interleave((positions[2 * i + 1]! - bottom) * scale);
      // Code and row in one number, 32 and up to 20 bits: numbers sort several times faster than by a function.
      keys[i] = code * 2 ** 20 + i;
    }
    keys.sort();
    for (let n = 0; n < this.#rows; n++) {
      const row = keys[n]! % 2 ** 20;
      this.#codes[n] = Math.floor(keys[n]! / 2 ** 20);
      this.#order[n] = row;
      this.#sorted[2 * n] = positions[2 * row]!;
      this.#sorted[2 * n + 1] = positions[2 * row + 1]!;
    }
    return side;
  }

  /** The square of sorted rows `from` to `to`, which agree in all levels above `level`; and all inside it. */
  #square(from: number, to: number, level: number, side: number): void {
    const node = this.#count++;
    this.#grow();
    let x = 0;
    let y = 0;
    for (let n = from; n < to; n++) {
      x += this.#sorted[2 * n]!;
      y += this.#sorted[2 * n + 1]!;
    }
    this.#x[node] = x / (to - from);
    this.#y[node] = y / (to - from);
    this.#mass[node] = to - from;
    const isLeaf = to - from === 1 || level === 0;
    this.#squaredSide[node] = isLeaf ? 0 : side * side;
    if (!isLeaf) {
      const shift = 2 * (level - 1);
      for (let start = from; start < to; ) {
        const quadrant = (this.#codes[start]! >>> shift) & 3;
        let end = start + 1;
        while (end < to && ((this.#codes[end]! >>> shift) & 3) === quadrant) end += 1;
        this.#square(start, end, level - 1, side / 2);
        start = end;
      }
    }
    this.#next[node] = this.#count;
  }

  #grow(): void {
    if (this.#count < this.#next.length) return;
    const room = 2 * this.#next.length;
    const larger = (old: Float64Array): Float64Array => {
      const grown = new Float64Array(room);
      grown.set(old);
      return grown;
    };
    this.#x = larger(this.#x);
    this.#y = larger(this.#y);
    this.#mass = larger(this.#mass);
    this.#squaredSide = larger(this.#squaredSide);
    const next = new Int32Array(room);
    next.set(this.#next);
    this.#next = next;
  }

  repel(positions: Float64Array, forces: Float64Array, squaredAngle: number): number {
    const xs = this.#x;
    const ys = this.#y;
    const masses = this.#mass;
    const squaredSides = this.#squaredSide;
    const nexts = this.#next;
    const count = this.#count;
    let total = 0;
    // Rows that lie near each other walk through the same squares.
    for (let n = 0; n < this.#rows; n++) {
      const row = this.#order[n]!;
      const x = positions[2 * row]!;
      const y = positions[2 * row + 1]!;
      let fx = 0;
      let fy = 0;
      let own = 0;
      for (let node = 0; node < count; ) {
        const dx = x - xs[node]!;
        const dy = y - ys[node]!;
        const squared = dx * dx + dy * dy;
        if (squaredSides[node]! >= squaredAngle * squared && squaredSides[node]! > 0) {
          node += 1;
          continue;
        }
        const q = 1 / (1 + squared);
        const share = masses[node]! * q;
        own += share;
        fx += share * q * dx;
        fy += share * q * dy;
        node = nexts[node]!;
      }
      // The row itself was met too, at distance 0.
      total += own - 1;
      forces[2 * row]! += fx;
      forces[2 * row + 1]! += fy;
    }
    return total;
  }
}

/** The lowest 16 bits of a number, a 0 between each two. */
function interleave(value: number): number {
  let bits = value & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  bits = (bits | (bits << 1)) & 0x55555555;
  return bits;
}
