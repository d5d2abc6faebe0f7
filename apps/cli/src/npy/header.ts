const DESCR = { float32: '<f4', float64: '<f8', int32: '<i4', uint8: '|u1' } as const;
// The format asks for a multiple of 64, so that the data are aligned.
const ALIGNMENT = 64;
const FIXED_BYTES = 10;

export const BYTES_EACH = { float32: 4, float64: 8, int32: 4, uint8: 1 } as const;
export type NpyType = keyof typeof DESCR;

/** The header of a .npy file (NumPy's format, version 1.0) in front of little-endian values in C order. */
export function npyHeader(dtype: NpyType, shape: readonly number[]): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${DESCR[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((FIXED_BYTES + text.length + 1) / ALIGNMENT) * ALIGNMENT - FIXED_BYTES;
  const header = Buffer.alloc(FIXED_BYTES + length);
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(`${text.padEnd(length - 1)}\n`, FIXED_BYTES, 'latin1');
  return header;
}
