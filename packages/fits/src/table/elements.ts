import { swapToOwn } from '../image/elements.ts';
import type { ColumnType, Elements, NumberArray } from './column.ts';
import type { ElementCode } from './tform.ts';

/** What the cards of a column say of how its stored numbers are to be taken. */
export interface Reading {
  code: ElementCode;
  scale: number;
  zero: number | bigint;
  /** TNULLn of a column of whole numbers. */
  tnull: number | bigint | null;
}

const ARRAYS = {
  B: Uint8Array,
  I: Int16Array,
  J: Int32Array,
  K: BigInt64Array,
  E: Float32Array,
  D: Float64Array,
  C: Float32Array,
  M: Float64Array,
} as const;
const WORD_BYTES = { B: 1, I: 2, J: 4, K: 8, E: 4, D: 8, C: 4, M: 8 } as const;
const HALF_RANGE = 1n << 63n;

export const isNumeric = (code: ElementCode): code is keyof typeof ARRAYS => code in ARRAYS;

export function typeOf(code: ElementCode, { scale, zero }: Pick<Reading, 'scale' | 'zero'>): ColumnType {
  if (code === 'A') return 'TEXT';
  if (code === 'L' || code === 'X') return 'BOOLEAN';
  if (code === 'C' || code === 'M') return 'COMPLEX';
  if (code === 'E' || code === 'D') return 'REAL';
  return isPlain(scale, zero) || unsignedArray(code, scale, zero) ? 'INTEGER' : 'REAL';
}

/** NumPy's name of the type that `readNumbers` gives. */
export function dtypeOf(code: ElementCode, reading: Pick<Reading, 'scale' | 'zero'>): string {
  const type = typeOf(code, reading);
  if (type === 'TEXT') return 'str';
  if (type === 'BOOLEAN') return 'bool';
  const { values } = readNumbers(new Uint8Array(0), { ...reading, code, tnull: null });
  if (type === 'COMPLEX') return values instanceof Float32Array ? 'complex64' : 'complex128';
  return values.constructor.name.replace('Array', '').replace('Big', '').toLowerCase();
}

/**
 * Numbers from their big-endian bytes, which are changed; scaled as astropy does it: unsigned by the conventions of TZEROn, else
 * to float64 as soon as there is a scale.
 */
export function readNumbers(
  bytes: Uint8Array<ArrayBuffer>,
  reading: Reading,
): Elements & { values: NumberArray } {
  const { code, scale, zero, tnull } = reading;
  if (!isNumeric(code)) throw new TypeError(`${code} is no type of a number.`);
  swapToOwn(bytes, WORD_BYTES[code]);
  const raw = new ARRAYS[code](bytes.buffer, bytes.byteOffset, bytes.byteLength / WORD_BYTES[code]);
  const nulls = tnull === null ? null : findNulls(raw, tnull);
  if (isPlain(scale, zero)) return { values: raw, nulls };
  const unsigned = unsignedArray(code, scale, zero);
  if (unsigned) {
    const values = new unsigned(raw.buffer, raw.byteOffset, raw.length);
    flipHighestBit(values);
    return { values, nulls };
  }
  const values = new Float64Array(raw.length);
  // Only the real part of a complex number is shifted.
  const step = code === 'C' || code === 'M' ? 2 : 1;
  const shift = Number(zero);
  for (let i = 0; i < raw.length; i++) values[i] = Number(raw[i]) * scale + (i % step === 0 ? shift : 0);
  return { values, nulls };
}

const isPlain = (scale: number, zero: number | bigint): boolean => scale === 1 && Number(zero) === 0;

function unsignedArray(code: ElementCode, scale: number, zero: number | bigint) {
  if (scale !== 1) return null;
  if (code === 'B' && zero === -128) return Int8Array;
  if (code === 'I' && zero === 0x8000) return Uint16Array;
  if (code === 'J' && zero === 0x80000000) return Uint32Array;
  return code === 'K' && (zero === HALF_RANGE || zero === 2 ** 63) ? BigUint64Array : null;
}

/** Adds half the range to numbers without a sign, or takes it away. */
function flipHighestBit(values: Int8Array | Uint16Array | Uint32Array | BigUint64Array): void {
  if (values instanceof BigUint64Array) {
    for (let i = 0; i < values.length; i++) values[i] = values[i]! ^ HALF_RANGE;
    return;
  }
  const bit = 2 ** (values.BYTES_PER_ELEMENT * 8 - 1);
  for (let i = 0; i < values.length; i++) values[i] = values[i]! ^ bit;
}

function findNulls(raw: NumberArray, tnull: number | bigint): Uint8Array | null {
  const missing = raw instanceof BigInt64Array ? BigInt(tnull) : Number(tnull);
  let nulls: Uint8Array | null = null;
  for (let i = 0; i < raw.length; i++)
    if (raw[i] === missing) {
      nulls ??= new Uint8Array(raw.length);
      nulls[i] = 1;
    }
  return nulls;
}

const TRUE = 0x54;

/** Logicals: T is true, a zero byte says nothing, all else is false. */
export function readLogicals(bytes: Uint8Array): Elements {
  return {
    values: bytes.map((byte) => (byte === TRUE ? 1 : 0)),
    nulls: bytes.includes(0) ? bytes.map((byte) => (byte === 0 ? 1 : 0)) : null,
  };
}

/** Bits, the highest of a byte first: `count` of each of the rows. */
export function readBits(bytes: Uint8Array, rows: number, count: number): Elements {
  const values = new Uint8Array(rows * count);
  const rowBytes = Math.ceil(count / 8);
  for (let row = 0, at = 0; row < rows; row++)
    for (let i = 0; i < count; i++) values[at++] = (bytes[row * rowBytes + (i >> 3)]! >> (7 - (i & 7))) & 1;
  return { values, nulls: null };
}

/** A string ends at a zero byte or at its width; blanks at the end do not count. Bytes above ASCII are taken as latin-1. */
export function readString(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  let text = '';
  const length = zero < 0 ? bytes.length : zero;
  for (let i = 0; i < length; i += 4096)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(i + 4096, length)));
  return text.replace(/ +$/, '');
}
