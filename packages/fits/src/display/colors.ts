import { COLOR_MAPS, type ColorMap } from './colorMaps.ts';
import { LEVELS } from './levels.ts';

/** Red, green, blue, from 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Apart from every colour map's own greys and easily told from its ends. */
export const NAN_COLOR: Rgb = [128, 128, 128];

export interface ColorChoice {
  colorMap: ColorMap;
  /** The map from its other end. */
  isInverted?: boolean;
  nanColor?: Rgb;
}

/** Red, green, blue, opacity of the 256 levels, and as a 257th colour that of NaN. */
export function levelColors({ colorMap, isInverted = false, nanColor = NAN_COLOR }: ColorChoice): Uint8Array {
  const map = COLOR_MAPS[colorMap];
  const colors = new Uint8Array((LEVELS + 1) * 4).fill(255);
  for (let level = 0; level < LEVELS; level++) {
    const from = (isInverted ? LEVELS - 1 - level : level) * 3;
    colors.set(map.subarray(from, from + 3), level * 4);
  }
  colors.set(nanColor, LEVELS * 4);
  return colors;
}
