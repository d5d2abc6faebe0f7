import { ParameterError } from '../matrix/matrix.ts';
import { type Background, backgroundOf, CLIP_SIGMAS } from './background.ts';
import { pairMoments, products } from './covariance.ts';
import { entropyBits } from './entropy.ts';
import { sortFloats } from './sortFloats.ts';
import { everyNth, stepFor, thinPixels } from './thin.ts';

/** What one sample says of its channels. Pairs are the upper triangle, row after row. */
export interface ChannelStatistics {
  channelCount: number;
  /** Variances and covariances of the pixels' values, (0,0) (0,1) ... (1,1) ...: in the pixels' unit, squared. */
  covariance: number[];
  /** Pearson's correlation of (0,1) (0,2) ... (1,2) ...; null where a channel has one value, or none. */
  correlation: (number | null)[];
  /** Bits, 0 to 8, on 256 levels between limits that all channels of the sample share. */
  entropy: number[];
  /** How far the channel reaches from its background, in decibels over its noise (20 log10); from 0. */
  dynamicRange: number[];
  /** 0 to 1: pixels that cannot be told from the background, or that are not finite. */
  emptyShare: number[];
  /** Whether all finite pixels have one value, or none is finite. */
  isConstant: boolean[];
}

/** More channels than these are not measured: their pairs would fill a megabyte for each sample. */
export const CHANNELS_MAXIMUM = 64;
// Ranks from so many values are exact to .2 % of the ranks, and take a millisecond to sort.
const RANKED_VALUES = 65_536;

export interface ChannelPixelsView {
  /** (channels, height, width) */
  data: Float32Array;
  channels: number;
  height: number;
  width: number;
}

/**
 * Measures how the channels of one sample relate and what each holds. Values that are not finite are left out, of a
 * pair those where either is. (4, 600, 600) takes about 15 ms; of larger ones every n-th pixel is taken.
 *
 * - entropy: between the least 0.5 and the greatest 99.5 percentile of all channels, so that a channel of weak noise
 *   has few bits beside a bright one: what the pictures hold under one normalisation over the whole image.
 * - dynamicRange: the farther of the percentiles 0.1 and 99.9 from the background, over the background's noise.
 * - emptyShare: nearer to the background than three times its noise. Where more than half of the pixels have one value
 *   there is no noise to be known: those pixels are the empty ones, and the smallest step from them is the unit of range.
 *
 * Throws ParameterError where the shape does not fit, or there are more than 64 channels.
 */
export function channelStatistics({ data, channels, height, width }: ChannelPixelsView): ChannelStatistics {
  if (channels < 1 || channels > CHANNELS_MAXIMUM || data.length !== channels * height * width)
    throw new ParameterError(
      'WRONG_SHAPE',
      `${data.length} values are not 1 to ${CHANNELS_MAXIMUM} channels of ${height} x ${width}.`,
    );
  const { planes } = thinPixels(data, { channels, height, width });
  const facts = planes.map((plane) => planeFacts(plane, width));
  const lower = Math.min(...facts.map(({ low }) => low));
  const upper = Math.max(...facts.map(({ high }) => high));
  return {
    channelCount: channels,
    ...relations(planes, facts),
    entropy: planes.map((plane) => entropyBits(plane, lower, upper)),
    dynamicRange: facts.map(({ dynamicRange }) => dynamicRange),
    emptyShare: planes.map((plane, channel) => emptyShareOf(plane, facts[channel]!.background)),
    isConstant: facts.map(({ isConstant }) => isConstant),
  };
}

interface PlaneFacts {
  mean: number;
  squares: number;
  isWhole: boolean;
  isConstant: boolean;
  background: Background | null;
  /** Percentiles 0.5 and 99.5; without a finite pixel infinities that no limit is taken from. */
  low: number;
  high: number;
  dynamicRange: number;
}

