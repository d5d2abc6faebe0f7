import type { FitsWarning } from '../error.ts';
import type { Elements, FitsColumn } from './column.ts';
import { readString } from './elements.ts';
import type { ColumnLayout } from './layout.ts';
import type { TableFrame } from './tableHdu.ts';
import type { AsciiFormat } from './tform.ts';

type Layout = ColumnLayout<AsciiFormat>;

const INTEGER = /^[+-]?\d+$/;
// Exponents may come without a letter, as Fortran writes those of three digits: 1.5-123.
const REAL = /^([+-]?)(\d*)(\.?)(\d*)(?:[eEdD]?([+-]\d+)|[eEdD](\d+))?$/;
const LONG_RANGE = [-(1n << 63n), (1n << 63n) - 1n] as const;

/**
 * A column of an ASCII table. `bytes` holds its first `rows` rows. Blank fields of numbers are 0, as the standard has it; what is no
 * number is left empty, with a warning.
 */
export function readAsciiColumn(
  bytes: Uint8Array,
  frame: TableFrame,
  rows: number,
  column: Layout,
  warnings: FitsWarning[],
): FitsColumn {
  const { format, offset, name, unit, form } = column;
  const field = (row: number): string => {
    const start = row * frame.rowBytes + offset;
    return readString(bytes.subarray(start, start + format.width));
  };
  const frameOf = { name, unit, format: form, shape: [] };
  if (format.code === 'A') {
    const values = Array.from({ length: rows }, (_, row) => field(row));
    return {
      ...frameOf,
      type: 'TEXT',
      dtype: 'str',
      elements: { values, nulls: nullTexts(values, tnullOf(frame, column)) },
    };
  }
  const { elements, unreadable } = readFields(rows, field, column, tnullOf(frame, column));
  if (unreadable > 0)
    warnings.push({
      code: 'BAD_CELL',
      hdu: frame.hdu.index,
      message: `${unreadable} ${unreadable === 1 ? 'value' : 'values'} of column ${name} cannot be read as ${form}; left empty.`,
    });
  const isWhole = !(elements.values instanceof Float64Array);
  const dtype = elements.values.constructor.name.replace('Array', '').replace('Big', '').toLowerCase();
  return { ...frameOf, type: isWhole ? 'INTEGER' : 'REAL', dtype, elements };
}

function tnullOf({ hdu }: TableFrame, { number }: Layout): string | null {
  const value = hdu.header.get(`TNULL${number}`);
  return value === undefined || value === null ? null : String(value).trim();
}

function nullTexts(values: readonly string[], tnull: string | null): Uint8Array | null {
  if (tnull === null || !values.some((value) => value.trim() === tnull)) return null;
  return Uint8Array.from(values, (value) => (value.trim() === tnull ? 1 : 0));
}

function readFields(rows: number, field: (row: number) => string, column: Layout, tnull: string | null) {
  const values = emptyArray(column, rows);
  let nulls: Uint8Array | null = null;
  let unreadable = 0;
  for (let row = 0; row < rows; row++) {
    const text = field(row).trim();
    const value = text === tnull ? null : parseNumber(text, column.format);
    if (value === null || !put(values, row, value, column)) {
      nulls ??= new Uint8Array(rows);
      nulls[row] = 1;
      if (text !== tnull) unreadable += 1;
    }
  }
  const elements: Elements & { values: typeof values } = { values, nulls };
  return { elements, unreadable };
}

/** Widths as in cfitsio and astropy: 4 digits fit 16 bits, more than 9 need 64. */
function emptyArray({ format, scale, zero }: Layout, rows: number) {
  if (format.code !== 'I' || scale !== 1 || Number(zero) !== 0) return new Float64Array(rows);
  if (format.width <= 4) return new Int16Array(rows);
  return format.width > 9 ? new BigInt64Array(rows) : new Int32Array(rows);
}

function put(
  values: ReturnType<typeof emptyArray>,
  row: number,
  value: number | bigint,
  { scale, zero }: Layout,
): boolean {
  if (values instanceof BigInt64Array) {
    const long = BigInt(value);
    if (long < LONG_RANGE[0] || long > LONG_RANGE[1]) return false;
    values[row] = long;
  } else if (values instanceof Float64Array) values[row] = Number(value) * scale + Number(zero);
  else values[row] = Number(value);
  return true;
}

/** Null where the text is no number of the format. */
function parseNumber(text: string, { code, decimals }: AsciiFormat): number | bigint | null {
  if (text === '') return 0;
  if (code === 'I') return INTEGER.test(text) ? BigInt(text.replace('+', '')) : null;
  const match = REAL.exec(text);
  if (!match || (match[2] === '' && match[4] === ''))
    return /^[+-]?(nan|inf(inity)?)$/i.test(text) ? special(text) : null;
  const [, sign, whole, point, fraction, signed, plain] = match;
  const exponent = Number(signed ?? plain ?? 0) - (point === '' ? decimals : 0);
  return Number(`${sign}${whole || '0'}.${fraction || '0'}e${exponent}`);
}

function special(text: string): number {
  if (/nan/i.test(text)) return Number.NaN;
  return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
