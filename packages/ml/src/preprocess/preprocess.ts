import { ParameterError } from '../matrix/matrix.ts';
import type { PreprocessingParams } from '../params/index.ts';
import { backgroundLevel, type Limits, percentileLimits } from './limits.ts';
import { isPlain, type MeasuredSource, type Placement, placementOf } from './placement.ts';
import { resample } from './resample.ts';
import { type MapRow, type Resized, resizeByArea, type Shift } from './resizeByArea.ts';
import { stepsOf } from './steps.ts';
import { stretchOf } from './stretch.ts';

/** A sample's pixels. */
export interface SamplePixels {
  /** (channels, height, width), NaN where nothing was measured. */
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

export interface PreprocessedSample {
  /** (chosen channels, size, size), 0 to 1 after normalisation */
  image: Float32Array;
  /** Of the same shape, 1 where half of the pixel's area or more was measured; null where every pixel is. */
  mask: Uint8Array | null;
  /** Where each pixel comes from in the raw picture. */
  placement: Placement;
  /** What was done, a sentence each, in order. */
  steps: string[];
}

export interface PreprocessOptions {
  /** The sample's source as it was measured; null where none could be, and alignment then leaves it as it is. */
  source?: MeasuredSource | null;
  /**
   * The least and the greatest finite value of each channel, chosen or not, where they are known already: with them a
   * pass over all pixels less, and channels that are not chosen are not looked at.
   */
  extremes?: readonly Limits[] | null;
  /** Of the pixels, for the words. */
  unit?: string | undefined;
}

/**
 * Normalises and stretches one sample, then brings it to its size, aligned and in the geometry that is asked for, in
 * one step. The limits of GLOBAL are taken over all channels that
 * the sample has, chosen or not; those of PER_CHANNEL over each by itself; NONE leaves the values as they are. A
 * constant plane becomes 0. A plane that is not square is fitted by its longer side, centred.
 *
 * Not measured are NaN, what lies beside a plane that is not square, and values that a stretch without normalisation
 * has no answer for (the square root of a negative one). There the image holds the channel's background level (its
 * median).
 *
 * Throws ParameterError UNKNOWN_CHANNEL.
 */
export function preprocessSample(
  pixels: SamplePixels,
  params: PreprocessingParams,
  { source = null, extremes = null, unit }: PreprocessOptions = {},
): PreprocessedSample {
  const { channels, size } = params;
  const { width, height } = pixels;
  refuseUnknown(pixels, channels);
  const known = extremes !== null && isWholeRange(params) ? extremes : null;
  const common =
    params.normalization === 'GLOBAL' ? (known ? spanOf(known) : limitsOf(pixels.data, params)) : null;
  const placement = placementOf(params, pixels, source);
  const image = new Float32Array(channels.length * size * size);
  const mask = new Uint8Array(image.length).fill(1);
  let isMasked = false;
  const limits = channels.map((channel, i) => {
    const plane = pixels.data.subarray(channel * width * height, (channel + 1) * width * height);
    const own =
      params.normalization === 'NONE' ? null : (common ?? known?.[channel] ?? limitsOf(plane, params));
    const mapRow = rowMap(plane, own, params);
    const shift = shiftOf(own, params);
    const { values, measured } =
      shift && isPlain(placement)
        ? resizeByArea(plane, { width, height, size, shift })
        : place(plane, pixels, placement, mapRow);
    const target = i * size * size;
    image.set(values, target);
    if (measured) {
      isMasked = true;
      fillUnmeasured(image, mask, target, measured, mappedBackground(plane, mapRow));
    }
    return own;
  });
  const unmeasured = isMasked ? mask.reduce((count, flag) => count + 1 - flag, 0) : 0;
  const steps = stepsOf({
    params,
    channelCount: pixels.channels,
    limits,
    placement,
    source,
    unmeasuredShare: unmeasured / mask.length,
    unit,
  });
  return { image, mask: unmeasured === 0 ? null : mask, placement, steps };
}

function refuseUnknown(pixels: SamplePixels, channels: readonly number[]): void {
  const unknown = channels.findIndex((channel) => channel >= pixels.channels);
  if (unknown >= 0)
    throw new ParameterError(
      'UNKNOWN_CHANNEL',
      `There is no channel ${channels[unknown]}: the sample has ${pixels.channels}.`,
      ['channels', String(unknown)],
    );
}

/** From raw pixels to image pixels in one step; where nothing is moved by exact areas, which is twice as fast. */
function place(
  plane: Float32Array,
  { width, height }: SamplePixels,
  placement: Placement,
  mapRow: MapRow,
): Resized {
  if (isPlain(placement)) return resizeByArea(plane, { width, height, size: placement.size, mapRow });
  const mapped = new Float32Array(plane.length);
  const row = new Float64Array(width);
  for (let y = 0; y < height; y++) {
    row.set(plane.subarray(y * width, (y + 1) * width));
    mapRow(row);
    mapped.set(row, y * width);
  }
  return resample({ data: mapped, width, height }, placement);
}

const limitsOf = (values: Float32Array, { lowerPercentile, upperPercentile }: PreprocessingParams): Limits =>
  percentileLimits(values, lowerPercentile, upperPercentile);

/** Whether the limits are the extremes. */
export const isWholeRange = ({ lowerPercentile, upperPercentile }: PreprocessingParams): boolean =>
  lowerPercentile === 0 && upperPercentile === 100;

const spanOf = (extremes: readonly Limits[]): Limits => ({
  lower: Math.min(...extremes.map(({ lower }) => lower)),
  upper: Math.max(...extremes.map(({ upper }) => upper)),
});

/** What normalising does where nothing can lie outside of its limits and no stretch follows. */
const shiftOf = (limits: Limits | null, params: PreprocessingParams): Shift | null =>
  limits && limits.lower < limits.upper && isWholeRange(params) && params.stretch === 'LINEAR'
    ? limits
    : null;

/** Normalising and stretching go with resizing, row by row: a pass over the plane less each, 2 times as fast. */
function rowMap(plane: Float32Array, limits: Limits | null, { stretch }: PreprocessingParams): MapRow {
  const normaliseRow = (row: Float64Array) => {
    if (limits) normalise(row, limits);
  };
  const stretchRow = stretchOf(stretch, () => {
    const all = Float64Array.from(plane);
    normaliseRow(all);
    return all;
  });
  return (row) => {
    normaliseRow(row);
    stretchRow?.(row);
  };
}

/** Maps the limits to 0 and 1 and clips what lies outside; infinities go to the nearer limit, NaN stays. */
function normalise(values: Float64Array, { lower, upper }: Limits): void {
  const range = upper - lower;
  if (!(range > 0)) {
    for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) values[i] = 0;
    return;
  }
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    values[i] = value <= lower ? 0 : value >= upper ? 1 : (value - lower) / range;
  }
}

function mappedBackground(plane: Float32Array, mapRow: MapRow): number {
  const level = Float64Array.of(backgroundLevel(plane));
  mapRow(level);
  return Number.isFinite(level[0]) ? level[0]! : 0;
}

function fillUnmeasured(
  image: Float32Array,
  mask: Uint8Array,
  target: number,
  measured: Float32Array,
  background: number,
): void {
  measured.forEach((share, k) => {
    if (share < 0.5) mask[target + k] = 0;
    if (Number.isNaN(image[target + k]!)) image[target + k] = background;
  });
}
