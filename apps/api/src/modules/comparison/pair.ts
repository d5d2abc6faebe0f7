import type { Cluster, Experiment, Sample } from '@asterism/db';
import { matchClusters, moversBetween } from '@asterism/ml/compare';
import { rowId } from '../../builder.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../errors.ts';
import { type Joined, labelJoiner } from './pairs.ts';
import { type Comparison, labelledOf } from './service.ts';

/** Global ids of two of the experiments that are compared. */
export interface PairIds {
  first: string;
  second: string;
}

export interface Mover {
  sample: () => Promise<Sample>;
  from: Cluster;
  to: Cluster;
}

/** Clusters that belong together; null where one has no counterpart. */
export interface Match {
  first: Cluster | null;
  second: Cluster | null;
  shared: number;
  jaccard: number;
}

const MOVERS_MAXIMUM = 10_000;

/**
 * Samples whose cluster in the second is not the counterpart of theirs in the first, by ID number of the first one's
 * version, 10,000 at most; none where one has no labels. Throws BAD_USER_INPUT for an experiment that is not compared.
 */
export async function movers(context: Context, comparison: Comparison, ids: PairIds): Promise<Mover[]> {
  const pair = await pairOf(context, comparison, ids);
  if (!pair) return [];
  const { joined, versionId, from, to } = pair;
  return moversBetween(joined.first, joined.second)
    .slice(0, MOVERS_MAXIMUM)
    .flatMap((move) => {
      const [source, target] = [from.get(move.from), to.get(move.to)];
      if (!source || !target) return [];
      const number = { versionId, index: joined.indexes[move.index]! };
      return [{ sample: () => context.loaders.sampleByNumber.load(number), from: source, to: target }];
    });
}

/**
 * Which cluster of the first is which of the second, so that most samples stay; noise is no cluster, and those without a
 * counterpart come last. None where one has no labels. Throws as `movers`.
 */
export async function matches(context: Context, comparison: Comparison, ids: PairIds): Promise<Match[]> {
  const pair = await pairOf(context, comparison, ids);
  if (!pair) return [];
  const { joined, from, to } = pair;
  const cluster = (clusters: ReadonlyMap<number, Cluster>, label: number | null) =>
    label === null ? null : (clusters.get(label) ?? null);
  return matchClusters(joined.first, joined.second).map(({ first, second, shared, jaccard }) => ({
    first: cluster(from, first),
    second: cluster(to, second),
    shared,
    jaccard,
  }));
}

interface Pair {
  joined: Joined;
  /** Of the first. */
  versionId: string;
  /** Clusters by label, of the first and of the second. */
  from: ReadonlyMap<number, Cluster>;
  to: ReadonlyMap<number, Cluster>;
}

/** Null where one of the two has no labels. Throws BAD_USER_INPUT for an experiment that is not compared. */
export async function pairOf(
  context: Context,
  { experiments }: Comparison,
  { first, second }: PairIds,
): Promise<Pair | null> {
  const [one, other] = [first, second].map((globalId) => {
    const id = rowId('Experiment', globalId);
    const row = experiments.find((experiment) => experiment.id === id);
    if (!row) throw refusal.badArgument('first and second are two of the experiments that are compared.');
    return row;
  }) as [Experiment, Experiment];
  const [before, after] = [await labelledOf(context, one), await labelledOf(context, other)];
  if (!before || !after) return null;
  const [from, to] = [await clustersByLabel(context, one), await clustersByLabel(context, other)];
  const joined = await labelJoiner(context.services)(before, after);
  return { joined, versionId: one.datasetVersionId, from, to };
}

async function clustersByLabel({ loaders }: Context, { id }: Experiment): Promise<Map<number, Cluster>> {
  return new Map((await loaders.clusters.load(id)).map((cluster) => [cluster.label, cluster]));
}
