import {
  channelStatistics,
  createChannelReport,
  type MeasuredSource,
  measureSample,
  type PreprocessingParams,
  preprocessSample,
  type SamplePixels,
} from '../../packages/ml/src/index.ts';
import type { ImageBatch } from '../../packages/ml/src/training/imageBatch.ts';
import { DISC_KINDS, type DiscRanges, generateDisc } from '../../packages/testkit/src/discs/disc.ts';

/** Generated discs as an import leaves them: measured, with the channels that the report would keep. */
export interface Discs {
  samples: { pixels: SamplePixels; source: (MeasuredSource & { quality: number }) | null }[];
  keep: number[];
  /** Of each sample, as a number: the truth, which nothing but the scores may see. */
  kinds: Int32Array;
}

export interface DiscChoice {
  count: number;
  size: number;
  seed: number;
  ranges?: Partial<DiscRanges> | undefined;
}

export function measuredDiscs({ count, size, seed, ranges }: DiscChoice): Discs {
  const report = createChannelReport();
  const kinds = new Int32Array(count);
  const samples = Array.from({ length: count }, (_, index) => {
    const { data, truth } = generateDisc({ index, seed, size, ...(ranges ? { ranges } : {}) });
    kinds[index] = DISC_KINDS.indexOf(truth.kind);
    const pixels = { data, channels: 4, height: size, width: size };
    report.add(channelStatistics(pixels));
    return { pixels, source: measureSample(pixels) };
  });
  return { samples, kinds, keep: report.report()?.keep ?? [0] };
}

/** What a PREPROCESS stage makes of them. */
export function preprocessed({ samples }: Discs, params: PreprocessingParams): ImageBatch {
  const { size, channels, geometry } = params;
  const length = channels.length * size * size;
  const images = new Float32Array(samples.length * length);
  const mask = new Uint8Array(images.length).fill(1);
  samples.forEach(({ pixels, source }, i) => {
    const done = preprocessSample(pixels, params, { source });
    images.set(done.image, i * length);
    if (done.mask) mask.set(done.mask, i * length);
  });
  return {
    images,
    mask: mask.includes(0) ? mask : null,
    samples: samples.length,
    channels: channels.length,
    size,
    geometry,
  };
}
