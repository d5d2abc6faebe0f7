import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';

/** The frame of a table's data: rows of equal length, then the heap. */
export interface TableFrame {
  hdu: Hdu;
  /** NAXIS2 */
  rows: number;
  /** NAXIS1 */
  rowBytes: number;
  /** TFIELDS */
  fields: number;
  /** Where the heap begins, from the beginning of the data; and where the data end. */
  heapOffset: number;
  dataBytes: number;
}

/** An error about a card of a table, with its place in the file. */
export function cardError(code: 'BAD_TABLE' | 'BAD_TFORM', hdu: Hdu, card: string, says: string): FitsError {
  return new FitsError(code, `${card} of HDU ${hdu.index} ${says}`, {
    hdu: hdu.index,
    card,
    byteOffset: hdu.header.placeOf(card),
  });
}

/** Throws FitsError BAD_TABLE where rows and heap do not fit into the data. */
export function tableFrame(hdu: Hdu): TableFrame {
  const rowBytes = whole(hdu, 'NAXIS1');
  const rows = whole(hdu, 'NAXIS2');
  const fields = whole(hdu, 'TFIELDS');
  if (fields > 999) throw cardError('BAD_TABLE', hdu, 'TFIELDS', `is ${fields}; 999 columns are allowed.`);
  // dataBytes is known to fit into the file.
  const { dataBytes } = hdu;
  if (rows * rowBytes > dataBytes)
    throw cardError(
      'BAD_TABLE',
      hdu,
      'NAXIS2',
      `is ${rows}: that many rows do not fit into ${dataBytes} bytes.`,
    );
  const heapOffset = hdu.header.get('THEAP') === undefined ? rows * rowBytes : whole(hdu, 'THEAP');
  // A heap that begins behind the data has no bytes, and each pointer into it is refused by itself.
  return { hdu, rows, rowBytes, fields, heapOffset, dataBytes };
}

function whole(hdu: Hdu, card: string): number {
  const value = hdu.header.get(card);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  const says = value === undefined ? 'is missing.' : `is ${String(value)}; it must be a whole number from 0.`;
  throw cardError('BAD_TABLE', hdu, card, says);
}
