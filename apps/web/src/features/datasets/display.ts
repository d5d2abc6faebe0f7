/** How pictures are drawn; kept in the address. */
export interface Display {
  channel: number;
  stretch: string;
  colorMap: string;
}

export const STRETCH_CHOICES = [
  'ASINH',
  'LINEAR',
  'LOG',
  'SQRT',
  'SQUARE',
  'SINH',
  'POWER',
  'HISTOGRAM',
] as const;
export const COLOR_MAP_CHOICES = [
  'inferno',
  'gray',
  'viridis',
  'magma',
  'plasma',
  'cividis',
  'cubehelix',
  'turbo',
] as const;

/** From the address; what is missing or unknown there takes the default. */
export function displayOf(search: URLSearchParams, channelCount: number): Display {
  const channel = Number(search.get('channel') ?? 0);
  const known = (choices: readonly string[], value: string | null) =>
    value && choices.includes(value) ? value : choices[0]!;
  return {
    channel: Number.isInteger(channel) && channel >= 0 && channel < channelCount ? channel : 0,
    stretch: known(STRETCH_CHOICES, search.get('stretch')),
    colorMap: known(COLOR_MAP_CHOICES, search.get('colors')),
  };
}

/** A thumbnail's address for another display. */
export function drawnAs(thumbnailUrl: string, { channel, stretch, colorMap }: Display, size: number): string {
  const url = new URL(thumbnailUrl, 'http://here');
  url.searchParams.set('channel', String(channel));
  url.searchParams.set('stretch', stretch);
  url.searchParams.set('colorMap', colorMap);
  url.searchParams.set('size', String(size));
  return `${url.pathname}${url.search}`;
}
