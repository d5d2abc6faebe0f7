import { StreamDamage } from '../damage.ts';
import { readBitPlanes } from './bitPlanes.ts';
import { HcompressBits } from './bits.ts';
import { inverseTransform } from './inverse.ts';

const HEADER_BYTES = 25;
// Beyond, coefficients times the scale could no longer be told apart in a double.
const MAX_PLANES = 48;

/**
 * HCOMPRESS_1 (FITS 4.0, section 10.4.5; White 1992, after cfitsio's fits_hdecompress): fills `out`, an image whose rows are `width`
 * long. Throws StreamDamage.
 */
export function decodeHcompress(bytes: Uint8Array, out: Int32Array, width: number, smooth: boolean): void {
  if (bytes.length < HEADER_BYTES) throw new StreamDamage('the stream ends early');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) !== 0xdd99) throw new StreamDamage('the stream does not begin as H-compress does');
  const rows = view.getInt32(2);
  const columns = view.getInt32(6);
  const scale = view.getInt32(10);
  if (columns !== width || rows * width !== out.length)
    throw new StreamDamage(`the stream holds ${rows} x ${columns} pixels`);
  if (scale < 0) throw new StreamDamage(`the scale is ${scale}`);
  const planes = [bytes[22]!, bytes[23]!, bytes[24]!] as const;
  const factor = Math.max(scale, 1);
  const sum = Number(view.getBigInt64(14)) * factor;
  if (2 ** Math.max(...planes) * factor > 2 ** MAX_PLANES || Math.abs(sum) > 2 ** MAX_PLANES)
    throw new StreamDamage('its coefficients are beyond what pixels need');
  const coefficients = readCoefficients(new HcompressBits(bytes, HEADER_BYTES), rows, columns, planes);
  if (factor > 1) for (let i = 0; i < coefficients.length; i++) coefficients[i]! *= factor;
  coefficients[0] = sum;
  if (out.length === 1) out[0] = sum;
  else out.set(inverseTransform(coefficients, rows, columns, { scale, smooth }));
}

function readCoefficients(
  bits: HcompressBits,
  rows: number,
  columns: number,
  planes: readonly [number, number, number],
): Float64Array {
  const values = new Float64Array(rows * columns);
  const height = (rows + 1) >> 1;
  const width = (columns + 1) >> 1;
  const quadrant = (top: boolean, left: boolean) => ({
    offset: (top ? 0 : height * columns) + (left ? 0 : width),
    stride: columns,
    height: top ? height : rows - height,
    width: left ? width : columns - width,
  });
  readBitPlanes(bits, values, quadrant(true, true), planes[0]);
  readBitPlanes(bits, values, quadrant(true, false), planes[1]);
  readBitPlanes(bits, values, quadrant(false, true), planes[1]);
  readBitPlanes(bits, values, quadrant(false, false), planes[2]);
  if (bits.nybble() !== 0) throw new StreamDamage('the bit planes do not end where they should');
  bits.signs(values);
  return values;
}
