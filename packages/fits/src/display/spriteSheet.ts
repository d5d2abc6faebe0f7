/** How neighbouring samples lie on one picture: 8 x 8 tiles of 128 x 128 pixels. */
export const SPRITE_SHEET = { columns: 8, tiles: 64, tileSize: 128 } as const;

// Codes 1 to 255; 0 is no value.
const STEPS = 254;
// asinh(x / 0.1) / asinh(10): noise of a picture whose peak is 190 times as high still has some ten levels.
const SOFTENING = 0.1;
const RANGE = Math.asinh(1 / SOFTENING);

/** The value that each of the 256 codes of a tile stands for, between the tile's own limits; NaN for code 0. */
export function spriteValues(lower: number, upper: number): Float32Array {
  return Float32Array.from({ length: 256 }, (_, code) =>
    code === 0 ? Number.NaN : lower + (upper - lower) * SOFTENING * Math.sinh(((code - 1) / STEPS) * RANGE),
  );
}

/** The code of a value between a tile's limits, 0 for one that is not finite. */
export function spriteCode(value: number, lower: number, upper: number): number {
  // False for NaN and for infinities.
  if (value - value !== 0) return 0;
  const share = upper > lower ? (value - lower) / (upper - lower) : 0;
  const level = Math.asinh(Math.min(Math.max(share, 0), 1) / SOFTENING) / RANGE;
  return 1 + Math.round(level * STEPS);
}
