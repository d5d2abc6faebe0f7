import { describeCompressed } from '../compress/compressedImage.ts';
import { readTiles } from '../compress/readTiles.ts';
import { FitsError } from '../error.ts';
import { type Hdu, isImage } from '../file/hdu.ts';
import type { ByteSource } from '../source.ts';
import { readPieces } from './readPieces.ts';
import { createImageArray, type ImageArray, scaleArray, scalingOf, storePhysical } from './scaling.ts';

export interface ReadOptions {
  /** What the pixels of one call may take in memory, eight bytes each. 4 GiB where nothing is said. */
  maxBytes?: number;
}

export interface FitsImage {
  data: ImageArray;
  /** Slowest axis first. */
  shape: number[];
  /** NumPy's name of the type. */
  dtype: string;
}

/** All pixels of an HDU in full precision. Throws FitsError; TOO_LARGE before anything is set aside. */
export async function readImage(source: ByteSource, hdu: Hdu, options: ReadOptions = {}): Promise<FitsImage> {
  const count = checkReadable(hdu, options);
  const scaling = scalingOf(hdu);
  if (hdu.compression !== null) {
    const data = scaleArray(await readTiles(source, hdu, 0, count), hdu.bitpix!, scaling);
    return { data, shape: hdu.shape, dtype: dtypeOf(data) };
  }
  const data = createImageArray(hdu.bitpix!, scaling, count);
  await readPieces(source, hdu, 0, count, (piece, at) => storePhysical(data, at, piece, scaling));
  return { data, shape: hdu.shape, dtype: dtypeOf(data) };
}

/** The number of pixels, after making sure that they can be read. Throws FitsError. */
export function checkReadable(hdu: Hdu, { maxBytes = 2 ** 32 }: ReadOptions = {}): number {
  const place = { hdu: hdu.index, byteOffset: hdu.dataOffset };
  if (!isImage(hdu))
    throw new FitsError('UNSUPPORTED', `HDU ${hdu.index} (${hdu.type}) holds no image.`, place);
  if (hdu.shape.length === 0 || hdu.shape.includes(0))
    throw new FitsError('NO_IMAGE', `HDU ${hdu.index} has no pixels.`, place);
  // How the tiles lie says more of what is wrong than the number of pixels would.
  if (hdu.compression !== null) describeCompressed(hdu);
  const elements = hdu.shape.reduce((product, length) => product * length, 1);
  if (elements * 8 > maxBytes)
    throw new FitsError(
      'TOO_LARGE',
      `HDU ${hdu.index} has ${elements} pixels; the limit is ${Math.floor(maxBytes / 8)}.`,
      place,
    );
  return elements;
}

/** NumPy's name of an array's type. */
export function dtypeOf(data: ImageArray): string {
  return data.constructor.name.replace('Array', '').replace('Big', '').toLowerCase();
}
