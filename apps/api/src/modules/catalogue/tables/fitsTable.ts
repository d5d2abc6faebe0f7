import { setImmediate } from 'node:timers/promises';
import { cellOf, type FitsColumn, type Hdu, openFits, readTable, unpackedSource } from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { type Cell, type ColumnType, checkColumns, LIMITS, type RawTable, TableError } from './table.ts';

const ROWS_AT_A_TIME = 500;
const TYPES = { BOOLEAN: 'BOOLEAN', INTEGER: 'INTEGER', REAL: 'FLOAT', TEXT: 'STRING' } as const;

/** The first binary or ASCII table of a FITS file. Throws TableError, and FitsError for a file that cannot be read. */
export async function openFitsTable(path: string): Promise<RawTable> {
  const file = await openFileSource(path);
  try {
    const source = await unpackedSource(file, { maxBytes: LIMITS.bytes });
    const { hdus } = await openFits(source);
    const hdu = hdus.find(isTable);
    if (!hdu)
      throw new TableError(
        'NOT_A_TABLE',
        'The FITS file holds images and no table. Give a CSV, VOTable or FITS table.',
      );
    if (source.size > LIMITS.bytes)
      throw new TableError(
        'TOO_LARGE',
        `The file has more than ${LIMITS.bytes / 2 ** 20} MiB; leave out the rest.`,
      );
    const { columns, rows } = await readTable(source, hdu, {
      maxRows: LIMITS.rows + 1,
      maxBytes: 4 * LIMITS.bytes,
    });
    return tableOf(columns, rows);
  } finally {
    await file.close();
  }
}

const isTable = ({ type, compression }: Hdu): boolean =>
  (type === 'BINTABLE' || type === 'TABLE') && compression === null;

function tableOf(all: readonly FitsColumn[], rowCount: number): RawTable {
  const kept = all.filter((column) => typeOf(column) !== null);
  const columns = kept.map((column) => ({
    name: column.name.trim(),
    type: typeOf(column),
    unit: column.unit?.trim() || null,
    description: null,
  }));
  checkColumns(columns);
  return {
    columns,
    leftOut: all.filter((column) => typeOf(column) === null).map(({ name }) => name),
    async *rows() {
      for (let from = 0; from < rowCount; from += ROWS_AT_A_TIME) {
        const count = Math.min(ROWS_AT_A_TIME, rowCount - from);
        await setImmediate();
        yield Array.from({ length: count }, (_, i) => kept.map((column) => plain(column, from + i)));
      }
    },
  };
}

/** Null where a row holds several values. */
function typeOf({ type, shape, elements }: FitsColumn): ColumnType | null {
  if (type === 'COMPLEX') return null;
  if (type === 'TEXT') return shape === null || shape.length === 0 ? 'STRING' : null;
  return !Array.isArray(elements) && shape?.length === 0 ? TYPES[type] : null;
}

function plain(column: FitsColumn, row: number): Cell {
  const cell = cellOf(column, row);
  if (Array.isArray(cell)) return null;
  return typeof cell === 'string' ? cell.replaceAll('\0', '').trimEnd() : cell;
}
