import { z } from 'zod';

export const CLUSTER_SELECTION_METHODS = ['eom', 'leaf'] as const;
export type ClusterSelectionMethod = (typeof CLUSTER_SELECTION_METHODS)[number];

/** scikit-learn's HDBSCAN: the same names and meanings, in camelCase. */
export const hdbscanParams = z.strictObject({
  /** Fewer samples are no cluster. Left out, the best of the scan is taken. */
  minClusterSize: z.int().min(2).max(100_000).optional(),
  /** Samples within the radius that makes a sample's place dense, itself counted; as minClusterSize where left out. */
  minSamples: z.int().min(1).max(100_000).optional(),
  /** eom: the clusters that last longest, of any size; leaf: the finest ones. */
  clusterSelectionMethod: z.enum(CLUSTER_SELECTION_METHODS).default('eom'),
  /** Clusters that split below this distance are kept whole. */
  clusterSelectionEpsilon: z.number().min(0).default(0),
  /** Whether all samples may be one cluster. */
  allowSingleCluster: z.boolean().default(false),
  /** Larger clusters are split, where eom would keep them. */
  maxClusterSize: z.int().min(2).optional(),
});
export type HdbscanParams = z.infer<typeof hdbscanParams>;
