import { setImmediate } from 'node:timers/promises';
import {
  type ByteSource,
  cellOf,
  type FitsColumn,
  FitsError,
  type FitsTable,
  type Hdu,
  openFits,
  readTable,
  type TableLimits,
  unpackedSource,
} from '@asterism/fits';
import { openFileSource } from '@asterism/fits/node';
import { type Cell, type ColumnType, checkColumns, LIMITS, type RawTable, TableError } from './table.ts';

// Some 30 ms of reading for 50 columns.
const ROWS_AT_A_TIME = 2000;
const TYPES = { BOOLEAN: 'BOOLEAN', INTEGER: 'INTEGER', REAL: 'FLOAT', TEXT: 'STRING' } as const;

/** The first binary or ASCII table of a FITS file. Throws TableError; what FitsError says is said by one. */
export async function openFitsTable(path: string): Promise<RawTable> {
  const head = await readColumns(path, { firstRow: 0, maxRows: 1 });
  const kept = head.columns.filter((column) => typeOf(column) !== null);
  const columns = kept.map((column) => ({
    name: column.name.trim(),
    type: typeOf(column),
    unit: column.unit?.trim() || null,
    description: null,
  }));
  checkColumns(columns);
  if (head.totalRows > LIMITS.rows)
    throw new TableError(
      'TOO_LARGE',
      `The table has ${head.totalRows} rows; up to ${LIMITS.rows} are taken. Leave some out.`,
    );
  return {
    columns,
    leftOut: head.columns.filter((column) => typeOf(column) === null).map(({ name }) => name),
    rows: () => rowsOf(path),
  };
}

async function* rowsOf(path: string): AsyncGenerator<Cell[][]> {
  const file = await openFileSource(path);
  try {
    const { source, hdu } = await openHdu(file);
    for (let firstRow = 0; ; firstRow += ROWS_AT_A_TIME) {
      const { columns, rows } = await readTable(source, hdu, { firstRow, maxRows: ROWS_AT_A_TIME });
      if (rows === 0) return;
      const kept = columns.filter((column) => typeOf(column) !== null);
      yield Array.from({ length: rows }, (_, row) => kept.map((column) => plain(column, row)));
      await setImmediate();
    }
  } catch (error) {
    throw asTableError(error);
  } finally {
    await file.close();
  }
}

async function readColumns(path: string, limits: TableLimits): Promise<FitsTable> {
  const file = await openFileSource(path);
  try {
    const { source, hdu } = await openHdu(file);
    return await readTable(source, hdu, limits);
  } catch (error) {
    throw asTableError(error);
  } finally {
    await file.close();
  }
}

async function openHdu(file: ByteSource): Promise<{ source: ByteSource; hdu: Hdu }> {
  const source = await unpackedSource(file, { maxBytes: LIMITS.bytes });
  if (source.size > LIMITS.bytes)
    throw new TableError(
      'TOO_LARGE',
      `The file has more than ${LIMITS.bytes / 2 ** 20} MiB; give the table by itself.`,
    );
  const { hdus } = await openFits(source);
  const hdu = hdus.find(
    ({ type, compression }) => (type === 'BINTABLE' || type === 'TABLE') && compression === null,
  );
  if (hdu) return { source, hdu };
  throw new TableError(
    'NOT_A_TABLE',
    'The FITS file holds images and no table. Give a CSV, VOTable or FITS table.',
  );
}

function asTableError(error: unknown): unknown {
  if (!(error instanceof FitsError)) return error;
  return new TableError(error.code === 'TOO_LARGE' ? 'TOO_LARGE' : 'NOT_A_TABLE', error.message);
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
