import type { WritableCard } from './card.ts';
import { type StoredColumn, storeColumn, type WritableColumn } from './column.ts';
import type { HduParts } from './hduParts.ts';

export interface WritableTable {
  columns: readonly WritableColumn[];
  /** EXTNAME */
  name?: string;
  /** Cards after those of the columns. */
  cards?: readonly WritableCard[];
}

/** A binary table. Throws RangeError where columns differ in length or values do not fit what they are said to be. */
export function tableParts({ columns, cards = [] }: WritableTable): HduParts {
  if (columns.length > 999) throw new RangeError(`${columns.length} columns are more than 999.`);
  const stored = columns.map(storeColumn);
  const rows = stored[0]?.rows ?? 0;
  const other = stored.findIndex((column) => column.rows !== rows);
  if (other > 0)
    throw new RangeError(
      `Column ${columns[other]!.name} has ${stored[other]!.rows} rows; the first one has ${rows}.`,
    );
  const rowBytes = stored.reduce((sum, { cellBytes }) => sum + cellBytes, 0);
  return {
    xtension: { name: 'BINTABLE', comment: 'binary table extension' },
    mandatory: [
      { keyword: 'BITPIX', value: 8 },
      { keyword: 'NAXIS', value: 2 },
      { keyword: 'NAXIS1', value: rowBytes, comment: 'bytes of a row' },
      { keyword: 'NAXIS2', value: rows, comment: 'rows' },
    ],
    pcount: 0,
    structure: [
      { keyword: 'TFIELDS', value: stored.length, comment: 'columns' },
      ...stored.flatMap((column, i) => columnCards(columns[i]!, column, i + 1)),
    ],
    cards,
    data: interleave(stored, rows, rowBytes),
  };
}

function columnCards({ name, unit }: WritableColumn, stored: StoredColumn, n: number): WritableCard[] {
  const { form, dim, zero, nullValue } = stored;
  const cards: WritableCard[] = [
    { keyword: `TTYPE${n}`, value: name },
    { keyword: `TFORM${n}`, value: form },
  ];
  if (unit) cards.push({ keyword: `TUNIT${n}`, value: unit });
  if (dim) cards.push({ keyword: `TDIM${n}`, value: dim });
  if (zero !== null) cards.push({ keyword: `TSCAL${n}`, value: 1 }, { keyword: `TZERO${n}`, value: zero });
  if (nullValue !== null) cards.push({ keyword: `TNULL${n}`, value: nullValue });
  return cards;
}

/** Rows of all columns, from columns of all rows. */
function interleave(columns: readonly StoredColumn[], rows: number, rowBytes: number): Uint8Array {
  const data = new Uint8Array(rows * rowBytes);
  let offset = 0;
  for (const { bytes, cellBytes } of columns) {
    for (let row = 0; row < rows; row++)
      for (let i = 0, to = row * rowBytes + offset, from = row * cellBytes; i < cellBytes; i++)
        data[to + i] = bytes[from + i]!;
    offset += cellBytes;
  }
  return data;
}
