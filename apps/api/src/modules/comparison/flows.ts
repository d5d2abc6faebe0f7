import type { Cluster, Sample } from '@asterism/db';
import { flowsBetween } from '@asterism/ml/compare';
import type { Context } from '../../context.ts';
import { type PairIds, pairOf } from './pair.ts';
import type { Comparison } from './service.ts';

export interface ClusterFlow {
  from: Cluster;
  to: Cluster;
  count: number;
  stays: boolean;
  samples: (count: number) => Promise<Sample[]>;
}

/** Of one flow. */
export const FLOW_SAMPLES_MOST = 200;
// Far more than a diagram can show.
const FLOWS_MAXIMUM = 500;

/**
 * How many samples of each cluster of the first are in each cluster of the second, the largest first, 500 at most; of
 * one cluster alone where its label is named. None where one has no labels. Throws as `movers`.
 */
export async function flows(
  context: Context,
  comparison: Comparison,
  ids: PairIds,
  labels: { from?: number | null | undefined; to?: number | null | undefined },
): Promise<ClusterFlow[]> {
  const pair = await pairOf(context, comparison, ids);
  if (!pair) return [];
  const { joined, versionId, from, to } = pair;
  return flowsBetween(joined.first, joined.second, FLOW_SAMPLES_MOST)
    .filter((flow) => (labels.from ?? flow.from) === flow.from && (labels.to ?? flow.to) === flow.to)
    .slice(0, FLOWS_MAXIMUM)
    .flatMap(({ places, count, stays, ...flow }) => {
      const [source, target] = [from.get(flow.from), to.get(flow.to)];
      if (!source || !target) return [];
      const samples = (most: number) =>
        Promise.all(
          places
            .slice(0, most)
            .map((place) =>
              context.loaders.sampleByNumber.load({ versionId, index: joined.indexes[place]! }),
            ),
        );
      return [{ from: source, to: target, count, stays, samples }];
    });
}
