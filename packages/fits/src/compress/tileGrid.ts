import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';

/** How an image is cut into tiles; all slowest axis first. */
export interface TileGrid {
  shape: number[];
  tile: number[];
  /** Tiles along each axis. */
  counts: number[];
  tiles: number;
  /** Of the largest tile. */
  tilePixels: number;
}

/** One tile's place in the image. */
export interface TileBox {
  start: number[];
  shape: number[];
  pixels: number;
}

const product = (lengths: readonly number[]) => lengths.reduce((a, b) => a * b, 1);

/** ZNAXISn and ZTILEn, which default to whole rows. Throws FitsError BAD_TILE_GEOMETRY, before anything is set aside for pixels. */
export function tileGrid(hdu: Hdu, rows: number): TileGrid {
  const { header, index, shape } = hdu;
  const refuse = (card: string, says: string) =>
    new FitsError('BAD_TILE_GEOMETRY', `${card} of HDU ${index} ${says}`, {
      hdu: index,
      card,
      byteOffset: header.placeOf(card),
    });
  const tile = shape.map((length, axis) => {
    const card = `ZTILE${shape.length - axis}`;
    const value = header.get(card) ?? (axis === shape.length - 1 ? length : 1);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1)
      throw refuse(card, `is ${String(value)}; it must be a whole number from 1.`);
    return Math.min(value, Math.max(length, 1));
  });
  if (!Number.isSafeInteger(product(shape)))
    throw refuse('ZNAXIS', 'has axes that multiply to more than any image holds.');
  const counts = shape.map((length, axis) => Math.ceil(length / tile[axis]!));
  const tiles = product(counts);
  if (tiles > rows)
    throw new FitsError(
      'BAD_TILE_GEOMETRY',
      `The image of HDU ${index} is cut into ${tiles} tiles; its table has ${rows} rows.`,
      { hdu: index, card: 'NAXIS2', byteOffset: header.placeOf('NAXIS2') },
    );
  return { shape, tile, counts, tiles, tilePixels: product(tile) };
}

/** The place of a tile; those at the far ends of the axes may be smaller. */
export function tileBox({ shape, tile, counts }: TileGrid, number: number): TileBox {
  const start = new Array<number>(shape.length);
  const own = new Array<number>(shape.length);
  let rest = number;
  let pixels = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const count = counts[axis]!;
    start[axis] = (rest % count) * tile[axis]!;
    rest = Math.floor(rest / count);
    own[axis] = Math.min(tile[axis]!, shape[axis]! - start[axis]!);
    pixels *= own[axis]!;
  }
  return { start, shape: own, pixels };
}

/** Numbers of the first and the last pixel of a tile, counted through the image. */
export function tileSpan(
  { shape }: TileGrid,
  { start, shape: own }: TileBox,
): { first: number; last: number } {
  let first = 0;
  let last = 0;
  for (let axis = 0; axis < shape.length; axis++) {
    first = first * shape[axis]! + start[axis]!;
    last = last * shape[axis]! + start[axis]! + own[axis]! - 1;
  }
  return { first, last };
}

/** Numbers of the first and the last tile of those that hold pixels `from` to `to`; some between may hold none of them. */
export function tileRange(
  { shape, tile, counts }: TileGrid,
  from: number,
  to: number,
): { first: number; last: number } {
  const low = coordinates(shape, from);
  const high = coordinates(shape, to);
  let first = 0;
  let last = 0;
  // As soon as the two part, the axes below are taken whole.
  let isOne = true;
  for (let axis = 0; axis < shape.length; axis++) {
    first = first * counts[axis]! + (isOne ? Math.floor(low[axis]! / tile[axis]!) : 0);
    last = last * counts[axis]! + (isOne ? Math.floor(high[axis]! / tile[axis]!) : counts[axis]! - 1);
    isOne &&= low[axis] === high[axis];
  }
  return { first, last };
}

function coordinates(shape: readonly number[], pixel: number): number[] {
  let rest = pixel;
  return shape
    .toReversed()
    .map((length) => {
      const own = rest % length;
      rest = Math.floor(rest / length);
      return own;
    })
    .reverse();
}

/** Calls `copy` for each row of a tile: where it begins in the tile and in the image. All rows are as long. */
export function eachTileRow(
  { shape }: TileGrid,
  { start, shape: own, pixels }: TileBox,
  copy: (inTile: number, inImage: number) => void,
): void {
  const length = own.at(-1)!;
  const at = [...start];
  for (let inTile = 0; inTile < pixels; inTile += length) {
    let inImage = 0;
    for (let axis = 0; axis < shape.length; axis++) inImage = inImage * shape[axis]! + at[axis]!;
    copy(inTile, inImage);
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      at[axis]! += 1;
      if (at[axis]! < start[axis]! + own[axis]!) break;
      at[axis] = start[axis]!;
    }
  }
}
