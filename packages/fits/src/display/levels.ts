import { invertStretch, type Stretch } from './stretch.ts';

/** Brightness in whole steps, as an 8-bit picture has them: 0 to 255. */
export const LEVELS = 256;

export interface LevelRule {
  /** Values shown as the first and the last level; what lies outside is clipped. */
  lower: number;
  upper: number;
  stretch: Stretch;
  /** The stretch runs from the middle of the limits to either side, as differences need it. */
  isSymmetric?: boolean;
  /** For HISTOGRAM: finite values in rising order. Without them it is linear. */
  sorted?: Float32Array;
}

/**
 * The least value of each level from 1 to 255, rising: the level of a value is how many of them it reaches. A rule is
 * reduced to comparisons of float32, so that a processor and a graphics card cannot come to different colours.
 * Where `upper` is not above `lower` all values up to `lower` have level 0, all others 255; of a symmetric rule `lower`
 * itself has the middle level.
 */
export function levelThresholds(rule: LevelRule): Float32Array {
  const { lower, upper } = rule;
  const valueAt = upper > lower ? valueRule(rule) : stepRule(rule);
  // Level k is the nearest to the brightnesses from (k - .5) / 255.
  return Float32Array.from({ length: LEVELS - 1 }, (_, i) => valueAt((i + 0.5) / (LEVELS - 1)));
}

/** The value that is shown at a brightness from 0 to 1. */
export function valueAtBrightness(rule: LevelRule, brightness: number): number {
  if (!(rule.upper > rule.lower)) return rule.lower;
  if (brightness <= 0) return rule.lower;
  return brightness >= 1 ? rule.upper : valueRule(rule)(brightness);
}

function valueRule({
  lower,
  upper,
  stretch,
  isSymmetric,
  sorted,
}: LevelRule): (brightness: number) => number {
  if (stretch === 'HISTOGRAM' && sorted && sorted.length > 0 && !isSymmetric)
    return (brightness) => Math.min(Math.max(quantile(sorted, brightness), lower), upper);
  const kind = stretch === 'HISTOGRAM' ? 'LINEAR' : stretch;
  if (!isSymmetric) return (brightness) => lower + invertStretch(kind, brightness) * (upper - lower);
  const middle = (lower + upper) / 2;
  return (brightness) => {
    const side = 2 * brightness - 1;
    return middle + Math.sign(side) * invertStretch(kind, Math.abs(side)) * ((upper - lower) / 2);
  };
}

/** Linear between ranks: the inverse of astropy's HistEqStretch. */
function quantile(sorted: Float32Array, share: number): number {
  const rank = share * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  return below + (sorted[Math.ceil(rank)]! - below) * (rank - Math.floor(rank));
}

function stepRule({ lower, isSymmetric }: LevelRule): (brightness: number) => number {
  const next = above(lower);
  return (brightness) => (isSymmetric && brightness <= 0.5 ? lower : next);
}

// Graphics cards may take smaller ones for zero.
const SMALLEST_NORMAL = 2 ** -126;

/** The next float32 above; from zero the smallest that is not subnormal. */
function above(value: number): number {
  const single = Float32Array.of(value);
  if (single[0]! > value) return single[0]!;
  if (Math.abs(single[0]!) < SMALLEST_NORMAL) return SMALLEST_NORMAL;
  new Int32Array(single.buffer)[0]! += single[0]! > 0 ? 1 : -1;
  return single[0]!;
}

// Steps of the first guess: with 2,048 a value is hardly ever more than one comparison from its level.
const STEPS = 2048;

/** The level of a value that is not NaN. */
export function levelFinder(thresholds: Float32Array): (value: number) => number {
  const first = thresholds[0]!;
  const last = thresholds[LEVELS - 2]!;
  const scale = last > first ? STEPS / (last - first) : 0;
  const guesses = new Uint8Array(STEPS + 1);
  for (let step = 0, level = 0; step <= STEPS; step++) {
    const value = first + step / scale;
    while (level < LEVELS - 1 && value >= thresholds[level]!) level += 1;
    guesses[step] = level;
  }
  return (value) => {
    if (!(value >= first)) return 0;
    if (value >= last) return LEVELS - 1;
    let level = guesses[Math.floor((value - first) * scale)]!;
    while (level > 0 && value < thresholds[level - 1]!) level -= 1;
    while (value >= thresholds[level]!) level += 1;
    return level;
  };
}

/** Finite values in rising order, for HISTOGRAM; of many every n-th, at most `limit`. */
export function sortedSample(values: Float32Array, limit = 65_536): Float32Array {
  const stride = Math.max(1, Math.ceil(values.length / limit));
  const sample = new Float32Array(Math.ceil(values.length / stride));
  let count = 0;
  for (let i = 0; i < values.length; i += stride) {
    const value = values[i]!;
    if (value - value === 0) sample[count++] = value;
  }
  return sample.subarray(0, count).sort();
}
