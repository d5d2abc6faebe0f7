import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { ClusteringAlgorithm } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from '../scores/calinskiHarabasz.ts';
import { daviesBouldinScore } from '../scores/daviesBouldin.ts';
import { dbcv } from '../scores/dbcv.ts';
import { silhouettes } from '../scores/silhouette.ts';
import { drawSamples } from '../stability/drawSamples.ts';

/** How good a clustering is; null where it has fewer than two clusters, or as many as samples. */
export interface ClusterScores {
  silhouette: number | null;
  daviesBouldin: number | null;
  calinskiHarabasz: number | null;
  /** Density-based validation, noise counted against it. */
  dbcv: number | null;
}

/**
 * The score by which the best of a scan is chosen. Silhouette wants round clusters, which is what k-means and mixtures
 * make; HDBSCAN's may have any shape and leave samples out, which only DBCV values rightly.
 */
export const chosenBy = (algorithm: ClusteringAlgorithm): 'silhouette' | 'dbcv' =>
  algorithm === 'HDBSCAN' ? 'dbcv' : 'silhouette';

// DBCV takes all distances: of 5,000 rows half a second, of 100,000 minutes.
const DBCV_ROWS = 5000;

interface Ground {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
}

/**
 * Every score, and each sample's silhouette (NaN for noise, and where it was estimated for samples that were not drawn).
 * DBCV is that of 5,000 samples, drawn by the seed, where there are more; silhouettes are estimated above 20,000.
 */
export async function scoreClustering(
  points: Matrix,
  labels: Int32Array,
  { seed, ...ground }: { seed: number } & Ground,
): Promise<ClusterScores & { sampleSilhouettes: Float64Array | null }> {
  const found = await silhouettes(points, labels, { seed, ...ground });
  return {
    silhouette: found?.mean ?? null,
    daviesBouldin: daviesBouldinScore(points, labels),
    calinskiHarabasz: calinskiHarabaszScore(points, labels),
    dbcv: await densityScore(points, labels, { seed, ...ground }),
    sampleSilhouettes: found?.values ?? null,
  };
}

/** The one score that chooses. */
export async function choosingScore(
  algorithm: ClusteringAlgorithm,
  points: Matrix,
  labels: Int32Array,
  options: { seed: number } & Ground,
): Promise<number | null> {
  return chosenBy(algorithm) === 'dbcv'
    ? densityScore(points, labels, options)
    : ((await silhouettes(points, labels, options))?.mean ?? null);
}

async function densityScore(
  points: Matrix,
  labels: Int32Array,
  { seed, ...ground }: { seed: number } & Ground,
): Promise<number | null> {
  const { points: drawn, sourceRows } = drawSamples(points, DBCV_ROWS, createRandom(seed));
  const own = Int32Array.from(sourceRows, (row) => labels[row]!);
  return (await dbcv(drawn, own, ground))?.value ?? null;
}
