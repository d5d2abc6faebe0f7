import type { Hdu } from '../file/hdu.ts';
import type { ByteSource } from '../source.ts';
import { checkReadable, dtypeOf, type ReadOptions } from './readImage.ts';
import { readPieces } from './readPieces.ts';
import { createImageArray, type ImageArray, scalingOf, storePhysical } from './scaling.ts';

/**
 * Hands on all pixels of an HDU in full precision, as readImage gives them, without holding them all: at most 4 MiB
 * where they are not compressed, all of a compressed HDU's stored numbers else. `at` is the place of a piece's first pixel; a piece is good until `take` returns.
 * Throws FitsError.
 */
export async function readImagePieces(
  source: ByteSource,
  hdu: Hdu,
  take: (pixels: ImageArray, at: number) => void,
  options: ReadOptions = {},
): Promise<{ shape: number[]; dtype: string }> {
  const count = checkReadable(hdu, options);
  const scaling = scalingOf(hdu);
  // Made by the first piece: a compressed HDU's type is checked where its tiles are read.
  let buffer: ImageArray | null = null;
  await readPieces(source, hdu, 0, count, (piece, at) => {
    if (!buffer || buffer.length < piece.length)
      buffer = createImageArray(hdu.bitpix!, scaling, piece.length);
    const pixels = buffer.subarray(0, piece.length);
    storePhysical(pixels, 0, piece, scaling);
    take(pixels, at);
  });
  return { shape: hdu.shape, dtype: dtypeOf(buffer!) };
}
