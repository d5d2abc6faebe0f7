import { z } from 'zod';

export const TSNE_METHODS = ['auto', 'exact', 'barnesHut'] as const;

/** scikit-learn's TSNE: the same names and meanings, in camelCase. */
export const tsneParams = z.strictObject({
  /** Neighbours that a sample's place is told by, at least 1 and less than the samples; smaller sees finer structure. */
  perplexity: z.number().min(1).max(1000).default(30),
  /** How much tighter than they are groups are drawn in the first 250 steps. */
  earlyExaggeration: z.number().min(1).max(100).default(12),
  /** auto: samples / earlyExaggeration / 4, 50 at least. */
  learningRate: z.union([z.literal('auto'), z.number().positive().max(1e6)]).default('auto'),
  maxIter: z.int().min(250).max(100_000).default(1000),
  /** exact takes all pairs; barnesHut summarises far samples; auto is exact up to 500 samples. */
  method: z.enum(TSNE_METHODS).default('auto'),
  /** Of Barnes-Hut: how large a far group may look and still be taken as one, 0.2 to 0.8. */
  angle: z.number().min(0.1).max(1).default(0.5),
});
export type TsneParams = z.infer<typeof tsneParams>;