function planeFacts(plane: Float32Array, width: number): PlaneFacts {
  const { count, sum } = finiteSum(plane);
  const isWhole = count === plane.length;
  const isConstant = !hasTwoValues(plane);
  const mean = sum / count;
  // Exactly 0 for one value, whose mean may be off by a bit.
  const squares = isWhole && !isConstant ? products(plane, plane, mean, mean) : 0;
  const shared = { mean, isWhole, isConstant, squares };
  const sorted = sortedRanks(plane, width);
  if (sorted.length === 0)
    return {
      ...shared,
      background: null,
      low: Number.POSITIVE_INFINITY,
      high: Number.NEGATIVE_INFINITY,
      dynamicRange: 0,
    };
  const background = backgroundOf(sorted);
  const [low, high] = [percentile(sorted, 0.5), percentile(sorted, 99.5)];
  return { ...shared, background, low, high, dynamicRange: decibels(sorted, background) };
}

function finiteSum(plane: Float32Array): { count: number; sum: number } {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < plane.length; i += 2) {
    even += plane[i]!;
    odd += plane[i + 1]!;
  }
  if (i < plane.length) even += plane[i]!;
  // One value that is not finite shows in the sum, since doubles hold any sum of floats.
  if (Number.isFinite(even + odd)) return { count: plane.length, sum: even + odd };
  let count = 0;
  let sum = 0;
  for (const value of plane)
    if (value - value === 0) {
      count += 1;
      sum += value;
    }
  return { count, sum };
}

function hasTwoValues(plane: Float32Array): boolean {
  const first = plane.find((value) => value - value === 0);
  return first !== undefined && plane.some((value) => value - value === 0 && value !== first);
}

/** Finite values upwards, of many every n-th. */
function sortedRanks(plane: Float32Array, width: number): Float32Array {
  const taken = everyNth(plane, stepFor(plane.length, RANKED_VALUES, width));
  const finite = new Float32Array(taken.length);
  let count = 0;
  for (let i = 0; i < taken.length; i++) {
    const value = taken[i]!;
    if (value - value === 0) finite[count++] = value;
  }
  return sortFloats(finite.subarray(0, count));
}

/** Linear between ranks, as NumPy's. */
function percentile(sorted: Float32Array, percent: number): number {
  const rank = (percent / 100) * (sorted.length - 1);
  const below = sorted[Math.floor(rank)]!;
  return below + (sorted[Math.ceil(rank)]! - below) * (rank - Math.floor(rank));
}

function decibels(sorted: Float32Array, { level, noise }: Background): number {
  const reach = Math.max(percentile(sorted, 99.9) - level, level - percentile(sorted, 0.1));
  const unit = noise > 0 ? noise : smallestStep(sorted, level);
  return reach > unit ? 20 * Math.log10(reach / unit) : 0;
}

/** How near the nearest other value is to the level; 0 where there is none. */
function smallestStep(sorted: Float32Array, level: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of sorted) {
    const step = Math.abs(value - level);
    if (step > 0 && step < least) least = step;
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}

function emptyShareOf(plane: Float32Array, background: Background | null): number {
  if (!background || plane.length === 0) return 1;
  const { level } = background;
  const reach = CLIP_SIGMAS * background.noise;
  let seen = 0;
  for (let i = 0; i < plane.length; i++) {
    const distance = Math.abs(plane[i]! - level);
    // Infinities are not measured light. Without noise whatever differs from the level is seen.
    if (reach > 0 ? distance >= reach && distance < Number.POSITIVE_INFINITY : isStep(distance)) seen += 1;
  }
  return 1 - seen / plane.length;
}

const isStep = (distance: number): boolean => distance > 0 && distance < Number.POSITIVE_INFINITY;

function relations(planes: readonly Float32Array[], facts: readonly PlaneFacts[]) {
  const covariance: number[] = [];
  const correlation: (number | null)[] = [];
  planes.forEach((data, a) => {
    for (let b = a; b < planes.length; b++) {
      const pair = pairMoments({ data, ...facts[a]! }, { data: planes[b]!, ...facts[b]! });
      covariance.push(pair.covariance);
      if (b > a) correlation.push(pair.correlation);
    }
  });
  return { covariance, correlation };
}
