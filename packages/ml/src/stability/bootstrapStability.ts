import { createTurns } from '../linear/turns.ts';
import { type Matrix, takeRows } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';
import { standardErrorOfMean } from '../scores/standardError.ts';
import { bestJaccards } from './bestJaccards.ts';
import { type ClusterStability, clusterStabilities } from './clusterStabilities.ts';
import { checkLabelCount, drawSamples } from './drawSamples.ts';
import { borderSamples, countStays } from './stays.ts';

/**
 * Clusters some of the samples as the labelling was made. It must cope with as few rows as a bootstrap has (about
 * 63 % of them): k at most `points.rows`, say.
 */
export type ClusterAgain = (
  points: Matrix<Float64Array>,
  seed: number,
) => ArrayLike<number> | Promise<ArrayLike<number>>;

export interface StabilityOptions {
  random: Random;
  signal?: AbortSignal;
  onProgress?: (share: number) => void;
  /** Above so many samples a seeded draw of that many stands for all. */
  samplesMaximum?: number;
}

export interface BootstrapStability {
  /** Mean of the clusters' stability, each weighing as many samples as it has; null where all is noise. */
  overall: number | null;
  /** Of `overall`, by how far the bootstraps are apart; null where fewer than two tell. */
  standardError: number | null;
  /** By label, ascending, without noise; clusters outside the drawn samples are not in it. */
  perCluster: ClusterStability[];
  /** (rows): share of the bootstraps in which a sample stays with its cluster; NaN where it was never drawn. */
  perSample: Float64Array;
  /** Places of the samples with less than .75, the least stable first. */
  border: number[];
  bootstraps: number;
  /** Samples that were looked at: all of them, or `samplesMaximum`. */
  sampleCount: number;
}

/** Hennig's choice for a final answer is 100; with 20 a cluster's mean is known to about .04 (one cloud cut in four). */
export const BOOTSTRAPS = 20;
/** 5,000 samples cluster in well under a second by k-means, and know a stability as well as 100,000 would. */
export const STABILITY_SAMPLES_MAXIMUM = 5000;

/**
 * How well each cluster is found again in bootstrap samples (Hennig 2007, "Cluster-wise assessment of cluster
 * stability"; R's `fpc::clusterboot`, whose default of using a sample that was drawn twice only once is followed:
 * duplicates look like density). As many samples as there are are drawn with replacement, those drawn are clustered
 * again with a seed of their own, and each cluster, as far as it was drawn, is held against the one most like it.
 *
 * Above .85 a cluster is highly stable, from .75 stable, below .6 not to be trusted, up to .5 it dissolves. A stable
 * cluster need not be a true one: an oblong cloud may be halved in the same place every time.
 *
 * Throws ParameterError EMPTY, NOT_FINITE or LABELS_DIFFER, what `clusterAgain` throws, and the signal's reason.
 */
export async function bootstrapStability(
  points: Matrix,
  labels: ArrayLike<number>,
  clusterAgain: ClusterAgain,
  {
    bootstraps = BOOTSTRAPS,
    random,
    signal,
    onProgress,
    samplesMaximum = STABILITY_SAMPLES_MAXIMUM,
  }: StabilityOptions & { bootstraps?: number },
): Promise<BootstrapStability> {
  checkLabelCount(labels, points.rows);
  const { points: drawn, sourceRows } = drawSamples(points, samplesMaximum, random);
  const reference = Int32Array.from(sourceRows, (row) => labels[row]!);
  const stays = countStays(points.rows);
  const jaccards = new Map<number, number[]>();
  const perRound: number[] = [];
  const turns = createTurns(signal);
  for (let round = 0; round < bootstraps; round++) {
    await turns();
    const chosen = drawBootstrap(drawn.rows, random);
    const own = Int32Array.from(chosen, (place) => reference[place]!);
    const again = await clusterAgain(takeRows(drawn, chosen), random.int(2 ** 32));
    checkLabelCount(again, chosen.length);
    const found = bestJaccards(own, again);
    const ofRound = weightedMean(
      clusterStabilities(own, new Map([...found].map(([label, value]) => [label, [value]]))),
    );
    if (ofRound !== null) perRound.push(ofRound);
    for (const [label, value] of found) jaccards.set(label, [...(jaccards.get(label) ?? []), value]);
    const places = Int32Array.from(chosen, (place) => sourceRows[place]!);
    stays.add(places, own, again);
    onProgress?.((round + 1) / bootstraps);
  }
  signal?.throwIfAborted();
  const perCluster = clusterStabilities(reference, jaccards);
  const perSample = stays.shares();
  return {
    overall: weightedMean(perCluster),
    standardError: standardErrorOfMean(perRound),
    perCluster,
    perSample,
    border: borderSamples(perSample),
    bootstraps,
    sampleCount: drawn.rows,
  };
}

/** Places of the rows that `rows` draws with replacement hit, ascending, each once. */
function drawBootstrap(rows: number, random: Random): Int32Array {
  const isDrawn = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) isDrawn[random.int(rows)] = 1;
  return Int32Array.from([...isDrawn.keys()].filter((place) => isDrawn[place] === 1));
}

function weightedMean(clusters: readonly ClusterStability[]): number | null {
  let sum = 0;
  let weight = 0;
  for (const { size, stability } of clusters) {
    if (stability === null) continue;
    sum += size * stability;
    weight += size;
  }
  return weight > 0 ? sum / weight : null;
}
