import type { ClusteringAlgorithm } from './choices.ts';
import type { ClusteringParams } from './clustering.ts';

/** The parameter of each clusterer that a scan varies. */
export const MAIN_PARAMETER = {
  KMEANS: 'nClusters',
  GMM: 'nComponents',
  HDBSCAN: 'minClusterSize',
} as const satisfies Record<ClusteringAlgorithm, string>;

/** The main parameter where it is fixed; undefined where the scan chooses it. */
export function fixedValueOf(clustering: ClusteringParams): number | undefined {
  switch (clustering.algorithm) {
    case 'KMEANS':
      return clustering.params.nClusters;
    case 'GMM':
      return clustering.params.nComponents;
    case 'HDBSCAN':
      return clustering.params.minClusterSize;
  }
}

const [FEWEST_CLUSTERS, MOST_CLUSTERS] = [2, 10];
const [SMALLEST_GROUP, LARGEST_GROUP] = [5, 30];

/**
 * What is scanned of a number of samples where nothing else is asked for: k from 2 to 10, as far as there are samples;
 * minClusterSize from 5 to 30, and to a third of the samples at most.
 */
export function scanRangeFor(
  algorithm: ClusteringAlgorithm,
  sampleCount: number,
): { scanFrom: number; scanTo: number } {
  if (algorithm === 'HDBSCAN') {
    const scanTo = Math.max(2, Math.min(LARGEST_GROUP, Math.floor(sampleCount / 3)));
    return { scanFrom: Math.min(SMALLEST_GROUP, scanTo), scanTo };
  }
  return {
    scanFrom: FEWEST_CLUSTERS,
    scanTo: Math.max(FEWEST_CLUSTERS, Math.min(MOST_CLUSTERS, sampleCount - 1)),
  };
}
