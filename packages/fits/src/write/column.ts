import { storeNumbers, type WritableNumbers, zeroOf } from './stored.ts';

export interface WritableColumn {
  /** TTYPEn */
  name: string;
  /** TUNITn */
  unit?: string;
  /** All rows one after another: numbers, strings in ASCII, or booleans. Of complex numbers, pairs of reals. */
  values: WritableNumbers | readonly string[] | readonly boolean[];
  /** Axes of what a row holds, slowest first; one element where left out. */
  shape?: readonly number[];
  /** Whether the reals are pairs of complex numbers. */
  isComplex?: boolean;
  /** 1 where there is no value. Of whole numbers, `nullValue` is written there; of reals NaN, of the others zero bytes. */
  nulls?: ArrayLike<number>;
  /** TNULLn of whole numbers: one that is no value of the column. */
  nullValue?: number | bigint;
}

/** A column's bytes, row after row, and what its cards say. */
export interface StoredColumn {
  bytes: Uint8Array;
  /** Bytes of a row. */
  cellBytes: number;
  rows: number;
  /** TFORMn */
  form: string;
  /** TDIMn */
  dim: string | null;
  zero: number | bigint | null;
  /** As it is stored. */
  nullValue: number | bigint | null;
}

/** Throws RangeError where values do not fill whole rows, are not ASCII, or have nulls that nothing can stand for. */
export function storeColumn(column: WritableColumn): StoredColumn {
  const { values, shape = [], isComplex = false, name } = column;
  const count = shape.reduce((product, length) => product * length, 1) * (isComplex ? 2 : 1);
  const rows = count === 0 ? 0 : values.length / count;
  if (!Number.isInteger(rows) || (count === 0 && values.length > 0))
    throw new RangeError(
      `${values.length} values of column ${name} do not fill rows of (${shape.join(', ')}).`,
    );
  const stored = isNumbers(values)
    ? storeWhole(column, values)
    : { ...storeTexts(column, values), zero: null, nullValue: null };
  const repeat = count / (isComplex ? 2 : 1);
  const { code, width, bytes, zero, nullValue } = stored;
  const axes = code === 'A' ? [width, ...shape.toReversed()] : shape.toReversed();
  return {
    bytes,
    cellBytes: repeat * width,
    rows,
    form: `${code === 'A' ? repeat * width : repeat}${code}`,
    dim: axes.length > 1 ? `(${axes.join(',')})` : null,
    zero,
    nullValue,
  };
}

const isNumbers = (values: WritableColumn['values']): values is WritableNumbers => !Array.isArray(values);

function codeOf(values: WritableNumbers): string {
  if (values instanceof Float32Array) return 'E';
  if (values instanceof Float64Array) return 'D';
  return { 1: 'B', 2: 'I', 4: 'J', 8: 'K' }[values.BYTES_PER_ELEMENT]!;
}

function storeWhole(column: WritableColumn, values: WritableNumbers) {
  const { name, isComplex = false, nulls, nullValue } = column;
  const code = codeOf(values);
  const isReal = code === 'E' || code === 'D';
  if (isComplex && !isReal)
    throw new RangeError(`Column ${name} is complex; its values must be pairs of reals.`);
  if (isReal && nullValue !== undefined)
    throw new RangeError(`Column ${name} is of reals, which have NaN for what is missing.`);
  const filled = nulls ? withNulls(column, values, nulls) : values;
  const { bytes, zero } = storeNumbers(filled);
  return {
    code: isComplex ? { E: 'C', D: 'M' }[code as 'E' | 'D'] : code,
    width: values.BYTES_PER_ELEMENT * (isComplex ? 2 : 1),
    bytes,
    zero,
    nullValue: nullValue === undefined ? null : BigInt(nullValue) - BigInt(zeroOf(values) ?? 0),
  };
}

function withNulls(
  { name, nullValue, isComplex }: WritableColumn,
  values: WritableNumbers,
  nulls: ArrayLike<number>,
): WritableNumbers {
  const own = values.slice();
  for (let i = 0; i < own.length; i++) {
    if (!nulls[isComplex ? i >> 1 : i]) continue;
    if (own instanceof Float32Array || own instanceof Float64Array) own[i] = Number.NaN;
    else if (nullValue === undefined)
      throw new RangeError(`Column ${name} has missing values and no nullValue for them.`);
    else if (own instanceof BigInt64Array || own instanceof BigUint64Array) own[i] = BigInt(nullValue);
    else own[i] = Number(nullValue);
  }
  return own;
}

const TRUE = 0x54;
const FALSE = 0x46;

function storeTexts({ name, nulls }: WritableColumn, values: readonly string[] | readonly boolean[]) {
  if (values.length > 0 && values.every((value) => typeof value === 'boolean'))
    return {
      code: 'L',
      width: 1,
      bytes: Uint8Array.from(values, (value, i) => (nulls?.[i] ? 0 : value ? TRUE : FALSE)),
    };
  const texts = values.map((value, i) => (nulls?.[i] ? '' : String(value)));
  const bad = texts.find((text) => !/^[\x20-\x7e]*$/.test(text));
  if (bad !== undefined)
    throw new RangeError(`${JSON.stringify(bad)} of column ${name} is not printable ASCII.`);
  const width = texts.reduce((most, text) => Math.max(most, text.length), 1);
  return {
    code: 'A',
    width,
    bytes: new TextEncoder().encode(texts.map((text) => text.padEnd(width, '\0')).join('')),
  };
}
