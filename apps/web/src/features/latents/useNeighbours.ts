'use client';

import { useMemo } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import type { LatentNeighboursQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';

const CHOSEN = graphql(`
  query ChosenSample($versionId: ID!, $index: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        sample(index: $index) {
          id
          index
          fileName
          thumbnailUrl(size: 192)
        }
      }
    }
  }
`);

const NEIGHBOURS = graphql(`
  query LatentNeighbours($id: ID!, $sampleId: ID!, $count: Int!) {
    experiment(id: $id) {
      id
      neighbours(sampleId: $sampleId, count: $count) {
        distance
        sample {
          id
          index
          fileName
          thumbnailUrl(size: 128)
        }
      }
    }
  }
`);

export const NEIGHBOUR_COUNTS = [5, 10, 20] as const;
const USUAL = 10;

/** How many neighbours the address asks for. */
export const neighbourCountOf = (search: URLSearchParams): number =>
  NEIGHBOUR_COUNTS.find((count) => String(count) === search.get('nearest')) ?? USUAL;

export interface ShownSample {
  id: string;
  index: number;
  fileName: string;
  thumbnailUrl: string;
}
export type LatentNeighbour = NonNullable<LatentNeighboursQuery['experiment']>['neighbours'][number];

interface Neighbours {
  /** Undefined while it is asked for, null where the version has no such sample. */
  sample: ShownSample | null | undefined;
  /** The nearest in latent space first; null while they are asked for. */
  neighbours: readonly LatentNeighbour[] | null;
  error: string | null;
  retry: () => void;
}

interface NeighboursOf {
  experimentId: string;
  versionId: string | null | undefined;
  /** ID number. */
  chosen: number | null;
}

/** A sample and those nearest to it in latent space. Asked by several at once, the server is asked once. */
export function useNeighbours({ experimentId, versionId, chosen }: NeighboursOf): Neighbours {
  const [search] = useSearchState();
  const [found, ask] = useQuery({
    query: CHOSEN,
    variables: { versionId: versionId ?? '', index: chosen ?? 0 },
    pause: chosen === null || !versionId,
  });
  const node = found.data?.node;
  const sample = node && 'sample' in node ? (node.sample ?? null) : undefined;
  // While another one is asked for, the answer is still of the one before.
  const own = sample && sample.index !== chosen ? undefined : sample;
  const [near, askAgain] = useQuery({
    query: NEIGHBOURS,
    variables: { id: experimentId, sampleId: own?.id ?? '', count: neighbourCountOf(search) },
    pause: chosen === null || !own,
  });
  const neighbours = near.data?.experiment?.neighbours;
  const isStale = near.fetching || near.stale || !own || near.operation?.variables.sampleId !== own.id;
  const retry = () => (own ? askAgain : ask)({ requestPolicy: 'network-only' });
  return {
    sample: own,
    neighbours: useMemo(() => (isStale ? null : (neighbours ?? null)), [isStale, neighbours]),
    error: found.error?.message ?? near.error?.message ?? null,
    retry,
  };
}
