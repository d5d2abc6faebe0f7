import type { Experiment } from '@asterism/db';
import {
  adjustedMutualInformation,
  adjustedRandIndex,
  normalizedMutualInformation,
} from '@asterism/ml/compare';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal, refused } from '../../errors.ts';
import { visibleExperiments } from '../experiments/service.ts';
import { clusteringOfExperiment } from '../experiments/views.ts';
import { DRAW_SEED, type Labelled, labelJoiner, once, type PairScore, scorePair } from './pairs.ts';

/** Experiments in the order asked for. */
export interface Comparison {
  experiments: Experiment[];
  /** Each index is taken once, whatever is asked of it. */
  pairs(index: PairIndex): Promise<PairMatrix>;
}

export interface PairMatrix {
  /** Rows and columns in the order asked for. */
  values: (number | null)[][];
  /** Null where every pair was compared by all the samples that both have. */
  estimate: PairEstimate | null;
}

export interface PairEstimate {
  /** Samples that a pair is compared by at most. */
  sampleCount: number;
  /** Of the value that is known least well. */
  standardError: number | null;
  seed: number;
}

export const [FEWEST, MOST] = [2, 100];
// Of pairs times samples: some seconds of work, in pieces of one pair. 100 experiments are compared by 2,020 samples.
const VALUES_MAXIMUM = 10_000_000;

/** Throws BAD_USER_INPUT for fewer than 2 or more than 100, NOT_FOUND for an experiment that the caller may not see. */
export async function compare(context: Context, globalIds: readonly string[]): Promise<Comparison> {
  const { db } = context.services;
  if (new Set(globalIds).size < FEWEST || globalIds.length > MOST)
    throw refusal.badArgument(`Compare ${FEWEST} to ${MOST} different experiments.`);
  const ids = globalIds.map((id) => rowId('Experiment', id));
  const rows = await db.experiment.findMany({
    where: { id: { in: ids.filter((id) => id !== null) }, AND: visibleExperiments(context) },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const experiments = ids.map((id, i) => {
    const row = byId.get(id ?? '');
    if (!row)
      throw refused('NOT_FOUND', `There is no experiment ${JSON.stringify(globalIds[i])} that you may see.`);
    return row;
  });
  return { experiments, pairs: once((index: PairIndex) => pairMatrix(context, experiments, index)) };
}

const INDEXES = {
  agreement: adjustedRandIndex,
  adjustedMutualInformation,
  normalizedMutualInformation,
} as const;
export type PairIndex = keyof typeof INDEXES;

/**
 * A score of every pair, rows and columns in the order asked for; null where an experiment has no labels, or two have no
 * two samples in common. Noise counts as a group. Of many large ones, samples drawn by a fixed seed stand for all, and
 * `estimate` says so.
 */
async function pairMatrix(
  context: Context,
  experiments: readonly Experiment[],
  index: PairIndex,
): Promise<PairMatrix> {
  const labelled = await Promise.all(experiments.map((row) => labelledOf(context, row)));
  const join = labelJoiner(context.services);
  const size = experiments.length;
  const maximum = Math.floor(VALUES_MAXIMUM / ((size * (size - 1)) / 2));
  const values = labelled.map((one) => labelled.map((other) => (one && one === other ? 1 : null))) as (
    | number
    | null
  )[][];
  const estimates: PairScore[] = [];
  for (const [i, first] of labelled.entries())
    for (const [j, second] of labelled.entries()) {
      if (j <= i || !first || !second) continue;
      const score = scorePair(await join(first, second), INDEXES[index], maximum);
      values[i]![j] = score.value;
      values[j]![i] = score.value;
      if (score.isEstimate) estimates.push(score);
      // Others are answered between two pairs.
      await new Promise((resolve) => setImmediate(resolve));
    }
  return { values, estimate: estimates.length > 0 ? worstOf(estimates, maximum) : null };
}

function worstOf(estimates: readonly PairScore[], sampleCount: number): PairEstimate {
  const errors = estimates.map(({ standardError }) => standardError).filter((error) => error !== null);
  return {
    sampleCount,
    standardError: errors.length > 0 ? Math.max(...errors) : null,
    seed: DRAW_SEED,
  };
}

/** Its labelling; null while it has none. */
export async function labelledOf(context: Context, row: Experiment): Promise<Labelled | null> {
  const clustering = await clusteringOfExperiment(context, row.id);
  return clustering
    ? { experimentId: row.id, versionId: row.datasetVersionId, labelsSha256: clustering.labelsSha256 }
    : null;
}
