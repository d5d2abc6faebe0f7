import { blocksOf } from './hduParts.ts';
import { imageParts, type WritableImage } from './imageHdu.ts';
import { tableParts, type WritableTable } from './tableHdu.ts';

export type WritableHdu = WritableImage | WritableTable;

export interface WriteOptions {
  /** Adds DATASUM and CHECKSUM to every HDU. */
  withChecksum?: boolean;
}

/**
 * A FITS file in parts, each to be written behind the one before: the first HDU is the primary, the others are extensions. A table
 * first has an empty primary HDU put before it.
 *
 * Throws RangeError where something cannot be written in FITS.
 */
export function* fitsParts(
  hdus: readonly WritableHdu[],
  { withChecksum = false }: WriteOptions = {},
): Generator<Uint8Array> {
  const all: readonly WritableHdu[] = hdus[0] && 'columns' in hdus[0] ? [{ shape: [] }, ...hdus] : hdus;
  for (const [index, hdu] of all.entries())
    yield* blocksOf(
      'columns' in hdu ? tableParts(hdu) : imageParts(hdu),
      index === 0,
      hdu.name,
      withChecksum,
    );
}

/** A FITS file as a whole; see `fitsParts`. */
export function writeFits(hdus: readonly WritableHdu[], options: WriteOptions = {}): Uint8Array {
  const parts = [...fitsParts(hdus, options)];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
