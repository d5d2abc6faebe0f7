import { type ChannelPixels, type Plane, QUANTILE_LEVELS, sortValues } from '@asterism/fits';
import { type PlaneSurvey, samplePixels, surveyPlane } from './surveyPlane.ts';

/** Of every channel's finite pixels; the order of `SampleContent.percentiles`. */
export const PERCENTILES = [0, 0.5, 1, 5, 25, 50, 75, 95, 99, 99.5, 100] as const;

// A side that a gallery shows at twice its size on a dense screen.
const PREVIEW_SIDE = 128;
/** So many channels of a sample are in the gallery's sheets and common limits: of a cube of 4,096 planes the first. */
export const GALLERY_CHANNELS = 64;

export interface PixelStatistics {
  /** Non-finite pixels over all channels. */
  nanCount: number;
  /** Channels whose finite pixels all have one value, or that have none. */
  constantChannels: number[];
  /** PERCENTILES of each channel, one after another; zeros where a channel has no finite pixel. */
  percentiles: number[];
  /** Float32 (channels, 1 + QUANTILE_LEVELS): see `SampleContent.quantiles`. */
  quantiles: Uint8Array<ArrayBuffer>;
}

export interface PixelSurvey extends PixelStatistics {
  /** Every channel averaged down by one whole factor to at most 128 pixels a side. */
  preview: ChannelPixels;
}

/** Statistics and preview of a sample, each pixel read once and one in a few sorted. */
export function surveyPixels({ data, channels, height, width }: ChannelPixels): PixelSurvey {
  const factor = Math.max(1, Math.ceil(Math.max(height, width) / PREVIEW_SIDE));
  const area = height * width;
  const preview = emptyPreview(channels, Math.ceil(height / factor), Math.ceil(width / factor));
  const listed = Math.min(channels, GALLERY_CHANNELS);
  const quantiles = new Float32Array(listed * (1 + QUANTILE_LEVELS.length));
  const constantChannels: number[] = [];
  const percentiles: number[] = [];
  let nanCount = 0;
  for (let channel = 0; channel < channels; channel++) {
    const plane = { data: data.subarray(channel * area, (channel + 1) * area), width, height };
    const survey = surveyPlane(plane, factor);
    const { means, finiteCount } = survey;
    preview.data.set(means.data, channel * means.data.length);
    nanCount += area - finiteCount;
    if (!(survey.lowest < survey.highest)) constantChannels.push(channel);
    const quantileAt = quantilesOf(plane, survey);
    percentiles.push(...PERCENTILES.map((percent) => (finiteCount > 0 ? quantileAt(percent / 100) : 0)));
    if (channel < listed)
      quantiles.set(
        [finiteCount, ...QUANTILE_LEVELS.map(quantileAt)],
        channel * (1 + QUANTILE_LEVELS.length),
      );
  }
  return { nanCount, constantChannels, percentiles, quantiles: new Uint8Array(quantiles.buffer), preview };
}

const emptyPreview = (channels: number, height: number, width: number): ChannelPixels => ({
  data: new Float32Array(channels * height * width),
  channels,
  height,
  width,
});

/** The quantile at a level from 0 to 1, linear between ranks as NumPy's; the extremes are exact. NaN of no pixels. */
function quantilesOf(plane: Plane, { finiteCount, lowest, highest }: PlaneSurvey): (level: number) => number {
  if (finiteCount === 0) return () => Number.NaN;
  const sorted = sortValues(samplePixels(plane));
  return (level) => {
    if (level <= 0 || sorted.length === 0) return lowest;
    if (level >= 1) return highest;
    const rank = level * (sorted.length - 1);
    const below = sorted[Math.floor(rank)]!;
    return below + (sorted[Math.ceil(rank)]! - below) * (rank - Math.floor(rank));
  };
}
