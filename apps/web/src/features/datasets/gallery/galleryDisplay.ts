import { COLOR_MAP_NAMES, type ColorMap, STRETCHES, type Stretch } from '@asterism/fits';
import { TILE_SIZES, type TileSize } from './grid.ts';

/** Limits taken from all samples together, or from each for itself. */
export const LIMITS_OF = ['all', 'own'] as const;
/** Of a percentile p the darkest 100 - p and the brightest 100 - p per cent are clipped; 100 clips nothing. */
export const PERCENTILES = [99.5, 99, 98, 100] as const;

/** How a gallery is drawn; kept in the address. */
export interface GalleryDisplay {
  channel: number;
  stretch: Stretch;
  colorMap: ColorMap;
  limitsOf: (typeof LIMITS_OF)[number];
  percentile: (typeof PERCENTILES)[number];
  size: TileSize;
}

const DEFAULT_SIZE: TileSize = 'M';

/** From the address; what is missing or unknown there takes the default. */
export function galleryDisplayOf(search: URLSearchParams, channelCount: number): GalleryDisplay {
  const channel = Number(search.get('channel') ?? 0);
  return {
    channel: Number.isInteger(channel) && channel >= 0 && channel < channelCount ? channel : 0,
    stretch: known(STRETCHES, search.get('stretch'), 'ASINH'),
    colorMap: known(COLOR_MAP_NAMES, search.get('colors'), 'inferno'),
    limitsOf: known(LIMITS_OF, search.get('limits'), 'all'),
    percentile: PERCENTILES.find((percentile) => String(percentile) === search.get('percentile')) ?? 99.5,
    size: known(Object.keys(TILE_SIZES) as TileSize[], search.get('size'), DEFAULT_SIZE),
  };
}

const known = <Name extends string>(names: readonly Name[], value: string | null, otherwise: Name): Name =>
  names.find((name) => name === value) ?? otherwise;
