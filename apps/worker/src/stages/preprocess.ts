import { measureSample, ParameterError, preprocessSample, type SamplePixels } from '@asterism/ml';
import type { TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { readSample } from './sampleSource.ts';
import { createStackWriter } from './stackWriter.ts';

type TaskSample = TaskOf<'PREPROCESS'>['samples'][number];

/**
 * Reads every sample's pixels, one after another, and makes the stack of images that models take; and a record of what
 * was done to each, which leads from the images back to the raw pictures. The stack goes to the store as it is made.
 */
export const preprocess: TaskRunner<'PREPROCESS'> = async (
  { samples, params },
  { blobs, signal, report },
) => {
  if (samples.length < 2)
    throw new ParameterError('TOO_FEW_SAMPLES', 'Two samples at least are needed to find groups.');
  const writer = createStackWriter(blobs, [params.channels.length, params.size, params.size]);
  try {
    for (const [i, sample] of samples.entries()) {
      signal.throwIfAborted();
      const pixels = await readSample(blobs, sample);
      const source = params.alignment === 'NONE' ? null : sourceOf(sample, pixels);
      const { image, mask, placement, steps } = preprocessSample(pixels, params, { source });
      await writer.write({ image, mask, record: { index: sample.index, steps, placement } });
      report({ type: 'progress', fraction: (i + 1) / samples.length });
    }
    return await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
};

/** As it was measured at import; samples that came in before sources were measured are measured now, the same way. */
const sourceOf = ({ alignment }: TaskSample, pixels: SamplePixels) =>
  alignment ? alignment.source : measureSample(pixels);
