import type { RawArray } from '../image/elements.ts';
import { eachTileRow, type TileBox, type TileGrid, tileSpan } from './tileGrid.ts';

/** A part of an image: pixels from `first` on, counted through it. */
export interface Part {
  first: number;
  out: RawArray;
}

// Below, a loop is faster than making two views to copy between.
const SHORT = 48;

/**
 * Puts a tile where it belongs. `decode` gives its pixels, and may write them to `target`, their very place, where the tile is one
 * run of the image that is wanted whole.
 */
export function placeTile(
  grid: TileGrid,
  box: TileBox,
  { first, out }: Part,
  decode: (target: RawArray | null) => RawArray,
): void {
  const span = tileSpan(grid, box);
  const at = span.first - first;
  const isRun = span.last - span.first + 1 === box.pixels;
  if (isRun && at >= 0 && at + box.pixels <= out.length) {
    const target = out.subarray(at, at + box.pixels);
    const values = decode(target);
    if (values !== target) copy(values, 0, out, at, box.pixels);
    return;
  }
  const values = decode(null);
  const length = box.shape.at(-1)!;
  eachTileRow(grid, box, (inTile, inImage) => {
    const to = inImage - first;
    const skip = Math.max(0, -to);
    const count = Math.min(length, out.length - to) - skip;
    if (count > 0) copy(values, inTile + skip, out, to + skip, count);
  });
}

/** Integers that do not fit wrap, as they did when they were compressed. */
function copy(from: RawArray, at: number, out: RawArray, to: number, count: number): void {
  if (out instanceof BigInt64Array) {
    if (from instanceof BigInt64Array) out.set(from.subarray(at, at + count), to);
    else for (let i = 0; i < count; i++) out[to + i] = BigInt(Math.trunc(from[at + i]!));
  } else if (from instanceof BigInt64Array)
    throw new TypeError('Long integers have no place in an image of short ones.');
  else if (count < SHORT) for (let i = 0; i < count; i++) out[to + i] = from[at + i]!;
  else out.set(from.subarray(at, at + count), to);
}
