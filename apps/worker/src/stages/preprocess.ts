import type { BlobStore } from '@asterism/blobs';
import {
  isWholeRange,
  measureSample,
  ParameterError,
  type PreprocessingParams,
  preprocessSample,
} from '@asterism/ml';
import type { TaskRunner } from '../child/context.ts';
import { PixelMemory } from '../import/pixelMemory.ts';
import { type ListedSample, samplesIn } from './samplePages.ts';
import { readSample } from './sampleSource.ts';
import { createStackWriter, type MadeSample } from './stackWriter.ts';

/**
 * Reads every sample's pixels, one after another, and makes the stack of images that models take; and a record of what
 * was done to each, which leads from the images back to the raw pictures. The stack goes to the store as it is made.
 */
export const preprocess: TaskRunner<'PREPROCESS'> = async (
  { sampleCount, pages, params },
  { blobs, signal, report },
) => {
  if (sampleCount < 2)
    throw new ParameterError('TOO_FEW_SAMPLES', 'Two samples at least are needed to find groups.');
  const writer = createStackWriter(blobs, [params.channels.length, params.size, params.size]);
  const memory = new PixelMemory();
  try {
    let done = 0;
    for (const sample of samplesIn(pages)) {
      signal.throwIfAborted();
      await writer.write(await makeSample(blobs, sample, { params, memory }));
      report({ type: 'progress', fraction: ++done / sampleCount });
    }
    return await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
};

/** One sample from its stored files. Of its channels only those are read that something depends on. */
export async function makeSample(
  blobs: BlobStore,
  sample: ListedSample,
  { params, memory }: { params: PreprocessingParams; memory: PixelMemory },
): Promise<MadeSample> {
  const { alignment, extremes, index } = sample;
  const isMeasured = params.alignment === 'NONE' || alignment !== null;
  const isLimited = params.normalization !== 'GLOBAL' || (extremes !== null && isWholeRange(params));
  const channels = isMeasured && isLimited ? params.channels : null;
  const pixels = await readSample(blobs, sample, { channels, memory });
  // Samples that came in before sources were measured are measured now, the same way.
  const source = params.alignment === 'NONE' ? null : alignment ? alignment.source : measureSample(pixels);
  const { image, mask, placement, steps } = preprocessSample(pixels, params, { source, extremes });
  return { image, mask, record: { index, steps, placement } };
}
