import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from 'urql';
import type { CreateStudyInput } from '../../gql/graphql.ts';
import { ESTIMATE, type Estimate } from '../studies/startDocuments.ts';
import type { Problem } from './problems.ts';

// Typing settles in this time.
const SETTLE_MS = 300;

interface EstimateState {
  /** The newest that is there; while another is made it stays, so that nothing jumps. */
  estimate: Estimate | null;
  problems: readonly Problem[];
  /** Why there is none, where the server gave no answer. */
  error: string | null;
  isUpdating: boolean;
}

/** What the choices, as they are now, would run and reuse, and what is wrong with them. */
export function useEstimate(input: CreateStudyInput): EstimateState {
  const key = JSON.stringify(input);
  const [settled] = useDebouncedValue(key, SETTLE_MS);
  const [{ data, error, fetching }] = useQuery({
    query: ESTIMATE,
    variables: { input: JSON.parse(settled) as CreateStudyInput },
    // What was run since is reused.
    requestPolicy: 'network-only',
  });
  return {
    estimate: data?.estimateStudy.estimate ?? null,
    problems: data?.estimateStudy.problems ?? [],
    error: error?.message ?? null,
    isUpdating: fetching || settled !== key,
  };
}
