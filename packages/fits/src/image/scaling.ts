import { FitsError } from '../error.ts';
import type { Hdu } from '../file/hdu.ts';
import { ARRAYS, type Bitpix, memoryToFill, type RawArray } from './elements.ts';

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
const IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Integers that FITS has no type for, by the BITPIX that stores them (FITS 4.0, table 11). */
const CONVENTIONS: Record<number, { bzero: number; type: IntegerArrayType } | undefined> = {
  8: { bzero: -128, type: Int8Array },
  16: { bzero: 0x8000, type: Uint16Array },
  32: { bzero: 0x80000000, type: Uint32Array },
  64: { bzero: 2 ** 63, type: BigUint64Array },
};
type IntegerArrayType =
  | Int8ArrayConstructor
  | Uint16ArrayConstructor
  | Uint32ArrayConstructor
  | BigUint64ArrayConstructor;

export const isTrivial = ({ bscale, bzero, blank }: Scaling): boolean =>
  bscale === 1 && bzero === 0 && blank === null;

/** Throws FitsError BAD_KEYWORD where a keyword is no number. */
export function scalingOf({ header, index, bitpix, compression }: Hdu): Scaling {
  const bzeroValue = header.get('BZERO');
  // What has been compressed may keep it under the name that its table gives to it.
  const card = compression !== null && header.get('BLANK') === undefined ? 'ZBLANK' : 'BLANK';
  const blank = header.get(card) ?? null;
  if (blank !== null && typeof blank !== 'bigint' && !Number.isSafeInteger(blank))
    throw new FitsError(
      'BAD_KEYWORD',
      `${card} of HDU ${index} is ${JSON.stringify(blank)}, not a whole number.`,
      { hdu: index, card, byteOffset: header.placeOf(card) },
    );
  return {
    bscale: header.number('BSCALE', 1, index),
    bzero: header.number('BZERO', 0, index),
    bzeroExact: typeof bzeroValue === 'bigint' ? bzeroValue : null,
    blank: (bitpix ?? 0) > 0 && (typeof blank === 'number' || typeof blank === 'bigint') ? blank : null,
  };
}

/**
 * An array for `length` physical values, in the type that astropy gives them: unsigned integers by their conventions
 * (BZERO of half the range), float32 for scaled 8- and 16-bit integers, float64 for wider ones, floats as they are.
 */
export function createImageArray(bitpix: number, scaling: Scaling, length: number): ImageArray {
  const type = imageType(bitpix, scaling);
  return new type(memoryToFill(length * type.BYTES_PER_ELEMENT));
}

function imageType(bitpix: number, scaling: Scaling) {
  const convention = CONVENTIONS[bitpix];
  if (isTrivial(scaling)) return ARRAYS[bitpix as Bitpix];
  if (convention && isUnsigned(bitpix, scaling)) return convention.type;
  return Math.abs(bitpix) <= 16 || bitpix === -32 ? Float32Array : Float64Array;
}

/** Physical values of stored ones, as createImageArray and storePhysical make them. Unscaled ones are given back as they are. */
export function scaleArray(raw: RawArray, bitpix: number, scaling: Scaling): ImageArray {
  if (isTrivial(scaling)) return raw;
  const out = createImageArray(bitpix, scaling, raw.length);
  storePhysical(out, 0, raw, scaling);
  return out;
}

/** Writes the physical values of `raw` to an array of createImageArray, from its element `at` on. */
export function storePhysical(out: ImageArray, at: number, raw: RawArray, scaling: Scaling): void {
  const part = out.subarray(at, at + raw.length);
  if (part.constructor === raw.constructor && isTrivial(scaling)) setAll(part, raw);
  else if (part instanceof Float32Array || part instanceof Float64Array) scaleInto(part, raw, scaling);
  else flipHighestBits(part, raw);
}

const setAll = (out: ImageArray, raw: RawArray): void => {
  new Uint8Array(out.buffer, out.byteOffset, out.byteLength).set(
    new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength),
  );
};

/** Adding half the range to a signed number, or taking it from an unsigned one, is turning its highest bit. */
function flipHighestBits(out: ImageArray, raw: RawArray): void {
  setAll(out, raw);
  if (out instanceof BigUint64Array) {
    const words = new Uint32Array(out.buffer, out.byteOffset, out.length * 2);
    for (let i = IS_LITTLE_ENDIAN ? 1 : 0; i < words.length; i += 2) words[i]! ^= 0x80000000;
  } else if (!(out instanceof BigInt64Array)) {
    const bit = 2 ** (out.BYTES_PER_ELEMENT * 8 - 1);
    for (let i = 0; i < out.length; i++) out[i]! ^= bit;
  }
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

/** Whether BSCALE and BZERO are those by which a file holds integers that FITS has no type for. */
function isUnsigned(bitpix: number, scaling: Scaling): boolean {
  if (scaling.bscale !== 1 || scaling.blank !== null) return false;
  return bitpix === 64 ? isHalfRange(scaling) : scaling.bzero === CONVENTIONS[bitpix]?.bzero;
}

/** Whether BZERO is that of unsigned 64-bit integers. */
const isHalfRange = ({ bzero, bzeroExact }: Scaling): boolean =>
  bzeroExact === HALF_RANGE || bzero === 2 ** 63;
