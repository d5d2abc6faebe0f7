import { swapToOwn, type Width } from '../image/byteSwap/swap.ts';

/** Numbers that can be written. Those that FITS has no type for are written by its conventions of BZERO and TZEROn. */
export type WritableNumbers =
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

export interface StoredNumbers {
  /** Big-endian. */
  bytes: Uint8Array;
  /** What is to be added to what is stored, exactly; null where nothing is. */
  zero: number | bigint | null;
}

/** Of 8 bits FITS has only numbers without a sign, of more only those with one. */
export function zeroOf(values: WritableNumbers): number | bigint | null {
  if (values instanceof Int8Array) return -128;
  if (values instanceof Uint16Array) return 0x8000;
  if (values instanceof Uint32Array) return 0x80000000;
  return values instanceof BigUint64Array ? 1n << 63n : null;
}

/** The numbers as they stand in a file. */
export function storeNumbers(values: WritableNumbers): StoredNumbers {
  const zero = zeroOf(values);
  const width = values.BYTES_PER_ELEMENT;
  // slice() of a Buffer, which a Uint8Array may be, gives a view.
  const bytes = new Uint8Array(values.byteLength);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  swapToOwn(bytes, width as Width);
  // Adding half of the range, or taking it away, turns the highest bit over, which is in the first byte.
  if (zero !== null) for (let i = 0; i < bytes.length; i += width) bytes[i]! ^= 0x80;
  return { bytes, zero };
}
