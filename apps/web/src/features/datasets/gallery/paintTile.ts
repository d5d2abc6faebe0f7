import {
  type ColorMap,
  type Limits,
  levelColors,
  levelThresholds,
  type Stretch,
  spriteValues,
} from '@asterism/fits';
import { CODE_COUNT, countCodes, sortedValues, type TileCodes, tileLimits } from './tileCodes.ts';

export interface TilePaint {
  stretch: Stretch;
  colorMap: ColorMap;
  /** Values shown as the first and the last colour; a percentile (50 to 100) takes them from the tile itself. */
  limits: Limits | { percentile: number };
}

/**
 * RGBA of a tile, row 0 on top: what renderPlane of @asterism/fits draws of the values that the codes stand for. Pixels
 * without a value are transparent: the ground shows.
 */
export function paintTile(tile: TileCodes, paint: TilePaint): Uint8ClampedArray<ArrayBuffer> {
  const { codes } = tile;
  const colors = codeColors(tile, paint);
  const pixels = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) pixels[i] = colors[codes[i]!]!;
  return new Uint8ClampedArray(pixels.buffer);
}

/** The colour of each code, its four bytes in one. */
function codeColors(
  { codes, lower, upper }: TileCodes,
  { stretch, colorMap, limits }: TilePaint,
): Uint32Array {
  const colors = new Uint32Array(CODE_COUNT);
  const values = spriteValues(lower, upper);
  const counts = countCodes(codes);
  const shown = 'percentile' in limits ? tileLimits(values, counts, limits.percentile) : limits;
  if (!shown) return colors;
  const rule = stretch === 'HISTOGRAM' ? { stretch, sorted: sortedValues(values, counts) } : { stretch };
  const thresholds = levelThresholds({ ...shown, ...rule });
  const palette = new Uint32Array(levelColors({ colorMap }).buffer);
  // Values and thresholds both rise: one walk along them.
  let level = 0;
  for (let code = 1; code < CODE_COUNT; code++) {
    while (level < thresholds.length && values[code]! >= thresholds[level]!) level += 1;
    colors[code] = palette[level]!;
  }
  return colors;
}
