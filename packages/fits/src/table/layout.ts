import type { Hdu } from '../file/hdu.ts';
import { cardError, type TableFrame } from './tableHdu.ts';
import { type AsciiFormat, type BinaryFormat, parseAsciiFormat, parseBinaryFormat } from './tform.ts';

/** Where a column stands in a row, and what its cards say of it. */
export interface ColumnLayout<Format> {
  /** From 1, as in TTYPEn. */
  number: number;
  name: string;
  unit: string | null;
  form: string;
  format: Format;
  /** Within a row. */
  offset: number;
  scale: number;
  zero: number | bigint;
  /** TDIMn, slowest first; null where there is none or where it makes no sense. */
  dim: number[] | null;
}

/** The columns of a binary table. Throws FitsError BAD_TFORM. */
export function binaryLayout(frame: TableFrame): ColumnLayout<BinaryFormat>[] {
  let offset = 0;
  return Array.from({ length: frame.fields }, (_, i) => {
    const { form, format } = formatOf(frame.hdu, i + 1, parseBinaryFormat);
    const column = { ...cardsOf(frame.hdu, i + 1), form, format, offset };
    offset += format.bytes;
    if (offset > frame.rowBytes) throw beyondRow(frame, i + 1);
    return column;
  });
}

/** The columns of an ASCII table. Throws FitsError BAD_TFORM, BAD_TABLE. */
export function asciiLayout(frame: TableFrame): ColumnLayout<AsciiFormat>[] {
  return Array.from({ length: frame.fields }, (_, i) => {
    const { form, format } = formatOf(frame.hdu, i + 1, parseAsciiFormat);
    const card = `TBCOL${i + 1}`;
    const start = frame.hdu.header.get(card);
    if (typeof start !== 'number' || !Number.isSafeInteger(start) || start < 1)
      throw cardError('BAD_TABLE', frame.hdu, card, `is ${String(start)}; it must be a whole number from 1.`);
    if (start - 1 + format.width > frame.rowBytes) throw beyondRow(frame, i + 1);
    return { ...cardsOf(frame.hdu, i + 1), form, format, offset: start - 1 };
  });
}

function formatOf<Format>(hdu: Hdu, number: number, parse: (text: string) => Format | null) {
  const card = `TFORM${number}`;
  const form = hdu.header.text(card);
  const format = form === null ? null : parse(form);
  if (form === null || format === null)
    throw cardError(
      'BAD_TFORM',
      hdu,
      card,
      form === null ? 'is missing.' : `is ${form}, which is no format of a column.`,
    );
  return { form, format };
}

const beyondRow = ({ hdu, rowBytes }: TableFrame, number: number) =>
  cardError('BAD_TFORM', hdu, `TFORM${number}`, `reaches beyond the ${rowBytes} bytes of a row.`);

function cardsOf({ header, index }: Hdu, number: number) {
  const zero = header.get(`TZERO${number}`);
  return {
    number,
    name: header.text(`TTYPE${number}`) ?? `col${number}`,
    unit: header.text(`TUNIT${number}`),
    scale: header.number(`TSCAL${number}`, 1, index),
    zero: typeof zero === 'bigint' ? zero : header.number(`TZERO${number}`, 0, index),
    dim: parseDim(header.text(`TDIM${number}`)),
  };
}

function parseDim(text: string | null): number[] | null {
  const match = /^\s*\(([\d\s,]+)\)\s*$/.exec(text ?? '');
  if (!match) return null;
  const lengths = match[1]!.split(',').map(Number).reverse();
  return lengths.every((length) => Number.isSafeInteger(length)) ? lengths : null;
}
