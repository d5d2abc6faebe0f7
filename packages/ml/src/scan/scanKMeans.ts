import { fitKMeans, type KMeansFit } from '../kmeans/kmeans.ts';
import { type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { ClusteringParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from '../scores/calinskiHarabasz.ts';
import { daviesBouldinScore } from '../scores/daviesBouldin.ts';
import { silhouettes } from '../scores/silhouette.ts';

/** The scores of one k. */
export interface ScanPoint {
  /** k */
  value: number;
  /** Clusters that have members: fewer than k where samples repeat. */
  clusterCount: number;
  silhouette: number | null;
  daviesBouldin: number | null;
  calinskiHarabasz: number | null;
  inertia: number;
  best: boolean;
}

export interface Scan {
  fit: Readonly<KMeansFit>;
  points: ScanPoint[];
}

/**
 * Fits k-means for every k of the range (and for a fixed `nClusters` outside it) and takes the fixed k, else the one
 * with the highest silhouette, the smaller of two equal ones. Each k draws from its own stream, so that its result
 * does not depend on the range.
 *
 * Throws ParameterError where no k can be fitted, and the signal's reason.
 */
export async function scanKMeans(
  points: Matrix,
  { params, scanFrom, scanTo }: ClusteringParams,
  { seed, signal }: { seed: number; signal?: AbortSignal },
): Promise<Scan> {
  const fixed = params.nClusters;
  const values = new Set(fixed === undefined ? [] : [fixed]);
  // As many clusters as samples has no silhouette.
  for (let k = scanFrom; k <= Math.min(scanTo, points.rows - 1); k++) values.add(k);
  if (values.size === 0)
    throw new ParameterError('TOO_MANY_CLUSTERS', `No k from ${scanFrom} fits ${points.rows} samples.`, [
      'scanFrom',
    ]);

  const tried: { k: number; fit: Readonly<KMeansFit>; scores: Awaited<ReturnType<typeof scoresOf>> }[] = [];
  for (const k of [...values].sort((a, b) => a - b)) {
    const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ k);
    const options = { random, ...(signal ? { signal } : {}) };
    const fit = await fitKMeans(points, { ...params, nClusters: k }, options);
    tried.push({ k, fit, scores: await scoresOf(points, fit, signal) });
  }
  const best =
    tried.find(({ k }) => k === fixed) ??
    tried.reduce((a, b) => ((b.scores.silhouette ?? -2) > (a.scores.silhouette ?? -2) ? b : a));
  return {
    fit: best.fit,
    points: tried.map(({ k, fit, scores }) => ({
      value: k,
      clusterCount: new Set(fit.labels).size,
      ...scores,
      inertia: fit.inertia,
      best: k === best.k,
    })),
  };
}

async function scoresOf(points: Matrix, { labels }: KMeansFit, signal?: AbortSignal) {
  return {
    silhouette: (await silhouettes(points, labels, signal ? { signal } : {}))?.mean ?? null,
    daviesBouldin: daviesBouldinScore(points, labels),
    calinskiHarabasz: calinskiHarabaszScore(points, labels),
  };
}
