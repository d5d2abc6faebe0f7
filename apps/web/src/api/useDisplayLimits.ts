'use client';

import { useQuery } from 'urql';
import { graphql } from '../gql/index.ts';

const LIMITS = graphql(`
  query DisplayLimits($id: ID!, $channel: Int!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        p99_5: displayLimits(channel: $channel, percentile: 99.5)
        p99: displayLimits(channel: $channel, percentile: 99)
        p98: displayLimits(channel: $channel, percentile: 98)
        p100: displayLimits(channel: $channel, percentile: 100)
      }
    }
  }
`);

export type LimitPercentile = 99.5 | 99 | 98 | 100;

/** A channel's limits over all samples, by percentile: all at once, so that choosing asks nothing. */
export type DisplayLimits = Readonly<Record<LimitPercentile, { lower: number; upper: number } | null>>;

/** Null while they are read; each is null where the version has none, as while it is importing. */
export function useDisplayLimits(versionId: string, channel: number, isReady: boolean): DisplayLimits | null {
  const [{ data }] = useQuery({ query: LIMITS, variables: { id: versionId, channel }, pause: !isReady });
  const node = data?.node && 'p99' in data.node ? data.node : null;
  if (!node) return null;
  return { 99.5: pair(node.p99_5), 99: pair(node.p99), 98: pair(node.p98), 100: pair(node.p100) };
}

function pair(limits: readonly number[] | null | undefined): { lower: number; upper: number } | null {
  const [lower, upper] = limits ?? [];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}
