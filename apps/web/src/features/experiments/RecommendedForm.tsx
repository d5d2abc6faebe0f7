'use client';

import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { graphql } from '../../gql/index.ts';
import { ErrorState, Loading } from '../../ui/States.tsx';
import { NewExperimentForm } from './NewExperimentForm.tsx';
import type { Algorithms, ReadyVersion } from './NewExperimentPage.tsx';
import { NOTHING_RECOMMENDED } from './newExperiment.ts';

const RECOMMENDATION = graphql(`
  query Recommendation($id: ID!) {
    node(id: $id) {
      ... on DatasetVersion {
        id
        recommendation {
          reason
          preprocessing {
            channels
            normalization
            alignment
            geometry
            stretch
            lowerPercentile
            upperPercentile
            size
          }
          model {
            kind
            latentSize
            epochs
            batchSize
            learningRate
          }
          clustering {
            scanFrom
            scanTo
          }
        }
      }
    }
  }
`);

interface RecommendedFormProps {
  versions: readonly ReadyVersion[];
  algorithms: Algorithms;
}

/** The form for the version that is chosen, set as is recommended for it: other data, other choices. */
export function RecommendedForm({ versions, algorithms }: RecommendedFormProps) {
  const [search] = useSearchState();
  const version = chosenVersion(versions, search);
  const [{ data, error }, refetch] = useQuery({ query: RECOMMENDATION, variables: { id: version.id } });
  const node = data?.node && 'recommendation' in data.node ? data.node : null;
  if (error) return <ErrorState message={error.message} onRetry={() => refetch()} />;
  // Of the version before, while the answer for this one is on its way.
  if (node?.id !== version.id) return <Loading height={480} />;
  return (
    <NewExperimentForm
      key={version.id}
      version={version}
      versions={versions}
      algorithms={algorithms}
      recommended={node.recommendation ?? NOTHING_RECOMMENDED}
      reason={node.recommendation?.reason}
    />
  );
}

/** The version that the address names, or the newest of the data set that it names, or the newest of all. */
function chosenVersion(versions: readonly ReadyVersion[], search: URLSearchParams): ReadyVersion {
  return (
    versions.find(({ id }) => id === search.get('version')) ??
    versions.find(({ datasetId }) => datasetId === search.get('dataset')) ??
    versions[0]!
  );
}
