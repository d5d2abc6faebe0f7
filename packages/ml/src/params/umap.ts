import { z } from 'zod';

/** umap-learn's names and meanings, in camelCase. */
export const umapParams = z.strictObject({
  nNeighbors: z
    .int()
    .min(2)
    .max(1000)
    .default(15)
    .describe("Neighbours, itself counted, that a sample's place is told by; less than the samples."),
  minDist: z.number().min(0).max(1).default(0.1).describe('How near samples may lie on the map.'),
  spread: z.number().positive().max(10).default(1).describe('How far apart the map is drawn in all.'),
  nEpochs: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('Passes over the pairs; left out, 500 up to 2,500 samples, less above.'),
});
export type UmapParams = z.infer<typeof umapParams>;
