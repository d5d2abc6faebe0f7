import type { PointGrid, Rect } from './pointGrid.ts';

// So many strips that a lasso drawn by hand, some hundreds of edges, has two to four of them in each.
const STRIPS = 512;
// Of a cell's side.
const HAIR = 1e-6;

/**
 * The points within a polygon (even-odd rule: where it crosses itself, what is enclosed twice is outside), ascending. The
 * polygon is x, y pairs in the points' units. Cells that no edge passes are inside or outside as a whole; of the others
 * each point is held against the few edges of its strip, into which the edges are sorted along y. Of 1,000,000 points
 * some hundredths are.
 */
export function pointsInPolygon(grid: PointGrid, polygon: readonly number[]): Uint32Array {
  const box = boxOf(polygon);
  if (!box || !grid.extent || polygon.length < 6) return new Uint32Array();
  const isInside = insideOf(polygon, box);
  const cells = new Cells(grid.extent, grid.side);
  const passed = cells.passedBy(polygon);
  const { coordinates } = grid;
  const flags = new Uint8Array(grid.count);
  let count = 0;
  const [left, right] = cells.columns(box.minX, box.maxX);
  const [first, last] = cells.rows(box.minY, box.maxY);
  const ask = (index: number) => {
    if (!isInside(coordinates[index * 2]!, coordinates[index * 2 + 1]!)) return;
    flags[index] = 1;
    count++;
  };
  for (let row = first; row <= last; row++) {
    const isPassed = (column: number) => passed[row * grid.side + column] === 1;
    for (let column = left, end = left; column <= right; column = end) {
      const wasPassed = isPassed(column);
      do end++;
      while (end <= right && isPassed(end) === wasPassed);
      if (wasPassed) grid.eachOf(row, column, end - 1, ask);
      // Of neighbours that no edge passes what is so of one is so of all.
      else if (isInside(...cells.middle(column, row))) count += grid.flagOf(row, column, end - 1, flags);
    }
  }
  return ascending(flags, count);
}

function ascending(flags: Uint8Array, count: number): Uint32Array {
  const found = new Uint32Array(count);
  for (let index = 0, at = 0; at < count; index++) if (flags[index]) found[at++] = index;
  return found;
}

/** Where the cells of a grid lie. */
class Cells {
  readonly #extent: Rect;
  readonly #side: number;
  readonly #width: number;
  readonly #height: number;

  constructor(extent: Rect, side: number) {
    this.#extent = extent;
    this.#side = side;
    this.#width = (extent.maxX - extent.minX || 1) / side;
    this.#height = (extent.maxY - extent.minY || 1) / side;
  }

  /** The first and the last that may have points from one place to the other: by rounding a point may lie a hair beside its cell. */
  columns(from: number, to: number): [first: number, last: number] {
    const hair = this.#width * HAIR;
    const at = (x: number) => this.#clamp((x - this.#extent.minX) / this.#width);
    return [at(from - hair), at(to + hair)];
  }

  rows(from: number, to: number): [first: number, last: number] {
    const hair = this.#height * HAIR;
    const at = (y: number) => this.#clamp((y - this.#extent.minY) / this.#height);
    return [at(from - hair), at(to + hair)];
  }

  middle(column: number, row: number): [number, number] {
    return [this.#extent.minX + (column + 0.5) * this.#width, this.#extent.minY + (row + 0.5) * this.#height];
  }

  /** For each cell, row by row, whether an edge of the polygon comes near it. */
  passedBy(polygon: readonly number[]): Uint8Array {
    const passed = new Uint8Array(this.#side ** 2);
    const hair = this.#height * HAIR;
    for (let i = 0; i < polygon.length; i += 2) {
      const next = (i + 2) % polygon.length;
      const isUpwards = polygon[next + 1]! > polygon[i + 1]!;
      const [low, high] = isUpwards ? [i, next] : [next, i];
      const [fromX, fromY, toX, toY] = [polygon[low]!, polygon[low + 1]!, polygon[high]!, polygon[high + 1]!];
      const slope = (toX - fromX) / (toY - fromY);
      const xAt = (y: number) => (y <= fromY ? fromX : y >= toY ? toX : fromX + slope * (y - fromY));
      const [first, last] = this.rows(fromY, toY);
      for (let row = first; row <= last; row++) {
        const bottom = this.#extent.minY + row * this.#height;
        const isLevel = fromY === toY;
        const [a, b] = isLevel ? [fromX, toX] : [xAt(bottom - hair), xAt(bottom + this.#height + hair)];
        const [from, to] = this.columns(Math.min(a, b), Math.max(a, b));
        passed.fill(1, row * this.#side + from, row * this.#side + to + 1);
      }
    }
    return passed;
  }

  #clamp(place: number): number {
    return Math.min(Math.max(Math.floor(place), 0), this.#side - 1);
  }
}

/** Whether a point is within the polygon. */
function insideOf(polygon: readonly number[], { minX, maxX, minY, maxY }: Rect) {
  const perUnit = STRIPS / Math.max(maxY - minY, Number.MIN_VALUE);
  const stripOf = (y: number) => Math.min(STRIPS - 1, Math.floor((y - minY) * perUnit));
  const { starts, edges } = sortEdges(polygon, stripOf);
  return (x: number, y: number): boolean => {
    if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return false;
    const strip = stripOf(y);
    let isInside = false;
    for (let at = starts[strip]! * 4; at < starts[strip + 1]! * 4; at += 4) {
      const from = edges[at + 1]!;
      if (from > y === edges[at + 2]! > y) continue;
      if (x < edges[at]! + (y - from) * edges[at + 3]!) isInside = !isInside;
    }
    return isInside;
  };
}

/** Each strip's edges, as x and y of their beginning, y of their end, and x a unit of y. */
function sortEdges(polygon: readonly number[], stripOf: (y: number) => number) {
  const corners = polygon.length / 2;
  const lists: number[][] = Array.from({ length: STRIPS }, () => []);
  for (let i = 0; i < corners; i++) {
    const next = (i + 1) % corners;
    const [x, y] = [polygon[i * 2]!, polygon[i * 2 + 1]!];
    const [toX, toY] = [polygon[next * 2]!, polygon[next * 2 + 1]!];
    // No line across crosses a level edge.
    if (y === toY) continue;
    const last = stripOf(Math.max(y, toY));
    for (let strip = stripOf(Math.min(y, toY)); strip <= last; strip++)
      lists[strip]!.push(x, y, toY, (toX - x) / (toY - y));
  }
  const starts = new Uint32Array(STRIPS + 1);
  lists.forEach((list, strip) => {
    starts[strip + 1] = starts[strip]! + list.length / 4;
  });
  return { starts, edges: Float64Array.from(lists.flat()) };
}

function boxOf(polygon: readonly number[]): Rect | null {
  if (polygon.length < 2) return null;
  const box = { minX: Infinity, maxX: -Infinity, minY: Infinity, maxY: -Infinity };
  for (let i = 0; i < polygon.length; i += 2) {
    box.minX = Math.min(box.minX, polygon[i]!);
    box.maxX = Math.max(box.maxX, polygon[i]!);
    box.minY = Math.min(box.minY, polygon[i + 1]!);
    box.maxY = Math.max(box.maxY, polygon[i + 1]!);
  }
  return box;
}
