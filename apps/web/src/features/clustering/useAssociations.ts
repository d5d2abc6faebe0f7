'use client';

import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { associationOrder } from './associationOrder.ts';

const ASSOCIATIONS = graphql(`
  query ExperimentAssociations($id: ID!) {
    experiment(id: $id) {
      id
      associationExtent {
        totalCount
        sampleCount
        noiseCount
        seed
      }
      associations {
        fact
        statistic
        value
        pValue
        strength
        isWarning
        sentence
      }
    }
  }
`);

/** What an experiment's clusters follow, warnings first; known at the end of the run. */
export function useAssociations(experimentId: string, status: string) {
  const [{ data, error }, refetch] = useQuery({
    query: ASSOCIATIONS,
    variables: { id: experimentId },
    pause: status === 'QUEUED' || status === 'RUNNING',
    requestPolicy: 'cache-and-network',
  });
  return {
    associations: data?.experiment ? associationOrder(data.experiment.associations) : null,
    extent: data?.experiment?.associationExtent,
    error: error?.message ?? null,
    retry: () => refetch({ requestPolicy: 'network-only' }),
  };
}
