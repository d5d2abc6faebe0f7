import type { Hdu } from '../file/hdu.ts';
import { emptyElements, type RawArray } from '../image/elements.ts';
import type { ByteSource } from '../source.ts';
import { type CompressedImage, describeCompressed } from './compressedImage.ts';
import { TileDecoder } from './decodeTile.ts';
import { checkRoom } from './leastBytes.ts';
import { placeTile } from './placeTile.ts';
import { tileRange, tileSpan } from './tileGrid.ts';
import { readTileCells, type TileCell } from './tileRows.ts';

/** Tiles whose bytes are read together. */
interface Batch {
  /** From the beginning of the HDU's data. */
  start: number;
  end: number;
  cells: TileCell[];
}

// Tiles whose bytes lie close together are read in one go of about this much.
const MAX_READ = 2 ** 22;

/**
 * Stored values, not yet scaled, of `count` pixels from pixel `first` on, counted through the image. Only tiles that hold some of them are
 * read and decoded. NULL_PIXEL_MASK is not looked at: it only marks pixels that a lossy codec blurred and that are blank
 * already by ZBLANK or NaN.
 *
 * Throws FitsError UNSUPPORTED_COMPRESSION, BAD_TILE_GEOMETRY, BAD_HEAP_POINTER, CORRUPT_TILE and those of the table.
 */
export async function readTiles(
  source: ByteSource,
  hdu: Hdu,
  first: number,
  count: number,
): Promise<RawArray> {
  const { image, cells } = await checkTiles(source, hdu, first, count);
  const out = emptyElements(count, image.bitpix);
  const decoder = new TileDecoder(image);
  for (const batch of batchesOf(cells)) {
    const bytes = await source.read(hdu.dataOffset + batch.start, batch.end - batch.start);
    for (const cell of batch.cells) {
      const start = cell.run.offset - batch.start;
      placeTile(image.grid, cell.box, { first, out }, (target) =>
        decoder.decode(cell, bytes.subarray(start, start + cell.run.bytes), target),
      );
    }
  }
  return out;
}

/**
 * The tiles that hold `count` pixels from pixel `first` on, none of them read. A header may promise more pixels than its
 * bytes can hold: nothing need be set aside for those. Throws as readTiles, but for what is found in a tile.
 */
export async function checkTiles(
  source: ByteSource,
  hdu: Hdu,
  first: number,
  count: number,
): Promise<{ image: CompressedImage; cells: TileCell[] }> {
  const image = describeCompressed(hdu);
  const cells = await cellsOf(source, image, first, count);
  for (const cell of cells) checkRoom(image, cell);
  return { image, cells };
}

/** The tiles that hold pixels wanted. */
async function cellsOf(
  source: ByteSource,
  image: CompressedImage,
  first: number,
  count: number,
): Promise<TileCell[]> {
  const range = tileRange(image.grid, first, first + count - 1);
  const cells = await readTileCells(source, image, range.first, range.last);
  return cells.filter(({ box }) => {
    const span = tileSpan(image.grid, box);
    return span.last >= first && span.first < first + count;
  });
}

/** Tiles in their order, those together whose bytes follow one another closely. */
function batchesOf(cells: readonly TileCell[]): Batch[] {
  const batches: Batch[] = [];
  for (const cell of cells) {
    const start = cell.run.offset;
    const end = start + cell.run.bytes;
    const last = batches.at(-1);
    if (last && start >= last.start && Math.max(end, last.end) - last.start <= MAX_READ) {
      last.cells.push(cell);
      last.end = Math.max(end, last.end);
    } else batches.push({ start, end, cells: [cell] });
  }
  return batches;
}
