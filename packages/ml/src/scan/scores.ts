import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { type Matrix, takeRows } from '../matrix/matrix.ts';
import type { ClusteringAlgorithm } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from '../scores/calinskiHarabasz.ts';
import { daviesBouldinScore } from '../scores/daviesBouldin.ts';
import { dbcv } from '../scores/dbcv.ts';
import { silhouettes } from '../scores/silhouette.ts';
import { standardErrorOfMean } from '../scores/standardError.ts';
import { drawSamples } from '../stability/drawSamples.ts';

/** How good a clustering is; null where it has fewer than two clusters, or as many as samples. */
export interface ClusterScores {
  silhouette: number | null;
  daviesBouldin: number | null;
  calinskiHarabasz: number | null;
  /** Density-based validation, noise counted against it. */
  dbcv: number | null;
  /** Of those scores that were told from some of the samples. */
  estimates: ScoreEstimate[];
}

/** How a score of many samples was told from some of them. */
export interface ScoreEstimate {
  score: 'silhouette' | 'dbcv' | 'stability';
  /** Samples that were looked at. */
  drawn: number;
  /** Of the score; null where the samples that were drawn do not tell it. */
  standardError: number | null;
  /** What the samples were drawn by. */
  seed: number;
}

/**
 * The score by which the best of a scan is chosen. Silhouette wants round clusters, which is what k-means and mixtures
 * make; HDBSCAN's may have any shape and leave samples out, which only DBCV values rightly.
 */
export const chosenBy = (algorithm: ClusteringAlgorithm): 'silhouette' | 'dbcv' =>
  algorithm === 'HDBSCAN' ? 'dbcv' : 'silhouette';

// DBCV takes all distances: of 5,000 rows half a second, of 100,000 minutes.
const DBCV_ROWS = 5000;
// Parts of the drawn samples, scored by themselves: by how far they are apart the error is told, for a quarter of the time.
const PARTS = 4;
/** One for all, so that a scan and the clustering that it chose are told by the same samples. */
export const SCORING_SEED = 0;

interface Ground {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
}

/**
 * Every score, and each sample's silhouette (NaN for noise, and where it was estimated for samples that were not drawn).
 * DBCV is that of 5,000 samples, drawn by the seed, where there are more; silhouettes are estimated above 20,000: see
 * `estimates`.
 */
export async function scoreClustering(
  points: Matrix,
  labels: Int32Array,
  { seed = SCORING_SEED, dbcvRows = DBCV_ROWS, exactRows, ...ground }: ScoringOptions = {},
): Promise<ClusterScores & { sampleSilhouettes: Float64Array | null }> {
  const rows = exactRows === undefined ? {} : { exactRows };
  const found = await silhouettes(points, labels, { seed, ...rows, ...ground });
  const density = await densityScore(points, labels, { seed, dbcvRows, ...ground });
  return {
    silhouette: found?.mean ?? null,
    daviesBouldin: daviesBouldinScore(points, labels),
    calinskiHarabasz: calinskiHarabaszScore(points, labels),
    dbcv: density.value,
    estimates: [
      ...(found?.estimate ? [{ score: 'silhouette' as const, ...found.estimate }] : []),
      ...(density.estimate ? [{ score: 'dbcv' as const, ...density.estimate }] : []),
    ],
    sampleSilhouettes: found?.values ?? null,
  };
}

/** The one score that chooses. */
export async function choosingScore(
  algorithm: ClusteringAlgorithm,
  points: Matrix,
  labels: Int32Array,
  { seed = SCORING_SEED, ...ground }: ScoringOptions = {},
): Promise<number | null> {
  if (chosenBy(algorithm) === 'silhouette')
    return (await silhouettes(points, labels, { seed, ...ground }))?.mean ?? null;
  return (await densityScore(points, labels, { seed, dbcvRows: DBCV_ROWS, ...ground })).value;
}

interface ScoringOptions extends Ground {
  seed?: number;
  /** DBCV of more samples is an estimate, and so is a silhouette above `exactRows`. */
  dbcvRows?: number;
  exactRows?: number;
}

async function densityScore(
  points: Matrix,
  labels: Int32Array,
  { seed, dbcvRows, ...ground }: Ground & { seed: number; dbcvRows: number },
): Promise<{ value: number | null; estimate: Omit<ScoreEstimate, 'score'> | null }> {
  const { points: drawn, sourceRows } = drawSamples(points, dbcvRows, createRandom(seed));
  const own = Int32Array.from(sourceRows, (row) => labels[row]!);
  const value = (await dbcv(drawn, own, ground))?.value ?? null;
  if (value === null || drawn.rows === points.rows) return { value, estimate: null };
  const parts: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const places = [...own.keys()].filter((place) => place % PARTS === part);
    const labelled = Int32Array.from(places, (place) => own[place]!);
    const score = await dbcv(takeRows(drawn, places), labelled, ground);
    if (score) parts.push(score.value);
  }
  return { value, estimate: { drawn: drawn.rows, standardError: standardErrorOfMean(parts), seed } };
}
