import type { CompressedImage } from './compressedImage.ts';
import { damagedTile } from './damage.ts';
import { codecOf } from './decodeTile.ts';
import type { TileCell } from './tileRows.ts';

// Deflate writes no more than 258 bytes for two bits.
const MOST_INFLATED = 1032;
const RICE_CODE_BITS = { 1: 3, 2: 4, 4: 5 } as const;

/**
 * Throws FitsError CORRUPT_TILE where a tile's stream is shorter than the shortest that could hold its pixels. Line lists and
 * H-compress can say any number of zeros in a few bytes.
 */
export function checkRoom(image: CompressedImage, cell: TileCell): void {
  const { bytes } = cell.run;
  if (bytes < leastBytes(image, cell))
    throw damagedTile(image, cell, `${bytes} bytes cannot hold its ${cell.box.pixels} pixels`);
}

function leastBytes(image: CompressedImage, cell: TileCell): number {
  const { pixels } = cell.box;
  switch (codecOf(image, cell)) {
    case 'NOCOMPRESS':
      return pixels;
    case 'GZIP_1':
    case 'GZIP_2':
      return pixels / MOST_INFLATED;
    case 'RICE_1':
      return image.bytepix + (Math.ceil(pixels / image.blocksize) * RICE_CODE_BITS[image.bytepix]) / 8;
    default:
      return 1;
  }
}
