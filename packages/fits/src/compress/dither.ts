const COUNT = 10_000;

/**
 * The 10,000 random numbers in [0, 1) of subtractive dithering (FITS 4.0, appendix I): Park and Miller's generator from
 * seed 1, in single precision as cfitsio keeps them.
 */
export const DITHER: Float32Array = makeTable();

function makeTable(): Float32Array {
  const table = new Float32Array(COUNT);
  let seed = 1;
  for (let i = 0; i < COUNT; i++) {
    seed = (16807 * seed) % 2147483647;
    table[i] = seed / 2147483647;
  }
  return table;
}

/** How real numbers were made whole before they were compressed. */
export interface Quantisation {
  /** 0: none; 2: with an integer of its own for exact zeros. */
  dither: 0 | 1 | 2;
  /** ZDITHER0 */
  seed: number;
}

/** How the whole numbers of one tile become real ones. */
export interface TileScale {
  /** Number of the tile, from 0. */
  tile: number;
  scale: number;
  zero: number;
  /** The integer that stands for NaN. */
  blank: number | null;
}

// What SUBTRACTIVE_DITHER_2 writes for 0.
const EXACT_ZERO = -2147483646;

/** Physical values of `values` into `out`, which is as long (FITS 4.0, section 10.2). */
export function dequantise(
  values: Int32Array,
  out: Float32Array | Float64Array,
  { tile, scale, zero, blank }: TileScale,
  { dither, seed }: Quantisation,
): void {
  // No number equals NaN, so that nothing is missing where there is no such integer.
  const missing = blank ?? Number.NaN;
  if (dither === 0) {
    for (let i = 0; i < out.length; i++) {
      const value = values[i]!;
      out[i] = value === missing ? Number.NaN : value * scale + zero;
    }
    return;
  }
  const exactZero = dither === 2 ? EXACT_ZERO : Number.NaN;
  let start = (((tile + seed - 1) % COUNT) + COUNT) % COUNT;
  for (let i = 0; i < out.length; start = (start + 1) % COUNT) {
    const next = Math.floor(DITHER[start]! * 500);
    const end = Math.min(out.length, i + COUNT - next);
    for (const shift = next - i; i < end; i++) {
      const value = values[i]!;
      if (value === missing) out[i] = Number.NaN;
      else if (value === exactZero) out[i] = 0;
      else out[i] = (value - DITHER[i + shift]! + 0.5) * scale + zero;
    }
  }
}
