// Squares are halved so often at most: coordinates are told apart to 1 / 65536 of the map.
const LEVELS = 16;
const CELLS = 2 ** LEVELS;

/**
 * Numbers a square takes up: the middle of its rows x and y, how many these are, the squared distance up to which it has
 * to be opened (-1 where there is nothing inside), and in the first half of the fifth, as an int32, the number of the
 * square that follows its inside. Three pairs, so that a kernel loads the middle at once.
 */
export const SQUARE = 6;
const NEXT = 8;

/** Where a tree lies. The rows are padded to a multiple of GROUP. */
export interface TreeMemory {
  /** (padded rows, 2), along the curve. */
  sorted: Float64Array;
  /** (2 rows, SQUARE), in depth-first order. */
  squares: Float64Array;
}

/** Rows that walk through the tree together. */
export const GROUP = 4;
export const padded = (rows: number): number => Math.ceil(rows / GROUP) * GROUP;

/**
 * Squares around rows that lie near each other (Barnes & Hut 1986), made anew for every step in the same memory. A
 * square with the same rows as one inside it is left out, so that there are less than two for each row.
 */
export class Quadtree {
  /** Rows along a Morton curve: those of every square follow each other. */
  readonly order: Uint32Array;
  readonly #memory: TreeMemory;
  readonly #nexts: Int32Array;
  readonly #rows: number;
  readonly #codes: Uint32Array;
  readonly #spare: { codes: Uint32Array; order: Uint32Array };
  readonly #squaredAngle: number;
  #count = 0;

  constructor(rows: number, angle: number, memory: TreeMemory) {
    this.#rows = rows;
    this.#squaredAngle = angle * angle;
    this.#memory = memory;
    const { buffer, byteOffset, length } = memory.squares;
    this.#nexts = new Int32Array(buffer, byteOffset, 2 * length);
    this.order = new Uint32Array(rows);
    this.#codes = new Uint32Array(rows);
    this.#spare = { codes: new Uint32Array(rows), order: new Uint32Array(rows) };
  }

  /** Returns how many squares there are. */
  build(positions: Float64Array): number {
    const side = this.#sort(positions);
    this.#count = 0;
    this.#square(0, this.#rows, side);
    return this.#count;
  }

  /** Returns the side of the whole. */
  #sort(positions: Float64Array): number {
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
    const side = Math.max(right - left, top - bottom, Number.MIN_VALUE);
    const scale = (CELLS - 1) / side;
    for (let i = 0; i < this.#rows; i++) {
      const x = interleave((positions[2 * i]! - left) * scale);
      this.#codes[i] = x | (interleave((positions[2 * i + 1]! - bottom) * scale) << 1);
      this.order[i] = i;
    }
    sortByCode(this.#codes, this.order, this.#spare);
    const { sorted } = this.#memory;
    for (let n = 0; n < sorted.length / 2; n++) {
      const row = this.order[Math.min(n, this.#rows - 1)]!;
      sorted[2 * n] = positions[2 * row]!;
      sorted[2 * n + 1] = positions[2 * row + 1]!;
    }
    return side;
  }

  /** The smallest square around the sorted rows `from` to `to`, and all inside it; returns its number. */
  #square(from: number, to: number, side: number): number {
    const { sorted, squares } = this.#memory;
    const own = this.#count++;
    let x = 0;
    let y = 0;
    const apart = this.#codes[from]! ^ this.#codes[to - 1]!;
    if (apart === 0)
      for (let n = from; n < to; n++) {
        x += sorted[2 * n]!;
        y += sorted[2 * n + 1]!;
      }
    else {
      // The level of the four quarters in which they first come apart.
      const level = (31 - Math.clz32(apart)) >> 1;
      for (let start = from; start < to; ) {
        const quarter = this.#codes[start]! >>> (2 * level);
        let end = start + 1;
        while (end < to && this.#codes[end]! >>> (2 * level) === quarter) end += 1;
        const inside = SQUARE * this.#square(start, end, side);
        x += squares[inside]! * (end - start);
        y += squares[inside + 1]! * (end - start);
        start = end;
      }
      const length = side / 2 ** (LEVELS - 1 - level);
      squares[SQUARE * own + 3] = (length * length) / this.#squaredAngle;
    }
    squares[SQUARE * own] = x / (to - from);
    squares[SQUARE * own + 1] = y / (to - from);
    squares[SQUARE * own + 2] = to - from;
    if (apart === 0) squares[SQUARE * own + 3] = -1;
    this.#nexts[2 * SQUARE * own + NEXT] = this.#count;
    return own;
  }
}

const DIGITS = 256;

/** By radix: keeps the order of equal codes, and takes a sixth of the time of a sort by comparison. */
function sortByCode(
  codes: Uint32Array,
  order: Uint32Array,
  spare: { codes: Uint32Array; order: Uint32Array },
): void {
  let [fromCodes, fromOrder, toCodes, toOrder] = [codes, order, spare.codes, spare.order];
  const places = new Uint32Array(DIGITS);
  for (let shift = 0; shift < 2 * LEVELS; shift += 8) {
    places.fill(0);
    for (let n = 0; n < codes.length; n++) places[(fromCodes[n]! >>> shift) & (DIGITS - 1)]! += 1;
    let next = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const count = places[digit]!;
      places[digit] = next;
      next += count;
    }
    for (let n = 0; n < codes.length; n++) {
      const place = places[(fromCodes[n]! >>> shift) & (DIGITS - 1)]!++;
      toCodes[place] = fromCodes[n]!;
      toOrder[place] = fromOrder[n]!;
    }
    // Four passes: what is sorted ends where it began.
    [fromCodes, fromOrder, toCodes, toOrder] = [toCodes, toOrder, fromCodes, fromOrder];
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
