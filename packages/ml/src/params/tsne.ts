import { z } from 'zod';

export const TSNE_METHODS = ['auto', 'exact', 'barnesHut', 'interpolation'] as const;

/** scikit-learn's TSNE: the same names and meanings, in camelCase. */
export const tsneParams = z.strictObject({
  perplexity: z
    .number()
    .min(1)
    .max(1000)
    .default(30)
    .describe(
      "Neighbours that a sample's place is told by, at least 1 and less than the samples; smaller sees finer structure.",
    ),
  earlyExaggeration: z
    .number()
    .min(1)
    .max(100)
    .default(12)
    .describe('How much tighter than they are groups are drawn in the first 250 steps.'),
  learningRate: z
    .union([z.literal('auto'), z.number().positive().max(1e6)])
    .default('auto')
    .describe('auto: samples / earlyExaggeration / 4, 50 at least.'),
  maxIter: z.int().min(250).max(100_000).default(1000).describe('Steps after which it ends in any case.'),
  method: z
    .enum(TSNE_METHODS)
    .default('auto')
    .describe(
      'exact takes all pairs; barnesHut summarises far samples; interpolation goes by a grid; auto is exact up to 500 samples, interpolation from 50,000.',
    ),
  angle: z
    .number()
    .min(0.1)
    .max(1)
    .default(0.5)
    .describe('Of Barnes-Hut: how large a far group may look and still be taken as one, 0.2 to 0.8.'),
});
export type TsneParams = z.infer<typeof tsneParams>;
