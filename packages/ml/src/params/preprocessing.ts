import { z } from 'zod';
import { ALIGNMENTS, GEOMETRIES, NORMALIZATIONS, PREPROCESSING_DEFAULTS, STRETCHES } from './choices.ts';

/**
 * What is done to a sample's pixels before training.
 *
 * `channels` are plane numbers from 0, in the order the model sees them. `size` is the side in pixels of the
 * square image that is handed to the model. The percentiles (0 to 100) are the limits that normalisation maps
 * to 0 and 1; values outside are clipped. GLOBAL takes them over all channels of a sample together,
 * PER_CHANNEL over each channel by itself.
 *
 * `alignment` goes by the sample's measured source; each includes the one before it: CENTER moves the source to the
 * middle, ROTATE turns its long axis upright, DEPROJECT stretches its short axis until a thin round disc is seen
 * face-on. A sample without a measured source is left as it is. `geometry` POLAR makes rows of the radius and columns
 * of the angle.
 */
export const preprocessingParams = z
  .strictObject({
    channels: z.array(z.int().min(0)).min(1).max(64),
    alignment: z.enum(ALIGNMENTS).default(PREPROCESSING_DEFAULTS.alignment),
    geometry: z.enum(GEOMETRIES).default(PREPROCESSING_DEFAULTS.geometry),
    normalization: z.enum(NORMALIZATIONS).default(PREPROCESSING_DEFAULTS.normalization),
    size: z.int().min(32).max(256).multipleOf(16).default(PREPROCESSING_DEFAULTS.size),
    stretch: z.enum(STRETCHES).default(PREPROCESSING_DEFAULTS.stretch),
    lowerPercentile: z.number().min(0).max(100).default(PREPROCESSING_DEFAULTS.lowerPercentile),
    upperPercentile: z.number().min(0).max(100).default(PREPROCESSING_DEFAULTS.upperPercentile),
  })
  .refine((p) => p.lowerPercentile < p.upperPercentile, {
    path: ['upperPercentile'],
    message: 'The upper percentile must be above the lower one.',
  })
  .refine((p) => new Set(p.channels).size === p.channels.length, {
    path: ['channels'],
    message: 'Name each channel once.',
  });

export type PreprocessingParams = z.infer<typeof preprocessingParams>;
