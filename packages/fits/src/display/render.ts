import type { Plane } from './binPlane.ts';
import type { ColorMap } from './colorMaps.ts';
import { levelColors, type Rgb } from './colors.ts';
import { LEVELS, levelFinder, levelThresholds, sortedSample } from './levels.ts';
import type { Stretch } from './stretch.ts';

export interface RenderOptions {
  /** Values shown as the first and the last colour; what lies outside is clipped. */
  lower: number;
  upper: number;
  stretch: Stretch;
  colorMap: ColorMap;
  isInverted?: boolean;
  /** Colour of NaN, red, green, blue. */
  nanColor?: Rgb;
}

/** From value to colour: `thresholds` of `levelThresholds`, `colors` of `levelColors`. */
export interface Coloring {
  thresholds: Float32Array;
  colors: Uint8Array;
}

/** Which pixel of the plane each column and row of a picture shows; -1: none. Row 0 of the picture is its top. */
export interface Sampling {
  columns: Int32Array;
  rows: Int32Array;
}

/** RGBA, (height, width), the file's row 0 at the bottom. */
export function renderPlane(plane: Plane, options: RenderOptions): Uint8Array {
  const { data, width, height } = plane;
  const sorted = options.stretch === 'HISTOGRAM' ? sortedSample(data) : new Float32Array();
  const coloring = {
    thresholds: levelThresholds({ ...options, sorted }),
    colors: levelColors(options),
  };
  const sampling = {
    columns: Int32Array.from({ length: width }, (_, x) => x),
    rows: Int32Array.from({ length: height }, (_, y) => height - 1 - y),
  };
  return renderSampling(plane, sampling, coloring);
}

/**
 * RGBA of chosen columns and rows of a plane; transparent outside it. With `subtrahend`, of equal size, the difference
 * of the two in float32.
 */
export function renderSampling(
  { data, width }: Plane,
  { columns, rows }: Sampling,
  { thresholds, colors }: Coloring,
  subtrahend: Plane | null = null,
): Uint8Array {
  const levelOf = levelFinder(thresholds);
  const palette = new Uint32Array(
    colors.buffer.slice(colors.byteOffset, colors.byteOffset + colors.byteLength),
  );
  const pixels = new Uint32Array(columns.length * rows.length);
  let at = 0;
  for (const y of rows) {
    if (y < 0) {
      at += columns.length;
      continue;
    }
    for (const x of columns) {
      if (x >= 0) {
        const place = y * width + x;
        const value = subtrahend ? Math.fround(data[place]! - subtrahend.data[place]!) : data[place]!;
        pixels[at] = palette[Number.isNaN(value) ? LEVELS : levelOf(value)]!;
      }
      at += 1;
    }
  }
  return new Uint8Array(pixels.buffer);
}
