import { z } from 'zod';
import type { ClusteringAlgorithm } from './choices.ts';
import { gaussianMixtureParams } from './gaussianMixture.ts';
import { hdbscanParams } from './hdbscan.ts';

/** scikit-learn's KMeans: the same names and meanings, in camelCase. */
export const kMeansParams = z.strictObject({
  nClusters: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('Fixed number of clusters; left out, the best of the scan is taken.'),
  nInit: z
    .int()
    .min(1)
    .max(1000)
    .default(10)
    .describe('Starts of which the one with the lowest inertia is kept.'),
  maxIter: z.int().min(1).max(100_000).default(300).describe('Iterations after which it ends in any case.'),
  tol: z
    .number()
    .min(0)
    .default(1e-4)
    .describe('Relative to the mean variance of the columns, as scikit-learn has it.'),
});
export type KMeansParams = z.infer<typeof kMeansParams>;

/** scikit-learn's GaussianMixture, and what is done to the latents before it. */
export const reducedMixtureParams = gaussianMixtureParams.extend({
  reduceTo: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      'Principal components that the mixture is fitted to; all columns where there are fewer. Left out, as many as the samples can tell the covariances of.',
    ),
});
export type ReducedMixtureParams = z.infer<typeof reducedMixtureParams>;

const clusterCounts = {
  /** The fewest and the most clusters that are tried. */
  scanFrom: z.int().min(2).max(1000).default(2),
  scanTo: z.int().min(2).max(1000).default(10),
};

/** One clusterer and the range of its main parameter that is scanned; the best is taken unless the parameter is fixed. */
export const clusteringParams = z
  .discriminatedUnion('algorithm', [
    z.strictObject({
      algorithm: z.literal('KMEANS'),
      params: kMeansParams.prefault({}),
      ...clusterCounts,
    }),
    z.strictObject({
      algorithm: z.literal('GMM'),
      params: reducedMixtureParams.prefault({}),
      ...clusterCounts,
    }),
    z.strictObject({
      algorithm: z.literal('HDBSCAN'),
      params: hdbscanParams.prefault({}),
      /** The smallest and the largest minClusterSize that are tried. */
      scanFrom: z.int().min(2).max(100_000).default(5),
      scanTo: z.int().min(2).max(100_000).default(30),
    }),
  ])
  .refine((c) => c.scanFrom <= c.scanTo, { path: ['scanTo'], message: 'scanTo must not be below scanFrom.' });
export type ClusteringParams = z.infer<typeof clusteringParams>;
export type ClusteringOf<Algorithm extends ClusteringAlgorithm> = Extract<
  ClusteringParams,
  { algorithm: Algorithm }
>;
