import { adjustedRandIndex } from '../compare/adjustedRandIndex.ts';
import { createTurns } from '../linear/turns.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { bestJaccards } from './bestJaccards.ts';
import { type ClusterAgain, STABILITY_SAMPLES_MAXIMUM, type StabilityOptions } from './bootstrapStability.ts';
import { type ClusterStability, clusterStabilities } from './clusterStabilities.ts';
import { checkLabelCount, drawSamples } from './drawSamples.ts';
import { borderSamples, countStays } from './stays.ts';

export interface SeedConsensus {
  /** Mean adjusted Rand index over all pairs of runs; noise counts as a group. 1: the seed does not matter. */
  overall: number;
  /** By label, ascending, without noise: the mean best Jaccard over the runs, as in bootstraps. */
  perCluster: ClusterStability[];
  /** (rows): share of the runs in which a sample stays with its cluster; NaN where it was not drawn. */
  perSample: Float64Array;
  /** Places of the samples with less than .75, the least stable first. */
  border: number[];
  runs: number;
  /** Samples that were looked at: all of them, or `samplesMaximum`. */
  sampleCount: number;
}

/** 45 pairs. */
export const CONSENSUS_RUNS = 10;

/**
 * How far the labels depend on the seed alone: the same samples are clustered again `runs` times. Where the labelling
 * needs no random numbers (HDBSCAN) it says nothing, and 1 comes out.
 *
 * Throws RangeError below two runs, ParameterError EMPTY, NOT_FINITE or LABELS_DIFFER, what `clusterAgain` throws, and
 * the signal's reason.
 */
export async function seedConsensus(
  points: Matrix,
  labels: ArrayLike<number>,
  clusterAgain: ClusterAgain,
  {
    runs = CONSENSUS_RUNS,
    random,
    signal,
    onProgress,
    samplesMaximum = STABILITY_SAMPLES_MAXIMUM,
  }: StabilityOptions & { runs?: number },
): Promise<SeedConsensus> {
  if (!(runs >= 2)) throw new RangeError(`${runs} runs make no pair.`);
  checkLabelCount(labels, points.rows);
  const { points: drawn, sourceRows } = drawSamples(points, samplesMaximum, random);
  const reference = Int32Array.from(sourceRows, (row) => labels[row]!);
  const stays = countStays(points.rows);
  const labellings: ArrayLike<number>[] = [];
  const jaccards = new Map<number, number[]>();
  const turns = createTurns(signal);
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    await turns();
    const again = await clusterAgain(drawn, random.int(2 ** 32));
    checkLabelCount(again, drawn.rows);
    stays.add(sourceRows, reference, again);
    for (const [label, value] of bestJaccards(reference, again))
      jaccards.set(label, [...(jaccards.get(label) ?? []), value]);
    for (const other of labellings) sum += adjustedRandIndex(other, again);
    labellings.push(again);
    onProgress?.((run + 1) / runs);
  }
  signal?.throwIfAborted();
  const perSample = stays.shares();
  return {
    overall: sum / ((runs * (runs - 1)) / 2),
    perCluster: clusterStabilities(reference, jaccards),
    perSample,
    border: borderSamples(perSample),
    runs,
    sampleCount: drawn.rows,
  };
}
