'use client';

import { useQuery } from 'urql';
import { graphql } from '../../../../gql/index.ts';

const VERDICTS = graphql(`
  query ClusterVerdicts($id: ID!) {
    experiment(id: $id) {
      id
      clusters {
        id
        label
        isToldApart
        toldApartReason
      }
    }
  }
`);

/** By label, what it rests on that people cannot tell a cluster from the others; those that they can, or that nobody reviewed, are left out. */
export function useVerdicts(experimentId: string, isMember: boolean): ReadonlyMap<number, string> {
  const [{ data }] = useQuery({
    query: VERDICTS,
    variables: { id: experimentId },
    pause: !isMember,
    requestPolicy: 'cache-and-network',
  });
  const clusters = data?.experiment?.clusters ?? [];
  return new Map(
    clusters
      .filter(({ isToldApart }) => isToldApart === false)
      .map(({ label, toldApartReason }) => [label, toldApartReason ?? '']),
  );
}
