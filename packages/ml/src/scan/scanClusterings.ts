import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import { type Matrix, ParameterError } from '../matrix/matrix.ts';
import {
  type ClusteringAlgorithm,
  type ClusteringParams,
  fixedValueOf,
  MAIN_PARAMETER,
} from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import {
  type BootstrapStability,
  bootstrapStability,
  type ClusterAgain,
} from '../stability/bootstrapStability.ts';
import { type SeedConsensus, seedConsensus } from '../stability/seedConsensus.ts';
import { labelsAmongSome } from './amongSome.ts';
import { type ClusteringFit, fitClustering, reducedFor } from './clusterings.ts';
import { conAtWork, type ScanWarning } from './conAtWork.ts';
import { evidenceWarnings } from './evidence.ts';
import { type ClusterScores, chosenBy, scoreClustering } from './scores.ts';
import { shuffledReference } from './shuffledReference.ts';
import { scannedValues } from './values.ts';

/** The scores of one value of the main parameter; null where a score does not apply. */
export interface ScanPoint extends ClusterScores {
  /** k, or minClusterSize. */
  value: number;
  /** Clusters that have members: fewer than k where samples repeat. */
  clusterCount: number;
  noiseCount: number;
  bic: number | null;
  aic: number | null;
  /** Over bootstraps, 0 to 1. */
  stability: number | null;
  inertia: number | null;
  best: boolean;
}

export interface Scan {
  algorithm: ClusteringAlgorithm;
  fit: ClusteringFit;
  points: ScanPoint[];
  /** The main parameter where it was asked for. */
  fixed: number | null;
  /** Of the chosen clustering. */
  stability: BootstrapStability;
  /** Of the chosen clustering, over other seeds; null of HDBSCAN, which draws no random numbers. */
  seeds: SeedConsensus | null;
  /** The best that copies of the data with their columns shuffled reach, by the score that chose; null where none has one. */
  reference: number | null;
  /** Principal components that were clustered; null where it was the columns themselves. */
  reducedTo: number | null;
  /** Why the evidence for the chosen clusters is weak, where it is; and what of the clusterer's con is at work. */
  warnings: ScanWarning[];
}

export interface ScanOptions {
  seed: number;
  signal?: AbortSignal;
  linear?: LinearAlgebra;
  /** 0 to 1, after every fit. */
  onProgress?(fraction: number): void;
}

// Of the work; what is left are the seeds, half as many fits as one value's bootstraps.
const SCANNED = 0.7;
const SHUFFLED = 0.25;

/**
 * Clusters for every value of the range (and for a fixed one outside it) and takes the fixed value, else the one with
 * the highest silhouette (k-means, mixtures) or DBCV (HDBSCAN), the smaller of two equal ones. Scores are taken in
 * `points`, whatever the clusterer was fitted to. Each value draws from its own stream, so that its result does not depend
 * on the range. Copies of the data with their columns shuffled go through the same scan.
 *
 * Throws ParameterError where no value can be fitted, and the signal's reason.
 */
export async function scanClusterings(
  points: Matrix,
  clustering: ClusteringParams,
  { seed, signal, linear, onProgress }: ScanOptions,
): Promise<Scan> {
  const { algorithm } = clustering;
  const values = valuesFor(points, clustering);
  const ground = { ...(signal ? { signal } : {}), ...(linear ? { linear } : {}) };
  const { points: fitted, reducedTo } = await reducedFor(points, clustering, Math.max(...values), ground);
  const turn = createTurns(signal);
  const againWith =
    (value: number): ClusterAgain =>
    (drawn, again) =>
      labelsAmongSome(drawn, clustering, value, { all: fitted.rows, seed: again, ...ground });
  const streamOf = (value: number) => createRandom(Math.imul(seed, 0x9e3779b1) ^ value);
  const tried: Tried[] = [];
  for (const value of values) {
    await turn();
    const random = streamOf(value);
    const fit = await fitClustering(fitted, clustering, value, { random, ...ground });
    const { sampleSilhouettes: _, ...scores } = await scoreClustering(points, fit.labels, ground);
    const stability = await bootstrapStability(fitted, fit.labels, againWith(value), {
      random,
      ...(signal ? { signal } : {}),
    });
    tried.push({ value, fit, scores, stability });
    onProgress?.((SCANNED * tried.length) / values.length);
  }
  const fixed = fixedValueOf(clustering) ?? null;
  const score = chosenBy(algorithm);
  const best =
    tried.find(({ value }) => value === fixed) ??
    tried.reduce((a, b) => ((b.scores[score] ?? -2) > (a.scores[score] ?? -2) ? b : a));
  const reference = await shuffledReference(points, clustering, fixed === null ? values : [fixed], {
    seed,
    ...ground,
    onProgress: (fraction) => onProgress?.(SCANNED + SHUFFLED * fraction),
  });
  // HDBSCAN draws none.
  const isRandom = algorithm !== 'HDBSCAN';
  const seeds = isRandom
    ? await seedConsensus(fitted, best.fit.labels, againWith(best.value), {
        random: streamOf(-best.value),
        ...(signal ? { signal } : {}),
      })
    : null;
  onProgress?.(1);
  const scanned = tried.map((one) => ({ ...pointOf(one, seed), best: one === best }));
  const { labels, warnings } = best.fit;
  const cons = await conAtWork(algorithm, { fitted, labels, points: scanned }, signal);
  return {
    algorithm,
    fit: best.fit,
    points: scanned,
    warnings: [...evidenceWarnings({ algorithm, points: scanned, reference, seeds }), ...cons, ...warnings],
    fixed,
    stability: best.stability,
    seeds,
    reference,
    reducedTo,
  };
}

interface Tried {
  value: number;
  fit: ClusteringFit;
  scores: ClusterScores;
  stability: BootstrapStability;
}

function valuesFor({ rows }: Matrix, clustering: ClusteringParams): number[] {
  const values = scannedValues(clustering, rows);
  if (values.length > 0) return values;
  const { algorithm, scanFrom } = clustering;
  throw new ParameterError(
    algorithm === 'HDBSCAN' ? 'TOO_FEW_SAMPLES' : 'TOO_MANY_CLUSTERS',
    `No ${MAIN_PARAMETER[algorithm]} from ${scanFrom} fits ${rows} samples.`,
    ['scanFrom'],
  );
}

function pointOf({ value, fit, scores, stability }: Tried, seed: number) {
  const { labels, bic, aic, inertia } = fit;
  const { overall, standardError, sampleCount: drawn } = stability;
  const isDrawn = overall !== null && drawn < labels.length;
  return {
    value,
    clusterCount: new Set(labels.filter((label) => label >= 0)).size,
    noiseCount: labels.filter((label) => label < 0).length,
    ...scores,
    bic,
    aic,
    stability: overall,
    estimates: [
      ...scores.estimates,
      ...(isDrawn ? [{ score: 'stability' as const, drawn, standardError, seed }] : []),
    ],
    inertia,
  };
}
