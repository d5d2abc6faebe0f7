/** Numbers of a column in bulk. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

export type ColumnType = 'BOOLEAN' | 'INTEGER' | 'REAL' | 'COMPLEX' | 'TEXT';

/** What one row holds of a column, or one element of it. A complex number is a pair. */
export type CellValue = number | bigint | boolean | string | null | CellValue[];

/** Elements one after another: numbers (0 and 1 for booleans, pairs for complex numbers) or strings. */
export interface Elements {
  values: NumberArray | string[];
  /** 1 where there is no value: TNULLn, an undefined logical. Null where every element has one. */
  nulls: Uint8Array | null;
}

export interface FitsColumn {
  /** TTYPEn, or `colN` where there is none. */
  name: string;
  /** TUNITn */
  unit: string | null;
  /** TFORMn as written. */
  format: string;
  type: ColumnType;
  /** NumPy's name of an element's type: bool, uint8 ... int64, float32, float64, complex64, complex128, str. */
  dtype: string;
  /** Axes of what a row holds, slowest first: [] for a single element, null where rows differ in length. */
  shape: number[] | null;
  /** Row after row, each of as many elements as `shape` says; of a column of variable length, an entry a row. */
  elements: Elements | Elements[];
}

const ofType = (type: ColumnType, value: number | bigint | string | undefined): CellValue =>
  value === undefined ? null : type === 'BOOLEAN' ? value === 1 : value;

function element({ values, nulls }: Elements, type: ColumnType, at: number): CellValue {
  if (nulls?.[at]) return null;
  return type === 'COMPLEX'
    ? [ofType(type, values[2 * at]), ofType(type, values[2 * at + 1])]
    : ofType(type, values[at]);
}

/** What a row holds of a column, axes flattened; null where the table gives no value. */
export function cellOf({ elements, type, shape }: FitsColumn, row: number): CellValue {
  if (Array.isArray(elements)) {
    const own = elements[row]!;
    if (type === 'TEXT') return element(own, type, 0);
    const count = type === 'COMPLEX' ? own.values.length / 2 : own.values.length;
    return Array.from({ length: count }, (_, i) => element(own, type, i));
  }
  if (shape === null || shape.length === 0) return element(elements, type, row);
  const count = shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: count }, (_, i) => element(elements, type, row * count + i));
}
