import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import type { RawArray } from './elements.ts';

export type ImageArray = RawArray | Int8Array | Uint16Array | Uint32Array | BigUint64Array;

/** How stored numbers become physical ones: BZERO + BSCALE x stored, BLANK becomes NaN. */
export interface Scaling {
  bscale: number;
  bzero: number;
  /** BZERO where it does not fit a double, as written. */
  bzeroExact: bigint | null;
  /** Null for floats, where NaN itself stands for it. */
  blank: number | bigint | null;
}

const HALF_RANGE = 1n << 63n;

export const isTrivial = ({ bscale, bzero, blank }: Scaling): boolean =>
  bscale === 1 && bzero === 0 && blank === null;

/** Throws FitsError BAD_KEYWORD where a keyword is no number. */
export function scalingOf({ header, index, bitpix }: Hdu): Scaling {
  const bzeroValue = header.get('BZERO');
  const blank = header.get('BLANK') ?? null;
  if (blank !== null && typeof blank !== 'bigint' && !Number.isSafeInteger(blank))
    throw new FitsError(
      'BAD_KEYWORD',
      `BLANK of HDU ${index} is ${JSON.stringify(blank)}, not a whole number.`,
      { hdu: index, card: 'BLANK', byteOffset: header.placeOf('BLANK') },
    );
  return {
    bscale: header.number('BSCALE', 1, index),
    bzero: header.number('BZERO', 0, index),
    bzeroExact: typeof bzeroValue === 'bigint' ? bzeroValue : null,
    blank: (bitpix ?? 0) > 0 && (typeof blank === 'number' || typeof blank === 'bigint') ? blank : null,
  };
}

/**
 * Physical values in the type that astropy gives them: unsigned integers by their conventions (BZERO of half the
 * range), float32 for scaled 8- and 16-bit integers, float64 for wider ones, floats as they are.
 */
export function scaleArray(raw: RawArray, scaling: Scaling): ImageArray {
  if (isTrivial(scaling)) return raw;
  const unsigned = scaling.bscale === 1 && scaling.blank === null ? asUnsigned(raw, scaling) : null;
  if (unsigned) return unsigned;
  const single = raw.BYTES_PER_ELEMENT <= 2 || raw instanceof Float32Array;
  const out = single ? new Float32Array(raw.length) : new Float64Array(raw.length);
  scaleInto(out, raw, scaling);
  return out;
}

/** Writes physical values of `raw` to `out`, which has the same length. */
export function scaleInto(out: Float32Array | Float64Array, raw: RawArray, scaling: Scaling): void {
  if (raw instanceof BigInt64Array) {
    scaleLongInto(out, raw, scaling);
    return;
  }
  const { bscale, bzero, blank } = scaling;
  const missing = blank === null ? Number.NaN : Number(blank);
  // astropy scales 8- and 16-bit integers and float32 in single precision, step by step.
  const round = raw.BYTES_PER_ELEMENT <= 2 || raw instanceof Float32Array ? Math.fround : (x: number) => x;
  const scale = round(bscale);
  const zero = round(bzero);
  for (let i = 0; i < raw.length; i++) {
    const value = raw[i]!;
    out[i] = value === missing ? Number.NaN : round(round(value * scale) + zero);
  }
}

function scaleLongInto(out: Float32Array | Float64Array, raw: BigInt64Array, scaling: Scaling): void {
  const { bscale, bzero, blank } = scaling;
  const missing = blank === null ? null : BigInt(blank);
  // Unsigned numbers are put right before they become doubles: beside 2^63 a double has no room for small ones.
  const shift = bscale === 1 && isHalfRange(scaling) ? HALF_RANGE : null;
  for (let i = 0; i < raw.length; i++)
    if (raw[i] === missing) out[i] = Number.NaN;
    else out[i] = shift === null ? bzero + bscale * Number(raw[i]) : Number(raw[i]! + shift);
}

/** Whether BZERO is that of unsigned 64-bit integers. */
const isHalfRange = ({ bzero, bzeroExact }: Scaling): boolean =>
  bzeroExact === HALF_RANGE || bzero === 2 ** 63;

function asUnsigned(raw: RawArray, scaling: Scaling): ImageArray | null {
  const { buffer } = raw;
  const { bzero } = scaling;
  if (raw instanceof Uint8Array && bzero === -128) return Int8Array.from(raw, (value) => value - 128);
  if (raw instanceof Int16Array && bzero === 0x8000) return Uint16Array.from(raw, (value) => value + 0x8000);
  if (raw instanceof Int32Array && bzero === 0x80000000)
    return Uint32Array.from(raw, (value) => value + 0x80000000);
  if (raw instanceof BigInt64Array && isHalfRange(scaling)) {
    // Adding half the range to a signed number is flipping its highest bit.
    const words = new BigUint64Array(buffer, raw.byteOffset, raw.length);
    return words.map((word) => word ^ HALF_RANGE);
  }
  return null;
}
