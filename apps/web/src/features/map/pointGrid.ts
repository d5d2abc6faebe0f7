/** A part of the plane, in the points' own units. */
export interface Rect {
  minX: number;
  maxX: number;
  minY: number;
  maxY: number;
}

// So many points a cell on average: a look at what lies under the pointer reads some dozens.
const POINTS_A_CELL = 8;
const CELLS_A_SIDE_MOST = 512;

/** Points sorted into equal cells, so that what lies in a part of the plane is found without asking all. */
export class PointGrid {
  /** x, y pairs. */
  readonly coordinates: Float32Array;
  /** Null without points. */
  readonly extent: Rect | null;
  readonly #side: number;
  /** Where each cell's points begin in #order, row by row; one more for the end. */
  readonly #starts: Uint32Array;
  readonly #order: Uint32Array;

  constructor(coordinates: Float32Array) {
    this.coordinates = coordinates;
    this.extent = extentOf(coordinates);
    const count = coordinates.length / 2;
    const side = Math.sqrt(count / POINTS_A_CELL);
    this.#side = Math.min(CELLS_A_SIDE_MOST, Math.max(1, Math.ceil(side)));
    this.#starts = new Uint32Array(this.#side ** 2 + 1);
    this.#order = new Uint32Array(count);
    this.#sort();
  }

  get count(): number {
    return this.#order.length;
  }

  /** Calls back with each point whose cell reaches into the part: those within it, and some beside it. */
  each(part: Rect, visit: (index: number) => void): void {
    this.#eachRow(part, (from, to) => {
      for (let at = from; at < to; at++) visit(this.#order[at]!);
    });
  }

  /** How many points lie in cells that reach into the part. */
  countIn(part: Rect): number {
    let count = 0;
    this.#eachRow(part, (from, to) => {
      count += to - from;
    });
    return count;
  }

  /** How many cells a side of the grid has. */
  get side(): number {
    return this.#side;
  }

  /** Calls back with each point of a row's cells from one column to another. A cell's points are in no order that is promised. */
  eachOf(row: number, from: number, to: number, visit: (index: number) => void): void {
    const first = row * this.#side;
    const end = this.#starts[first + to + 1]!;
    for (let at = this.#starts[first + from]!; at < end; at++) visit(this.#order[at]!);
  }

  /** Flags each of the same points; says how many they are. */
  flagOf(row: number, from: number, to: number, flags: Uint8Array): number {
    const order = this.#order;
    const first = row * this.#side;
    const begin = this.#starts[first + from]!;
    const end = this.#starts[first + to + 1]!;
    for (let at = begin; at < end; at++) flags[order[at]!] = 1;
    return end - begin;
  }

  #eachRow({ minX, maxX, minY, maxY }: Rect, visit: (from: number, to: number) => void): void {
    if (!this.extent) return;
    const [left, right] = [this.#column(minX), this.#column(maxX)];
    const last = this.#row(maxY);
    for (let row = this.#row(minY); row <= last; row++) {
      const first = row * this.#side;
      visit(this.#starts[first + left]!, this.#starts[first + right + 1]!);
    }
  }

  #column(x: number): number {
    const { minX, maxX } = this.extent!;
    return clamp(Math.floor(((x - minX) / (maxX - minX || 1)) * this.#side), this.#side - 1);
  }

  #row(y: number): number {
    const { minY, maxY } = this.extent!;
    return clamp(Math.floor(((y - minY) / (maxY - minY || 1)) * this.#side), this.#side - 1);
  }

  /** Counting sort: counts, then sums, then places. */
  #sort(): void {
    if (!this.extent) return;
    const { coordinates } = this;
    const { minX, maxX, minY, maxY } = this.extent;
    const side = this.#side;
    const [perX, perY] = [side / (maxX - minX || 1), side / (maxY - minY || 1)];
    const cells = new Uint32Array(this.#order.length);
    for (let i = 0; i < cells.length; i++) {
      const column = Math.min(side - 1, Math.floor((coordinates[i * 2]! - minX) * perX));
      const row = Math.min(side - 1, Math.floor((coordinates[i * 2 + 1]! - minY) * perY));
      cells[i] = row * side + column;
      this.#starts[cells[i]! + 1]! += 1;
    }
    for (let cell = 0; cell < side * side; cell++) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    for (let i = 0; i < cells.length; i++) this.#order[next[cells[i]!]!++] = i;
  }
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/** Null without points. `coordinates` are x, y pairs. */
export function extentOf(coordinates: Float32Array): Rect | null {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < coordinates.length; i += 2) {
    const x = coordinates[i]!;
    const y = coordinates[i + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return minX <= maxX ? { minX, maxX, minY, maxY } : null;
}
