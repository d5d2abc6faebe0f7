'use client';

import { useMemo } from 'react';
import { useQuery } from 'urql';
import type { ObservationFilter } from '../../../gql/graphql.ts';
import { experimentNumberOf } from '../../experiments/experimentAddress.ts';
import { type AskedObservations, filterOf } from './observationFilter.ts';
import { EXPERIMENT_NUMBERED } from './observationsDocuments.ts';

export interface AskedFilter {
  /** The same as long as it asks for the same; null while the experiment is looked up, and where there is none. */
  filter: ObservationFilter | null;
  /** Whether an experiment is asked for that there is none of. */
  isNothing: boolean;
  error: string | null;
}

/** What is asked for as the API takes it, which knows experiments by their ids. */
export function useObservationFilter(workspace: string, asked: AskedObservations): AskedFilter {
  const number = experimentNumberOf(asked.experiment);
  const [{ data, error }] = useQuery({
    query: EXPERIMENT_NUMBERED,
    variables: { workspace, number: number ?? 0 },
    pause: number === null,
  });
  const experimentId = number === null ? null : (data?.experiments?.edges[0]?.node.id ?? null);
  const text = JSON.stringify(filterOf(asked, experimentId));
  const filter = useMemo(() => JSON.parse(text) as ObservationFilter, [text]);
  const isWaiting = number !== null && experimentId === null;
  return {
    filter: isWaiting ? null : filter,
    isNothing: isWaiting && data !== undefined,
    error: isWaiting && error ? error.message : null,
  };
}
