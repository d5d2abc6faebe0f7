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
  const place = { hdu: index, byteOffset: dataOffset };
  const bitpix = header.get('BITPIX');
  if (typeof bitpix !== 'number' || !BITPIX.has(bitpix))
    throw new FitsError(
      'BAD_BITPIX',
      `BITPIX of HDU ${index} is ${show(bitpix)}; it must be 8, 16, 32, 64, -32 or -64.`,
      {
        ...place,
        card: 'BITPIX',
      },
    );
  const shape = axes(header, index, 'NAXIS', place.byteOffset);
  const extension = header.text('XTENSION')?.trimEnd();
  const type = index === 0 && extension === undefined ? 'PRIMARY' : (extension ?? 'UNKNOWN');
  const isCompressed = type === 'BINTABLE' && header.get('ZIMAGE') === true;
  return {
    index,
    type,
    name: header.text('EXTNAME'),
    header,
    shape: isCompressed ? axes(header, index, 'ZNAXIS', place.byteOffset) : shape,
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

function axes(header: Header, hdu: number, prefix: 'NAXIS' | 'ZNAXIS', byteOffset: number): number[] {
  const count = axisLength(header, prefix, hdu, byteOffset);
  if (count > 999)
    throw new FitsError('BAD_NAXIS', `${prefix} of HDU ${hdu} is ${count}; 999 axes are allowed.`, {
      hdu,
      card: prefix,
      byteOffset,
    });
  return Array.from({ length: count }, (_, i) =>
    axisLength(header, `${prefix}${count - i}`, hdu, byteOffset),
  );
}

function axisLength(header: Header, keyword: string, hdu: number, byteOffset: number): number {
  const value = header.get(keyword);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const reason = value === undefined ? 'is missing' : `is ${show(value)}; it must be a whole number from 0`;
  throw new FitsError('BAD_NAXIS', `${keyword} of HDU ${hdu} ${reason}.`, { hdu, card: keyword, byteOffset });
}

function dataBytes(header: Header, hdu: number, bitpix: number, shape: readonly number[]): number {
  if (shape.length === 0) return 0;
  const parameters = header.number('PCOUNT', 0, hdu, 'BAD_PCOUNT');
  const groups = header.number('GCOUNT', 1, hdu, 'BAD_PCOUNT');
  if (parameters < 0 || groups < 0)
    throw new FitsError('BAD_PCOUNT', `PCOUNT and GCOUNT of HDU ${hdu} must not be negative.`, {
      hdu,
      card: 'PCOUNT',
    });
  // Random groups write 0 for the first axis and count the others.
  const counted = header.get('GROUPS') === true && shape.at(-1) === 0 ? shape.slice(0, -1) : shape;
  const elements = counted.reduce((product, length) => product * length, 1);
  const bytes = (Math.abs(bitpix) / 8) * groups * (parameters + elements);
  if (!Number.isSafeInteger(bytes))
    throw new FitsError('TOO_LARGE', `The axes of HDU ${hdu} multiply to more than any file holds.`, {
      hdu,
      card: 'NAXIS',
    });
  return bytes;
}

const show = (value: unknown): string => (value === undefined ? 'missing' : String(value));
