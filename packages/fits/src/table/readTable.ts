import { FitsError, type FitsWarning } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import type { ByteSource } from '../source.ts';
import { readAsciiColumn } from './asciiColumn.ts';
import { readBinaryColumn } from './binaryColumn.ts';
import type { FitsColumn } from './column.ts';
import { asciiLayout, binaryLayout } from './layout.ts';
import { type TableFrame, tableFrame } from './tableHdu.ts';
import { readVariableColumn } from './variableColumn.ts';

export interface FitsTable {
  columns: FitsColumn[];
  /** Rows that were read. */
  rows: number;
  /** Rows that the table has. */
  totalRows: number;
  warnings: FitsWarning[];
}

export interface TableLimits {
  /** Rows before it are left out; 0 where nothing is said. So a long table is read some rows at a time. */
  firstRow?: number;
  /** Rows beyond so many are left out. */
  maxRows?: number;
  /** The most that the columns may take in memory, 1 GiB by default; more is refused. */
  maxBytes?: number;
}

// A string or an array for each row and column costs about this much besides what it holds.
const OBJECT_BYTES = 64;

/** Bytes that a table may still take. */
export type Spend = (bytes: number) => void;

/**
 * Reads a binary or ASCII table. Values are those of astropy: scaled by TSCALn and TZEROn, unsigned by their conventions;
 * TNULLn and undefined logicals are marked in `nulls`, and `cellOf` gives null for them.
 *
 * Throws FitsError UNSUPPORTED where the HDU is no table, BAD_TABLE, BAD_TFORM, BAD_KEYWORD, BAD_HEAP_POINTER, TOO_LARGE.
 */
export async function readTable(source: ByteSource, hdu: Hdu, limits: TableLimits = {}): Promise<FitsTable> {
  const isAscii = hdu.type === 'TABLE';
  if (!isAscii && hdu.type !== 'BINTABLE')
    throw new FitsError('UNSUPPORTED', `HDU ${hdu.index} (${hdu.type}) is no table.`, {
      hdu: hdu.index,
      byteOffset: hdu.dataOffset,
    });
  const frame = tableFrame(hdu);
  const firstRow = Math.min(frame.rows, Math.max(0, Math.floor(limits.firstRow ?? 0)));
  const rows = Math.min(frame.rows - firstRow, Math.max(0, Math.floor(limits.maxRows ?? frame.rows)));
  const spend = budget(hdu, limits.maxBytes ?? 2 ** 30);
  const warnings: FitsWarning[] = [];
  const span: Span = { firstRow, rows };
  const columns = isAscii
    ? await asciiColumns(source, frame, span, spend, warnings)
    : await binaryColumns(source, frame, span, spend, warnings);
  return { columns, rows, totalRows: frame.rows, warnings };
}

/** The rows that are read. */
interface Span {
  firstRow: number;
  rows: number;
}

async function asciiColumns(
  source: ByteSource,
  frame: TableFrame,
  { firstRow, rows }: Span,
  spend: Spend,
  warnings: FitsWarning[],
): Promise<FitsColumn[]> {
  const layout = asciiLayout(frame);
  for (const { format } of layout) spend(rows * (format.code === 'A' ? OBJECT_BYTES + format.width : 8));
  const bytes = await readRows(source, frame, { firstRow, rows }, spend);
  return layout.map((column) => readAsciiColumn(bytes, frame, rows, column, warnings));
}

async function binaryColumns(
  source: ByteSource,
  frame: TableFrame,
  { firstRow, rows }: Span,
  spend: Spend,
  warnings: FitsWarning[],
): Promise<FitsColumn[]> {
  const layout = binaryLayout(frame);
  for (const { format } of layout) {
    const objects = format.code === 'A' || format.descriptor ? OBJECT_BYTES : 0;
    // Scaled numbers take 8 bytes whatever they are in the file, bits one each.
    spend(rows * (objects + format.repeat * 8));
  }
  const bytes = await readRows(source, frame, { firstRow, rows }, spend);
  const columns: FitsColumn[] = [];
  for (const column of layout)
    columns.push(
      column.format.descriptor
        ? await readVariableColumn(source, bytes, frame, rows, column, spend)
        : readBinaryColumn(bytes, frame, rows, column, warnings),
    );
  return columns;
}

function readRows(
  source: ByteSource,
  frame: TableFrame,
  { firstRow, rows }: Span,
  spend: Spend,
): Promise<Uint8Array> {
  spend(rows * frame.rowBytes);
  return source.read(frame.hdu.dataOffset + firstRow * frame.rowBytes, rows * frame.rowBytes);
}

function budget(hdu: Hdu, maxBytes: number): Spend {
  let spent = 0;
  return (bytes) => {
    spent += bytes;
    if (spent > maxBytes)
      throw new FitsError(
        'TOO_LARGE',
        `The table of HDU ${hdu.index} takes more than ${maxBytes} bytes; read fewer rows.`,
        {
          hdu: hdu.index,
          byteOffset: hdu.dataOffset,
        },
      );
  };
}
