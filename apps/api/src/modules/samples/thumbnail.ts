import type { SampleContent } from '@asterism/db';
import { COLOR_MAP_NAMES, type Plane, renderPlane } from '@asterism/fits';
import { encode } from 'fast-png';
import type { ThumbnailRequest } from './thumbnailRequest.ts';

type Preview = Pick<SampleContent, 'channelCount' | 'previewWidth' | 'previewHeight' | 'percentiles'>;

// Where SampleContent.percentiles holds the limits that are shown by default: 0.5 and 99.5 of eleven a channel.
const PERCENTILES = 11;
const LOWER = 1;
const UPPER = 9;

/** What a sample cannot be shown with, in a sentence; null where it can. */
export function thumbnailRefusal({ channelCount }: Preview, request: ThumbnailRequest): string | null {
  if (request.channel >= channelCount)
    return `There is no channel ${request.channel}: the sample has the channels 0 to ${channelCount - 1}.`;
  if (!isColorMap(request.colorMap))
    return `There is no colour map ${JSON.stringify(request.colorMap)}; there are ${COLOR_MAP_NAMES.join(', ')}.`;
  return null;
}

/** A PNG of a plane of the asked channel, `size` pixels on its longer side. */
export function renderThumbnail(
  plane: Plane,
  { percentiles }: Pick<Preview, 'percentiles'>,
  request: ThumbnailRequest,
): Uint8Array {
  const { width, height } = plane;
  const { channel, stretch, size, colorMap } = request;
  if (!isColorMap(colorMap)) throw new Error(`There is no colour map ${colorMap}.`);
  const lower = request.lower ?? percentiles[channel * PERCENTILES + LOWER] ?? 0;
  const upper = request.upper ?? percentiles[channel * PERCENTILES + UPPER] ?? 1;
  const scale = size / Math.max(width, height);
  const outWidth = Math.max(1, Math.round(width * scale));
  const outHeight = Math.max(1, Math.round(height * scale));
  const image = resample(plane, outWidth, outHeight);
  const rgba = renderPlane(image, { lower, upper, stretch, colorMap });
  return encode(
    { width: outWidth, height: outHeight, data: opaque(rgba), channels: 3 },
    { zlib: { level: 3 } },
  );
}

type ColorMapName = (typeof COLOR_MAP_NAMES)[number];
const isColorMap = (name: string): name is ColorMapName => COLOR_MAP_NAMES.some((known) => known === name);

/** Means over the covered pixels when made smaller, the nearest pixel when made larger: no value is invented. */
function resample({ data, width, height }: Plane, outWidth: number, outHeight: number): Plane {
  if (width === outWidth && height === outHeight) return { data, width, height };
  const out = new Float32Array(outWidth * outHeight);
  for (let y = 0; y < outHeight; y++) {
    const top = Math.floor((y * height) / outHeight);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * height) / outHeight));
    for (let x = 0; x < outWidth; x++) {
      const left = Math.floor((x * width) / outWidth);
      const right = Math.max(left + 1, Math.floor(((x + 1) * width) / outWidth));
      out[y * outWidth + x] = meanOf(data, width, { top, bottom, left, right });
    }
  }
  return { data: out, width: outWidth, height: outHeight };
}

interface Box {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Of the finite pixels; NaN where there are none. */
function meanOf(data: Float32Array, width: number, { top, bottom, left, right }: Box): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const value = data[y * width + x]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  return sum / count;
}

function opaque(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}
