import { FitsError } from '../error.ts';
import type { CompressedImage } from './compressedImage.ts';
import type { TileCell } from './tileRows.ts';

/** Why a compressed stream cannot be what was written. The reader of tiles adds the place. */
export class StreamDamage extends Error {
  override name = 'StreamDamage';
}

export function damagedTile({ hdu }: CompressedImage, { tile, run }: TileCell, reason: string): FitsError {
  return new FitsError('CORRUPT_TILE', `Tile ${tile} of HDU ${hdu.index} is damaged: ${reason}.`, {
    hdu: hdu.index,
    tile,
    byteOffset: hdu.dataOffset + run.offset,
  });
}
