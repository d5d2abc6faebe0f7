import type { BlobRef } from '@asterism/db';

const DESCR: Record<BlobRef['dtype'], string> = {
  float32: '<f4',
  float64: '<f8',
  int32: '<i4',
  uint8: '|u1',
};
// The format asks for a multiple of 64, so that the data are aligned.
const ALIGNMENT = 64;
const FIXED_BYTES = 10;

/** The header of a .npy file, version 1.0, in front of little-endian values in C order. */
export function npyHeader({ dtype, shape }: Pick<BlobRef, 'dtype' | 'shape'>): Uint8Array {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${DESCR[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const length = Math.ceil((FIXED_BYTES + text.length + 1) / ALIGNMENT) * ALIGNMENT - FIXED_BYTES;
  const header = Buffer.alloc(FIXED_BYTES + length);
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(length, 8);
  header.write(`${text.padEnd(length - 1)}\n`, FIXED_BYTES, 'latin1');
  return header;
}
