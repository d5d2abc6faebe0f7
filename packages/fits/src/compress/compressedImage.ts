import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import { binaryLayout, type ColumnLayout } from '../table/layout.ts';
import { cardError, type TableFrame, tableFrame } from '../table/tableHdu.ts';
import type { BinaryFormat } from '../table/tform.ts';
import type { Quantisation } from './dither.ts';
import { type TileGrid, tileGrid } from './tileGrid.ts';

export const CODECS = ['RICE_1', 'GZIP_1', 'GZIP_2', 'PLIO_1', 'HCOMPRESS_1', 'NOCOMPRESS'] as const;
export type Codec = (typeof CODECS)[number];
export type TileColumn = ColumnLayout<BinaryFormat>;

const BITPIX = new Set([8, 16, 32, 64, -32, -64]);

/** What the header of a tile-compressed image says (FITS 4.0, section 10.1). */
export interface CompressedImage {
  hdu: Hdu;
  frame: TableFrame;
  grid: TileGrid;
  codec: Codec;
  /** ZBITPIX */
  bitpix: number;
  /** Columns by name. */
  columns: ReadonlyMap<string, TileColumn>;
  /** Null where the pixels are stored as they are. */
  quantised: Quantisation | null;
  bytepix: 1 | 2 | 4;
  blocksize: number;
  smooth: boolean;
}

/** Throws FitsError UNSUPPORTED_COMPRESSION, BAD_TILE_GEOMETRY, BAD_BITPIX, BAD_TABLE, BAD_TFORM, BAD_KEYWORD. */
export function describeCompressed(hdu: Hdu): CompressedImage {
  const { header, index } = hdu;
  const codec = codecOf(hdu);
  const frame = tableFrame(hdu);
  const grid = tileGrid(hdu, frame.rows);
  const bitpix = header.get('ZBITPIX');
  if (typeof bitpix !== 'number' || !BITPIX.has(bitpix))
    throw new FitsError(
      'BAD_BITPIX',
      `ZBITPIX of HDU ${index} is ${String(bitpix)}; it must be 8, 16, 32, 64, -32 or -64.`,
      { hdu: index, card: 'ZBITPIX', byteOffset: header.placeOf('ZBITPIX') },
    );
  const columns = new Map(binaryLayout(frame).map((column) => [column.name.trim().toUpperCase(), column]));
  if (!columns.get('COMPRESSED_DATA')?.format.descriptor)
    throw cardError('BAD_TABLE', hdu, 'TFIELDS', 'names no column COMPRESSED_DATA of variable length.');
  const bytepix = parameter(hdu, 'BYTEPIX', 4);
  const blocksize = parameter(hdu, 'BLOCKSIZE', 32);
  if (codec === 'RICE_1' && bytepix !== 1 && bytepix !== 2 && bytepix !== 4)
    throw unsupported(hdu, `RICE_1 with pixels of ${bytepix} bytes, which cannot be read; 1, 2 and 4 can.`);
  if (!(Number.isSafeInteger(blocksize) && blocksize >= 1))
    throw unsupported(hdu, `blocks of ${blocksize} pixels, which cannot be read.`);
  return {
    hdu,
    frame,
    grid,
    codec,
    bitpix,
    columns,
    quantised: quantisation(hdu, codec, bitpix, columns),
    bytepix: bytepix as 1 | 2 | 4,
    blocksize,
    smooth: parameter(hdu, 'SMOOTH', 0) !== 0,
  };
}

function codecOf(hdu: Hdu): Codec {
  // RICE_ONE is an older name of RICE_1.
  const name = hdu.compression === 'RICE_ONE' ? 'RICE_1' : hdu.compression?.trim();
  const codec = CODECS.find((known) => known === name);
  if (!codec) throw unsupported(hdu, `${name}, which cannot be read; ${CODECS.join(', ')} can.`);
  return codec;
}

const unsupported = (hdu: Hdu, says: string) =>
  new FitsError('UNSUPPORTED_COMPRESSION', `HDU ${hdu.index} is compressed with ${says}`, {
    hdu: hdu.index,
    card: 'ZCMPTYPE',
    byteOffset: hdu.header.placeOf('ZCMPTYPE'),
  });

/** ZVALn of the ZNAMEn that bears a name. */
function parameter({ header, index }: Hdu, name: string, otherwise: number): number {
  for (let n = 1; n <= 999; n++) {
    const own = header.text(`ZNAME${n}`);
    if (own === null) return otherwise;
    if (own.trim() === name) return header.number(`ZVAL${n}`, otherwise, index);
  }
  return otherwise;
}

function quantisation(
  hdu: Hdu,
  codec: Codec,
  bitpix: number,
  columns: ReadonlyMap<string, TileColumn>,
): Quantisation | null {
  const { header, index } = hdu;
  const method = header.text('ZQUANTIZ')?.trim() ?? 'NO_DITHER';
  const hasScale = columns.has('ZSCALE') || header.get('ZSCALE') !== undefined;
  if (bitpix > 0 || codec === 'NOCOMPRESS' || method === 'NONE' || !hasScale) return null;
  const dither = method === 'SUBTRACTIVE_DITHER_1' ? 1 : method === 'SUBTRACTIVE_DITHER_2' ? 2 : 0;
  if (dither === 0 && method !== 'NO_DITHER')
    throw unsupported(hdu, `${codec} and the quantisation ${method}, which cannot be read.`);
  return { dither, seed: Math.trunc(header.number('ZDITHER0', 1, index)) };
}
