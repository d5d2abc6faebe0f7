import type { Random } from '../random/random.ts';

/** How an image is laid out: rows and columns of the sky, or radii down and angles across. */
export type Geometry = 'CARTESIAN' | 'POLAR';

/** One of the eight ways to lay a square on itself; in polar images a turn by whole columns, and a flip. */
export interface Orientation {
  /** Right angles; in polar images columns. */
  turn: number;
  flip: boolean;
}

export function drawOrientation(random: Random, size: number, geometry: Geometry): Orientation {
  return { turn: random.int(geometry === 'POLAR' ? size : 4), flip: random.int(2) === 1 };
}

/**
 * Writes an image (size, size, channels) turned and flipped into `target`: every number goes to another place and none
 * changes.
 */
export function orient(
  source: Float32Array,
  target: Float32Array,
  size: number,
  { turn, flip }: Orientation,
  geometry: Geometry,
): void {
  const channels = source.length / (size * size);
  const last = size - 1;
  for (let row = 0; row < size; row++)
    for (let col = 0; col < size; col++) {
      const flipped = flip ? last - col : col;
      const [i, j] =
        geometry === 'POLAR' ? [row, (flipped + turn) % size] : turnedBack(row, flipped, last, turn);
      const [from, to] = [(i * size + j) * channels, (row * size + col) * channels];
      for (let c = 0; c < channels; c++) target[to + c] = source[from + c]!;
    }
}

function turnedBack(row: number, col: number, last: number, turn: number): [number, number] {
  if (turn === 1) return [col, last - row];
  if (turn === 2) return [last - row, last - col];
  if (turn === 3) return [last - col, row];
  return [row, col];
}
