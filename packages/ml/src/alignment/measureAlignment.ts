import { finiteOf } from '../preprocess/limits.ts';
import { selectRank } from '../preprocess/selectRank.ts';
import { type Background, backgroundOf } from './background.ts';
import { footprintOf } from './footprint.ts';
import { type Isophote, isophotesOf } from './isophotes.ts';
import { binned, cropped, type PicturePlane } from './plane.ts';
import { KERNEL_REACH, smoothed } from './smooth.ts';

/** Where a source is, how it is turned and how it is tilted. */
export interface PlaneAlignment {
  /** The middle in pixels from 0: (0, 0) is the centre of the first pixel of row 0, which is at the bottom. */
  x: number;
  y: number;
  /** Direction of the long axis, 0 to 180, counter-clockwise from +x with row 0 at the bottom. */
  angleDegrees: number;
  /** Short axis over long axis, 0 to 1. */
  axisRatio: number;
  /** What the ratio implies for a thin round disc: its arc cosine, 0 face-on to 90 edge-on. */
  tiltDegrees: number;
  /** Half the long axis of the faintest isophote that was used, in pixels. */
  radius: number;
  /** 0 to 1: significance x agreement x wholeness; see measureAlignment. */
  quality: number;
}

// A side that keeps a disc's isophotes within .1 degrees of those of 600 pixels, at a quarter of the time.
const MEASURED_SIDE = 300;
// More than one hot pixel can make of itself under the smoothing kernel.
const LEAST_AREA = (2 * KERNEL_REACH + 1) ** 2 + 1;
// Above the noise: with 90,000 pixels not one of pure noise is expected above 5.
const LOWEST_SIGNIFICANCE = 6;
// Without noise the isophotes would go down to rounding errors.
const LOWEST_SHARE = 0.003;
// Of float32 after smoothing, as a share of the level.
const ROUNDING = 1e-6;
const HIGHEST_SHARE = 0.75;
const LEVELS = 16;
// Scatter between isophotes' ellipticities at which their agreement counts one half.
const HALF_AGREEMENT = 0.1;
const FAR_IN_MEDIANS = 4;
// Radii around the middle that a second look keeps, where a source is small in its picture.
const WINDOW_RADII = 3;

/**
 * Position, direction and axis ratio of the brightest source, from the second moments of its isophotes (Stobie 1980;
 * Bertin & Arnouts 1996 for moments above a threshold). Null where there is no source to measure.
 *
 * The plane is averaged down to about 300 pixels a side and smoothed; background and noise are the median and the
 * median absolute deviation of its frame. The source is the connected region 6 deviations above the background that
 * holds the most light. Sixteen levels, evenly spaced in log brightness from there to three quarters of its peak, each
 * give an ellipse from the area above them, in which every pixel weighs the same: so a bright middle weighs no more
 * than its area, and noise moves only the rim. Ellipticities are averaged as vectors, every isophote alike, so that
 * what winds with the radius (spiral arms) averages out. Isophotes that reach the picture's edge are left out as long
 * as others remain. A source small in its picture is looked at again in a window of its own, in finer pixels.
 *
 * quality = (1 - 6 / S) x 1 / (1 + (s / .1)^2) x w, where S is the peak over the noise, s the root mean square
 * distance of the isophotes' ellipticity vectors from their mean, and w the share of isophotes that the edge leaves
 * whole. What is not finite is left out.
 */
export function measureAlignment(plane: PicturePlane): PlaneAlignment | null {
  const first = measureBinned(plane);
  if (!first) return null;
  const side = Math.max(plane.width, plane.height);
  const reach = Math.ceil(first.radius * WINDOW_RADII);
  if (binFactor(plane) === 1 || 4 * reach > side) return first;
  const x = Math.max(0, Math.floor(first.x - reach));
  const y = Math.max(0, Math.floor(first.y - reach));
  const width = Math.min(plane.width, Math.ceil(first.x + reach)) - x;
  const height = Math.min(plane.height, Math.ceil(first.y + reach)) - y;
  const second = measureBinned(cropped(plane, { x, y, width, height }));
  return second ? { ...second, x: second.x + x, y: second.y + y } : first;
}

const binFactor = ({ width, height }: PicturePlane): number =>
  Math.max(1, Math.round(Math.max(width, height) / MEASURED_SIDE));

