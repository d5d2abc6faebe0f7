import { applyStretch, COLOR_MAPS, type ColorMap, type Stretch } from '@asterism/fits';
import { CODE_COUNT, CODE_SHARES, countCodes, type TileCodes, tileLimits } from './tileCodes.ts';

export interface TilePaint {
  stretch: Stretch;
  colorMap: ColorMap;
  /** Values shown as the first and the last colour; a percentile (50 to 100) takes them from the tile itself. */
  limits: { lower: number; upper: number } | { percentile: number };
}

// The steps of renderPlane's own table, so that a tile and the sample's page show the same colour for a value.
const STEPS = 4096;

/** RGBA of a tile, row 0 on top. Pixels without a value are transparent: the ground shows. */
export function paintTile(tile: TileCodes, paint: TilePaint): Uint8ClampedArray<ArrayBuffer> {
  const { codes } = tile;
  const colors = codeColors(tile, paint);
  const pixels = new Uint32Array(codes.length);
  for (let i = 0; i < codes.length; i++) pixels[i] = colors[codes[i]!]!;
  return new Uint8ClampedArray(pixels.buffer);
}

/** The colour of each code, as it lies in memory on a little-endian machine. */
function codeColors(tile: TileCodes, { stretch, colorMap, limits }: TilePaint): Uint32Array {
  const colors = new Uint32Array(CODE_COUNT);
  const counts = countCodes(tile.codes);
  const shown = 'percentile' in limits ? tileLimits(tile, counts, limits.percentile) : limits;
  if (!shown) return colors;
  const steps = codeSteps(tile.lower, tile.upper, shown);
  const show =
    stretch === 'HISTOGRAM'
      ? shareBelow(steps, counts)
      : (step: number) => applyStretch(stretch, step / STEPS);
  const map = COLOR_MAPS[colorMap];
  for (let code = 1; code < CODE_COUNT; code++) {
    const level = Math.round(Math.min(Math.max(show(steps[code]!), 0), 1) * 255) * 3;
    colors[code] = ((255 << 24) | (map[level + 2]! << 16) | (map[level + 1]! << 8) | map[level]!) >>> 0;
  }
  return colors;
}

/** Where each code's value lies between the limits, in steps; clipped. */
function codeSteps(lower: number, upper: number, limits: { lower: number; upper: number }): Uint16Array {
  const scale = limits.upper > limits.lower ? 1 / (limits.upper - limits.lower) : 0;
  return Uint16Array.from(CODE_SHARES, (share) => {
    const value = lower + share * (upper - lower);
    return Math.round(Math.min(Math.max((value - limits.lower) * scale, 0), 1) * STEPS);
  });
}

/** HISTOGRAM: the share of the tile's pixels that lie lower. Steps rise with their codes, so one walk counts them. */
function shareBelow(steps: Uint16Array, counts: Uint32Array): (step: number) => number {
  const below = new Map<number, number>();
  let seen = 0;
  for (let code = 1; code < CODE_COUNT; code++) {
    if (!below.has(steps[code]!)) below.set(steps[code]!, seen);
    seen += counts[code]!;
  }
  const last = Math.max(seen - 1, 1);
  return (step) => Math.min((below.get(step) ?? 0) / last, 1);
}
