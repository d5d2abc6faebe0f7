import type { Plane } from './binPlane.ts';
import { COLOR_MAPS, type ColorMap } from './colorMaps.ts';
import { type Stretch, stretchFunction } from './stretch.ts';

export interface RenderOptions {
  /** Values shown as the first and the last colour; what lies outside is clipped. */
  lower: number;
  upper: number;
  stretch: Stretch;
  colorMap: ColorMap;
  /** Colour of NaN, red, green, blue. */
  nanColor?: readonly [number, number, number];
}

// Steps of the table from value to colour: at 4,096 no 8-bit colour differs from the exact one in a visible way.
const STEPS = 4096;

/** RGBA, (height, width), the file's row 0 at the bottom. */
export function renderPlane({ data, width, height }: Plane, options: RenderOptions): Uint8Array {
  const { lower, upper, nanColor = [128, 128, 128] } = options;
  const scale = upper > lower ? 1 / (upper - lower) : 0;
  const colors = colorTable(options, () => normalised(data, lower, scale));
  const nan = rgba(...nanColor);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = (height - 1 - y) * width;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = (data[at]! - lower) * scale;
      pixels[row + x] = Number.isNaN(value)
        ? nan
        : colors[Math.round(Math.min(Math.max(value, 0), 1) * STEPS)]!;
    }
  }
  return new Uint8Array(pixels.buffer);
}

function colorTable({ stretch, colorMap }: RenderOptions, values: () => Float32Array): Uint32Array {
  const show = stretchFunction(stretch, values);
  const map = COLOR_MAPS[colorMap];
  return Uint32Array.from({ length: STEPS + 1 }, (_, i) => {
    const level = Math.round(Math.min(Math.max(show(i / STEPS), 0), 1) * 255) * 3;
    return rgba(map[level]!, map[level + 1]!, map[level + 2]!);
  });
}

function normalised(data: Float32Array, lower: number, scale: number): Float32Array {
  return data
    .filter((value) => !Number.isNaN(value))
    .map((value) => Math.min(Math.max((value - lower) * scale, 0), 1))
    .sort();
}

/** As it lies in memory on a little-endian machine. */
const rgba = (red: number, green: number, blue: number): number =>
  ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
