import { type ChannelPixels, percentilesOf } from '@asterism/fits';

/** Of every channel's finite pixels; the order of `SampleContent.percentiles`. */
export const PERCENTILES = [0, 0.5, 1, 5, 25, 50, 75, 95, 99, 99.5, 100] as const;

export interface PixelStatistics {
  /** Non-finite pixels over all channels. */
  nanCount: number;
  /** Channels whose finite pixels all have one value, or that have none. */
  constantChannels: number[];
  /** PERCENTILES of each channel, one after another; zeros where a channel has no finite pixel. */
  percentiles: number[];
}

export function pixelStatistics({ data, channels, height, width }: ChannelPixels): PixelStatistics {
  const area = height * width;
  const constantChannels: number[] = [];
  const percentiles: number[] = [];
  for (let channel = 0; channel < channels; channel++) {
    const found = percentilesOf(data.subarray(channel * area, (channel + 1) * area), PERCENTILES);
    if (found === null || found[0] === found.at(-1)) constantChannels.push(channel);
    percentiles.push(...(found ?? PERCENTILES.map(() => 0)));
  }
  return { nanCount: countNonFinite(data), constantChannels, percentiles };
}

function countNonFinite(values: Float32Array): number {
  let count = 0;
  // Only NaN and infinities differ from 0 by this.
  for (let i = 0; i < values.length; i++) if (values[i]! - values[i]! !== 0) count += 1;
  return count;
}