function measureBinned(plane: PicturePlane): PlaneAlignment | null {
  const factor = binFactor(plane);
  const small = smoothed(binned(plane, factor));
  const background = backgroundOf(small);
  const found = background && isophotesAbove(small, background);
  if (!found) return null;
  const { isophotes, peak } = found;
  const whole = isophotes.filter(({ isCut }) => !isCut);
  const used = whole.length > 0 ? whole : isophotes;
  const toRaw = (place: number) => place * factor + (factor - 1) / 2;
  const shape = shapeOf(used);
  const significance = background.noise > 0 ? 1 - (LOWEST_SIGNIFICANCE * background.noise) / peak : 1;
  return {
    x: toRaw(mean(used.map(({ x }) => x))),
    y: toRaw(mean(used.map(({ y }) => y))),
    angleDegrees: shape.angleDegrees,
    axisRatio: shape.axisRatio,
    tiltDegrees: (Math.acos(shape.axisRatio) * 180) / Math.PI,
    radius: 2 * Math.sqrt(used[0]!.size / (1 + shape.axisRatio ** 2)) * factor,
    quality: (Math.max(significance, 0) * shape.agreement * whole.length) / isophotes.length,
  };
}

/** The isophotes with area enough, the faintest first, and the peak over the background; null without a source. */
function isophotesAbove(
  plane: PicturePlane,
  { level, noise }: Background,
): { isophotes: Isophote[]; peak: number } | null {
  const faintest = noise > 0 ? LOWEST_SIGNIFICANCE * noise : LOWEST_SHARE * (peakOf(plane.data) - level);
  const lowest = Math.max(faintest, ROUNDING * Math.abs(level));
  if (!(lowest > 0)) return null;
  const places = footprintOf(plane, { threshold: level + lowest, leastArea: LEAST_AREA });
  if (places.length === 0) return null;
  const peak = peakOf(valuesAt(plane, places));
  const brightness = peak - level;
  const ratio = Math.max((HIGHEST_SHARE * brightness) / lowest, 1);
  const levels = Array.from({ length: LEVELS }, (_, i) => level + lowest * ratio ** (i / (LEVELS - 1)));
  const isophotes = isophotesOf(plane, places, levels).filter(({ area }) => area >= LEAST_AREA);
  return isophotes.length > 0 ? { isophotes, peak: brightness } : null;
}

/** The value that LEAST_AREA pixels reach, so that a hot pixel is no peak; NaN where nothing is finite. */
function peakOf(values: Float32Array): number {
  const finite = finiteOf(values);
  return finite.length === 0 ? Number.NaN : selectRank(finite, Math.max(finite.length - LEAST_AREA, 0));
}

function valuesAt({ data }: PicturePlane, places: Int32Array): Float32Array {
  const values = new Float32Array(places.length);
  for (let i = 0; i < places.length; i++) values[i] = data[places[i]!]!;
  return values;
}

/** Ellipticity, averaged as a vector, and how well the isophotes agree on it. */
function shapeOf(isophotes: readonly Isophote[]) {
  const vectors = isophotes.map(({ ellipticity }) => ellipticity);
  const weights = trust(vectors);
  const total = weights.reduce((sum, weight) => sum + weight);
  const average = (value: (vector: readonly [number, number]) => number) =>
    vectors.reduce((sum, vector, i) => sum + weights[i]! * value(vector), 0) / total;
  const e1 = average(([a]) => a);
  const e2 = average(([, b]) => b);
  const scatter = Math.sqrt(average(([a, b]) => (a - e1) ** 2 + (b - e2) ** 2));
  const ellipticity = Math.min(Math.hypot(e1, e2), 1);
  return {
    // The ellipticity of moments is (a^2 - b^2) / (a^2 + b^2).
    axisRatio: Math.sqrt((1 - ellipticity) / (1 + ellipticity)),
    angleDegrees: ((Math.atan2(e2, e1) * 90) / Math.PI + 180) % 180,
    agreement: 1 / (1 + (scatter / HALF_AGREEMENT) ** 2),
  };
}

/**
 * A level that grazes a ring's crest cuts it into pieces, and its ellipse says nothing: an isophote far from the
 * median, in units of the median distance, weighs little (Cauchy weights).
 */
function trust(vectors: readonly (readonly [number, number])[]): number[] {
  const middle = [median(vectors.map(([a]) => a)), median(vectors.map(([, b]) => b))] as const;
  const away = vectors.map(([a, b]) => Math.hypot(a - middle[0], b - middle[1]));
  const far = FAR_IN_MEDIANS * median(away) + Number.EPSILON;
  return away.map((distance) => 1 / (1 + (distance / far) ** 2));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
