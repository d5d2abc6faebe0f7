import type { Experiment } from '@asterism/db';
import {
  adjustedMutualInformation,
  adjustedRandIndex,
  normalizedMutualInformation,
} from '@asterism/ml/compare';
import { workspaceIds } from '../../auth/caller.ts';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal, refused } from '../../errors.ts';
import { clusteringOfExperiment } from '../experiments/views.ts';
import { drawJoined, type Labelled, labelJoiner } from './pairs.ts';

/** Experiments in the order asked for. */
export interface Comparison {
  experiments: Experiment[];
}

const [FEWEST, MOST] = [2, 100];
// Of pairs times samples: some seconds of work, in pieces of one pair. 100 experiments are compared by 2,020 samples.
const VALUES_MAXIMUM = 10_000_000;

/** Throws BAD_USER_INPUT for fewer than 2 or more than 100, NOT_FOUND for an experiment that the caller may not see. */
export async function compare(
  { services: { db }, caller }: Context,
  globalIds: readonly string[],
): Promise<Comparison> {
  if (new Set(globalIds).size < FEWEST || globalIds.length > MOST)
    throw refusal.badArgument(`Compare ${FEWEST} to ${MOST} different experiments.`);
  const ids = globalIds.map((id) => rowId('Experiment', id));
  const rows = await db.experiment.findMany({
    where: { id: { in: ids.filter((id) => id !== null) }, workspaceId: { in: workspaceIds(caller) } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const experiments = ids.map((id, i) => {
    const row = byId.get(id ?? '');
    if (!row)
      throw refused('NOT_FOUND', `There is no experiment ${JSON.stringify(globalIds[i])} that you may see.`);
    return row;
  });
  return { experiments };
}

const INDEXES = {
  agreement: adjustedRandIndex,
  adjustedMutualInformation,
  normalizedMutualInformation,
} as const;

/**
 * A score of every pair, rows and columns in the order asked for; null where an experiment has no labels, or two have no
 * two samples in common. Noise counts as a group. Of many large ones, samples drawn by a fixed seed stand for all.
 */
export async function pairMatrix(
  context: Context,
  { experiments }: Comparison,
  index: keyof typeof INDEXES,
): Promise<(number | null)[][]> {
  const labelled = await Promise.all(experiments.map((row) => labelledOf(context, row)));
  const join = labelJoiner(context.services);
  const size = experiments.length;
  const maximum = Math.floor(VALUES_MAXIMUM / ((size * (size - 1)) / 2));
  const matrix = labelled.map((one) => labelled.map((other) => (one && one === other ? 1 : null))) as (
    | number
    | null
  )[][];
  for (const [i, first] of labelled.entries())
    for (const [j, second] of labelled.entries()) {
      if (j <= i || !first || !second) continue;
      const joined = drawJoined(await join(first, second), maximum);
      const value = joined.indexes.length < 2 ? null : INDEXES[index](joined.first, joined.second);
      matrix[i]![j] = value;
      matrix[j]![i] = value;
      // Others are answered between two pairs.
      await new Promise((resolve) => setImmediate(resolve));
    }
  return matrix;
}

/** Its labelling; null while it has none. */
export async function labelledOf(context: Context, row: Experiment): Promise<Labelled | null> {
  const clustering = await clusteringOfExperiment(context, row.id);
  return clustering
    ? { experimentId: row.id, versionId: row.datasetVersionId, labelsSha256: clustering.labelsSha256 }
    : null;
}
