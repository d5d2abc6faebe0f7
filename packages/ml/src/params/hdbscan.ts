import { z } from 'zod';

export const CLUSTER_SELECTION_METHODS = ['eom', 'leaf'] as const;
export type ClusterSelectionMethod = (typeof CLUSTER_SELECTION_METHODS)[number];

/** scikit-learn's HDBSCAN: the same names and meanings, in camelCase. */
export const hdbscanParams = z.strictObject({
  minClusterSize: z
    .int()
    .min(2)
    .max(100_000)
    .optional()
    .describe('Fewer samples are no cluster. Left out, the best of the scan is taken.'),
  minSamples: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe(
      "Samples within the radius that makes a sample's place dense, itself counted; as minClusterSize where left out.",
    ),
  clusterSelectionMethod: z
    .enum(CLUSTER_SELECTION_METHODS)
    .default('eom')
    .describe('eom: the clusters that last longest, of any size; leaf: the finest ones.'),
  clusterSelectionEpsilon: z
    .number()
    .min(0)
    .default(0)
    .describe('Clusters that split below this distance are kept whole.'),
  allowSingleCluster: z.boolean().default(false).describe('Whether all samples may be one cluster.'),
  maxClusterSize: z.int().min(2).optional().describe('Larger clusters are split, where eom would keep them.'),
});
export type HdbscanParams = z.infer<typeof hdbscanParams>;
