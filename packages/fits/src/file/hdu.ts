import { FitsError } from '../error.ts';
import type { Header } from '../header/header.ts';

export type HduType = 'PRIMARY' | 'IMAGE' | 'TABLE' | 'BINTABLE' | (string & {});

/** One header and data unit. */
export interface Hdu {
  index: number;
  type: HduType;
  /** EXTNAME */
  name: string | null;
  header: Header;
  /** Lengths of the axes, slowest first: NAXISn to NAXIS1. Of a compressed image, those of the image. */
  shape: number[];
  bitpix: number | null;
  /** ZCMPTYPE of a tile-compressed image. */
  compression: string | null;
  dataOffset: number;
  /** Without padding. */
  dataBytes: number;
}

const BITPIX = new Set([8, 16, 32, 64, -32, -64]);

/** Works out type, shape and size from a header. Throws FitsError where the structure is not allowed. */
export function describeHdu(header: Header, index: number, dataOffset: number): Hdu {
  const bitpix = header.get('BITPIX');
  if (typeof bitpix !== 'number' || !BITPIX.has(bitpix))
    throw new FitsError(
      'BAD_BITPIX',
      `BITPIX of HDU ${index} is ${show(bitpix)}; it must be 8, 16, 32, 64, -32 or -64.`,
      { hdu: index, card: 'BITPIX', byteOffset: header.placeOf('BITPIX') },
    );
  const shape = axes(header, index, 'NAXIS');
  const extension = header.text('XTENSION')?.trimEnd();
  const type = index === 0 && extension === undefined ? 'PRIMARY' : (extension ?? 'UNKNOWN');
  const isCompressed = type === 'BINTABLE' && header.get('ZIMAGE') === true;
  return {
    index,
    type,
    name: header.text('EXTNAME'),
    header,
    shape: isCompressed ? axes(header, index, 'ZNAXIS') : shape,
    bitpix: isCompressed ? header.number('ZBITPIX', bitpix, index) : bitpix,
    compression: isCompressed ? (header.text('ZCMPTYPE') ?? 'unknown') : null,
    dataOffset,
    dataBytes: dataBytes(header, index, bitpix, shape),
  };
}

/** Whether the HDU's data are an array of pixels, compressed or not. */
export const isImage = (hdu: Hdu): boolean =>
  (hdu.type === 'PRIMARY' || hdu.type === 'IMAGE' || hdu.compression !== null) && !isRandomGroups(hdu);

const isRandomGroups = ({ header, shape }: Hdu): boolean =>
  header.get('GROUPS') === true && shape.at(-1) === 0;

function axes(header: Header, hdu: number, prefix: 'NAXIS' | 'ZNAXIS'): number[] {
  const count = axisLength(header, prefix, hdu);
  if (count > 999)
    throw new FitsError('BAD_NAXIS', `${prefix} of HDU ${hdu} is ${count}; 999 axes are allowed.`, {
      hdu,
      card: prefix,
      byteOffset: header.placeOf(prefix),
    });
  return Array.from({ length: count }, (_, i) => axisLength(header, `${prefix}${count - i}`, hdu));
}

function axisLength(header: Header, keyword: string, hdu: number): number {
  const value = header.get(keyword);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const reason = value === undefined ? 'is missing' : `is ${show(value)}; it must be a whole number from 0`;
  throw new FitsError('BAD_NAXIS', `${keyword} of HDU ${hdu} ${reason}.`, {
    hdu,
    card: keyword,
    byteOffset: header.placeOf(keyword),
  });
}

function dataBytes(header: Header, hdu: number, bitpix: number, shape: readonly number[]): number {
  if (shape.length === 0) return 0;
  const parameters = count(header, 'PCOUNT', 0, hdu);
  const groups = count(header, 'GCOUNT', 1, hdu);
  // Random groups write 0 for the first axis and count the others.
  const counted = header.get('GROUPS') === true && shape.at(-1) === 0 ? shape.slice(0, -1) : shape;
  const elements = counted.reduce((product, length) => product * length, 1);
  const bytes = (Math.abs(bitpix) / 8) * groups * (parameters + elements);
  if (!Number.isSafeInteger(bytes))
    throw new FitsError('TOO_LARGE', `The axes of HDU ${hdu} multiply to more than any file holds.`, {
      hdu,
      card: 'NAXIS',
      byteOffset: header.placeOf('NAXIS'),
    });
  return bytes;
}

function count(header: Header, card: 'PCOUNT' | 'GCOUNT', otherwise: number, hdu: number): number {
  const value = header.number(card, otherwise, hdu, 'BAD_PCOUNT');
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new FitsError('BAD_PCOUNT', `${card} of HDU ${hdu} is ${value}; it must be a whole number from 0.`, {
    hdu,
    card,
    byteOffset: header.placeOf(card),
  });
}

const show = (value: unknown): string => (value === undefined ? 'missing' : String(value));
