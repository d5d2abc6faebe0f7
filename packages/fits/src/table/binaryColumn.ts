import type { FitsWarning } from '../error.ts';
import type { Elements, FitsColumn } from './column.ts';
import {
  dtypeOf,
  type Reading,
  readBits,
  readLogicals,
  readNumbers,
  readString,
  typeOf,
} from './elements.ts';
import type { ColumnLayout } from './layout.ts';
import { cardError, type TableFrame } from './tableHdu.ts';
import type { BinaryFormat } from './tform.ts';

type Layout = ColumnLayout<BinaryFormat>;

/** A column whose rows are all of one length. `bytes` holds the first `rows` rows of the table. */
export function readBinaryColumn(
  bytes: Uint8Array,
  frame: TableFrame,
  rows: number,
  column: Layout,
  warnings: FitsWarning[],
): FitsColumn {
  const { code, repeat } = column.format;
  const reading = readingOf(frame, column);
  const shape = shapeOf(frame, column, warnings);
  const isText = code === 'A';
  // What TDIMn leaves over at the end of a cell is not read.
  const width = isText ? (shape.pop() ?? 0) : 1;
  const count = shape.reduce((product, length) => product * length, 1);
  let elements: Elements;
  if (isText)
    elements = {
      values: readStrings(bytes, frame.rowBytes, rows, column.offset, { width, count }),
      nulls: null,
    };
  else {
    const own = columnBytes(bytes, frame.rowBytes, rows, column, count);
    elements = readElements(own, reading, rows, count);
  }
  const { name, unit, form } = column;
  return {
    name,
    unit,
    format: form,
    type: typeOf(code, reading),
    dtype: dtypeOf(code, reading),
    shape: isText ? shape : repeat === 1 && column.dim === null ? [] : shape,
    elements,
  };
}

/** Throws FitsError BAD_TFORM where TNULLn is no whole number. */
export function readingOf({ hdu }: TableFrame, { format, number, scale, zero }: Layout): Reading {
  const card = `TNULL${number}`;
  const value = hdu.header.get(card) ?? null;
  const isWhole = 'BIJK'.includes(format.code);
  if (isWhole && value !== null && typeof value !== 'bigint' && !Number.isSafeInteger(value))
    throw cardError('BAD_TABLE', hdu, card, `is ${String(value)}, not a whole number.`);
  const tnull = isWhole && (typeof value === 'number' || typeof value === 'bigint') ? value : null;
  return { code: format.code, scale, zero, tnull };
}

/** Elements of `rows` rows of `count` each, from bytes that may be changed. */
export function readElements(
  bytes: Uint8Array<ArrayBuffer>,
  reading: Reading,
  rows: number,
  count: number,
): Elements {
  if (reading.code === 'L') return readLogicals(bytes);
  if (reading.code === 'X') return readBits(bytes, rows, count);
  return readNumbers(bytes, reading);
}

/** Axes of a cell, slowest first; of text, the last one is the width of a string. */
function shapeOf({ hdu }: TableFrame, { dim, format, number }: Layout, warnings: FitsWarning[]): number[] {
  if (dim === null) return [format.repeat];
  if (dim.reduce((product, length) => product * length, 1) <= format.repeat) return [...dim];
  warnings.push({
    code: 'BAD_TDIM',
    hdu: hdu.index,
    message: `TDIM${number} asks for more than the ${format.repeat} elements of a row; it is ignored.`,
  });
  return [format.repeat];
}

function readStrings(
  bytes: Uint8Array,
  rowBytes: number,
  rows: number,
  offset: number,
  { width, count }: { width: number; count: number },
): string[] {
  const strings = new Array<string>(rows * count);
  for (let row = 0, at = 0; row < rows; row++)
    for (let i = 0; i < count; i++) {
      const start = row * rowBytes + offset + i * width;
      strings[at++] = readString(bytes.subarray(start, start + width));
    }
  return strings;
}

/** The bytes of one column, row after row, in memory of their own. */
function columnBytes(
  bytes: Uint8Array,
  rowBytes: number,
  rows: number,
  { format, offset }: Layout,
  count: number,
): Uint8Array<ArrayBuffer> {
  const width =
    format.code === 'X'
      ? Math.ceil(count / 8)
      : format.repeat === 0
        ? 0
        : (format.bytes / format.repeat) * count;
  const own = new Uint8Array(rows * width);
  for (let row = 0, at = 0; row < rows; row++) {
    const start = row * rowBytes + offset;
    // Byte by byte: set() with a view takes longer to begin than these few take to copy.
    if (width <= 32) for (let i = 0; i < width; i++) own[at++] = bytes[start + i]!;
    else {
      own.set(bytes.subarray(start, start + width), at);
      at += width;
    }
  }
  return own;
}
