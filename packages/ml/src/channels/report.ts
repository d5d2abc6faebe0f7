import { symmetricEigen } from '../pca/symmetricEigen.ts';
import { recommendChannels } from './recommendation.ts';
import type { ChannelStatistics } from './statistics.ts';

/** What the samples together say of their channels. Lists have a number for each channel. */
export interface ChannelReport {
  /** How many samples were measured. */
  sampleCount: number;
  /** (channels, channels), Pearson's, averaged over the samples by Fisher's z; 0 where no sample tells. */
  correlation: number[][];
  /** Each channel's share of the variance: sums to 1, or all 0 where nothing varies. */
  explainedVariance: number[];
  /** Each principal component's share of the variance, the greatest first: how many directions the channels fill. */
  componentVariance: number[];
  /** Means over the samples; see ChannelStatistics. */
  emptyShare: number[];
  entropy: number[];
  dynamicRange: number[];
  /** Share of the samples in which the channel has one value, or none. */
  constantShare: number[];
  /** Channels to train on, in order, at least one. */
  keep: number[];
  /** Which to keep and why, with the numbers. */
  summary: string;
}

export interface ChannelReportBuilder {
  /** Throws where the sample has another number of channels than the ones before. */
  add(statistics: ChannelStatistics): void;
  /** Null where nothing was added. */
  report(): ChannelReport | null;
}

// tanh(7.6) is this: a single sample in which two channels are the same to the bit must not decide for all others.
const CORRELATION_MOST = 1 - 5e-7;

/**
 * Gathers any number of samples in the memory of one.
 *
 * Correlations are averaged as Fisher's z (atanh r), whose spread does not depend on r (Fisher 1921; Silver & Dunlap
 * 1987 on averaging); |r| = 1 counts as 1 - 5e-7. Covariances are divided by the sample's total variance first, so
 * that a bright sample has no more say than a faint one; the shares of channels and of principal components are of
 * the mean of these, and so belong together.
 */
export function createChannelReport(): ChannelReportBuilder {
  let sums: Sums | null = null;
  return {
    add(statistics) {
      sums ??= emptySums(statistics.channelCount);
      addTo(sums, statistics);
    },
    report: () => sums && reportOf(sums),
  };
}

interface Sums {
  channels: number;
  samples: number;
  /** Samples in which anything varies. */
  varying: number;
  covariance: Float64Array;
  fisherZ: Float64Array;
  correlated: Float64Array;
  entropy: Float64Array;
  dynamicRange: Float64Array;
  emptyShare: Float64Array;
  constant: Float64Array;
}

function emptySums(channels: number): Sums {
  const pairs = (channels * (channels - 1)) / 2;
  return {
    channels,
    samples: 0,
    varying: 0,
    covariance: new Float64Array(pairs + channels),
    fisherZ: new Float64Array(pairs),
    correlated: new Float64Array(pairs),
    entropy: new Float64Array(channels),
    dynamicRange: new Float64Array(channels),
    emptyShare: new Float64Array(channels),
    constant: new Float64Array(channels),
  };
}

function addTo(sums: Sums, statistics: ChannelStatistics): void {
  if (statistics.channelCount !== sums.channels)
    throw new Error(`A sample of ${statistics.channelCount} channels among those of ${sums.channels}.`);
  sums.samples += 1;
  const total = varianceOf(statistics.covariance, sums.channels);
  if (total > 0) {
    sums.varying += 1;
    statistics.covariance.forEach((value, i) => {
      sums.covariance[i]! += value / total;
    });
  }
  statistics.correlation.forEach((r, i) => {
    if (r === null) return;
    sums.fisherZ[i]! += Math.atanh(Math.min(Math.max(r, -CORRELATION_MOST), CORRELATION_MOST));
    sums.correlated[i]! += 1;
  });
  for (let channel = 0; channel < sums.channels; channel++) {
    sums.entropy[channel]! += statistics.entropy[channel]!;
    sums.dynamicRange[channel]! += statistics.dynamicRange[channel]!;
    sums.emptyShare[channel]! += statistics.emptyShare[channel]!;
    sums.constant[channel]! += statistics.isConstant[channel] ? 1 : 0;
  }
}

/** Sum of the diagonal of an upper triangle. */
function varianceOf(triangle: ArrayLike<number>, channels: number): number {
  let sum = 0;
  for (let channel = 0, at = 0; channel < channels; at += channels - channel, channel++) sum += triangle[at]!;
  return sum;
}

function reportOf(sums: Sums): ChannelReport {
  const { channels, samples } = sums;
  const mean = (values: Float64Array): number[] => Array.from(values, (sum) => sum / samples);
  const covariance = squareOf(sums.covariance, channels, sums.varying);
  const correlation = correlationOf(sums);
  const measures = {
    sampleCount: samples,
    correlation,
    explainedVariance: Array.from({ length: channels }, (_, c) => covariance[c * channels + c]!),
    componentVariance: componentShares(covariance, channels),
    emptyShare: mean(sums.emptyShare),
    entropy: mean(sums.entropy),
    dynamicRange: mean(sums.dynamicRange),
    constantShare: mean(sums.constant),
  };
  return { ...measures, ...recommendChannels(measures) };
}

/** (n, n) from an upper triangle of sums. */
function squareOf(triangle: Float64Array, n: number, count: number): Float64Array {
  const square = new Float64Array(n * n);
  for (let a = 0, at = 0; a < n; a++)
    for (let b = a; b < n; b++, at++) {
      const value = count > 0 ? triangle[at]! / count : 0;
      square[a * n + b] = value;
      square[b * n + a] = value;
    }
  return square;
}

function correlationOf({ channels, fisherZ, correlated }: Sums): number[][] {
  const matrix = Array.from({ length: channels }, (_, a) =>
    Array.from({ length: channels }, (_, b): number => (a === b ? 1 : 0)),
  );
  for (let a = 0, at = 0; a < channels; a++)
    for (let b = a + 1; b < channels; b++, at++) {
      const r = correlated[at]! > 0 ? Math.tanh(fisherZ[at]! / correlated[at]!) : 0;
      matrix[a]![b] = r;
      matrix[b]![a] = r;
    }
  return matrix;
}

/** Eigenvalues as shares of their sum. Covariances of differing pixels may have small negative ones: those are none. */
function componentShares(covariance: Float64Array, channels: number): number[] {
  const values = Array.from(symmetricEigen(covariance, channels).values, (value) => Math.max(value, 0));
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total > 0 ? value / total : 0));
}
