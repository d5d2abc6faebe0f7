import { z } from 'zod';

export const CLUSTERING_ALGORITHMS = ['KMEANS'] as const;
export type ClusteringAlgorithm = (typeof CLUSTERING_ALGORITHMS)[number];

/** scikit-learn's KMeans: the same names and meanings, in camelCase. */
export const kMeansParams = z.strictObject({
  /** Fixed number of clusters; left out, the best of the scan is taken. */
  nClusters: z.int().min(1).max(1000).optional(),
  /** Starts of which the one with the lowest inertia is kept. */
  nInit: z.int().min(1).max(1000).default(10),
  maxIter: z.int().min(1).max(100_000).default(300),
  /** Relative to the mean variance of the columns, as scikit-learn has it. */
  tol: z.number().min(0).default(1e-4),
});
export type KMeansParams = z.infer<typeof kMeansParams>;

/** One clusterer and the range of k that is scanned; silhouette chooses unless `nClusters` is fixed. */
export const clusteringParams = z
  .strictObject({
    algorithm: z.literal('KMEANS'),
    params: kMeansParams.prefault({}),
    scanFrom: z.int().min(2).max(1000).default(2),
    scanTo: z.int().min(2).max(1000).default(6),
  })
  .refine((c) => c.scanFrom <= c.scanTo, { path: ['scanTo'], message: 'scanTo must not be below scanFrom.' });

export type ClusteringParams = z.infer<typeof clusteringParams>;
