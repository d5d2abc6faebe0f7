import { decodeElements, type RawArray } from '../image/elements.ts';
import type { Codec, CompressedImage } from './compressedImage.ts';
import { damagedTile, StreamDamage } from './damage.ts';
import { dequantise } from './dither.ts';
import { decodeHcompress } from './hcompress/hcompress.ts';
import { TileInflater } from './inflate.ts';
import { decodePlio } from './plio.ts';
import { decodeRice } from './rice.ts';
import { unshuffle } from './shuffle.ts';
import type { TileBox } from './tileGrid.ts';
import type { TileCell } from './tileRows.ts';

// Bits are counted in 32-bit numbers.
const MAX_STREAM = 2 ** 28;

/** Decodes the tiles of one image, with memory that it keeps between them. */
export class TileDecoder {
  readonly #image: CompressedImage;
  readonly #inflater = new TileInflater();
  #integers = new Int32Array(0);

  constructor(image: CompressedImage) {
    this.#image = image;
  }

  /**
   * The pixels of a tile as they are stored (not yet scaled), valid until the next tile. Written to `target` where that is real numbers of the
   * tile's length, otherwise to memory of the decoder's. Throws FitsError CORRUPT_TILE.
   */
  decode(cell: TileCell, bytes: Uint8Array, target: RawArray | null): RawArray {
    try {
      return this.#decode(cell, bytes, target);
    } catch (error) {
      if (!(error instanceof StreamDamage)) throw error;
      throw damagedTile(this.#image, cell, error.message);
    }
  }

  #decode(cell: TileCell, bytes: Uint8Array, target: RawArray | null): RawArray {
    const { quantised, bitpix } = this.#image;
    if (bytes.length > MAX_STREAM)
      throw new StreamDamage(`${bytes.length} bytes are too many for one stream`);
    const values = this.#values(cell, bytes);
    if (!quantised || cell.kind !== 'COMPRESSED_DATA') return values;
    const out = realArray(target, bitpix, cell.box.pixels);
    dequantise(asIntegers(values), out, cell, quantised);
    return out;
  }

  #values(cell: TileCell, bytes: Uint8Array): RawArray {
    const { pixels } = cell.box;
    const widths = this.#integerWidths(cell);
    switch (codecOf(this.#image, cell)) {
      case 'NOCOMPRESS':
        return this.#stored(bytes, pixels);
      case 'GZIP_1':
        return this.#stored(this.#inflate(bytes, pixels), pixels, widths);
      case 'GZIP_2': {
        const raw = this.#inflate(bytes, pixels);
        return this.#stored(unshuffle(raw, raw.length / pixels), pixels, widths);
      }
      default:
        return this.#integersOf(cell.box, bytes);
    }
  }

  /** Widths of integers in gzip streams, besides BITPIX's own: cfitsio may have made them wider, and real numbers whole. */
  #integerWidths({ kind }: TileCell): readonly number[] {
    const { quantised, bitpix } = this.#image;
    if (bitpix > 0) return [4];
    return quantised && kind === 'COMPRESSED_DATA' ? [1, 2, 4] : [];
  }

  #integersOf(box: TileBox, bytes: Uint8Array): Int32Array {
    const { codec, hdu, bitpix } = this.#image;
    if (this.#integers.length < box.pixels) this.#integers = new Int32Array(box.pixels);
    const out = this.#integers.subarray(0, box.pixels);
    if (codec === 'RICE_1') decodeRice(bytes, out, this.#image);
    else if (codec === 'PLIO_1') {
      decodePlio(bytes, out);
      // Line lists have no sign: of the convention for unsigned numbers, they hold the unsigned ones.
      if (bitpix === 16 && hdu.header.get('BZERO') === 32768)
        for (let i = 0; i < out.length; i++) out[i]! -= 32768;
    } else {
      decodeHcompress(bytes, out, imageWidth(box), this.#image.smooth);
      // Scaling may have carried values over the ends of the range.
      if (bitpix === 8) clip(out, 0, 255);
      else if (bitpix === 16) clip(out, -32768, 32767);
    }
    return out;
  }

  #inflate(bytes: Uint8Array, pixels: number): Uint8Array<ArrayBuffer> {
    // Narrow integers may have been compressed as four bytes.
    return this.#inflater.inflate(bytes, pixels * Math.max(4, Math.abs(this.#image.bitpix) / 8));
  }

  /** Big-endian numbers as wide as BITPIX has them; integers that were inflated may have `others`, as their bytes say. */
  #stored(bytes: Uint8Array, pixels: number, others: readonly number[] = []): RawArray {
    const { bitpix } = this.#image;
    const width = bytes.length / pixels;
    if (others.includes(width)) return decodeElements(bytes, width * 8);
    if (width === Math.abs(bitpix) / 8) return decodeElements(bytes, bitpix);
    throw new StreamDamage(`${bytes.length} bytes are not those of ${pixels} pixels`);
  }
}

/** How the bytes of a tile are packed, which depends on the column they stand in. */
export function codecOf({ codec }: CompressedImage, { kind }: Pick<TileCell, 'kind'>): Codec {
  if (kind === 'UNCOMPRESSED_DATA') return 'NOCOMPRESS';
  return kind === 'GZIP_COMPRESSED_DATA' ? 'GZIP_1' : codec;
}

const asIntegers = (values: RawArray): Int32Array =>
  values instanceof Int32Array ? values : Int32Array.from(values, Number);

function realArray(target: RawArray | null, bitpix: number, pixels: number): Float32Array | Float64Array {
  if ((target instanceof Float32Array || target instanceof Float64Array) && target.length === pixels)
    return target;
  return bitpix === -64 ? new Float64Array(pixels) : new Float32Array(pixels);
}

/** The fastest axis that is longer than 1: H-compress knows two axes, and the others of a tile are 1. */
const imageWidth = ({ shape }: TileBox): number => shape.findLast((length) => length > 1) ?? 1;

function clip(values: Int32Array, least: number, most: number): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < least) values[i] = least;
    else if (value > most) values[i] = most;
  }
}
