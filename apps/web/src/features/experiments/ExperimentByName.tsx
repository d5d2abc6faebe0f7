'use client';

import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { experimentId } from '../../ui/format.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useSession } from '../session/session.tsx';
import { experimentNumberOf } from './experimentAddress.ts';
import { ExperimentPage } from './page/ExperimentPage.tsx';

const NUMBERED = graphql(`
  query NumberedExperiment($workspace: String!, $number: Int!) {
    experiments(workspace: $workspace, filter: { numbers: [$number] }, first: 1) {
      edges {
        node {
          id
        }
      }
    }
  }
`);

/** The experiment of an address: by its id, or by the name that people use, E-42. */
export function ExperimentByName({ name }: { name: string }) {
  const number = experimentNumberOf(name);
  return number === null ? <ExperimentPage id={name} /> : <Numbered number={number} />;
}

function Numbered({ number }: { number: number }) {
  const { workspace } = useSession();
  const [{ data, error }, refetch] = useQuery({
    query: NUMBERED,
    variables: { workspace: workspace.slug, number },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={480} />;
  const id = data.experiments?.edges[0]?.node.id;
  return id ? (
    <ExperimentPage id={id} />
  ) : (
    <Empty title={`There is no experiment ${experimentId(number)}`} isPage />
  );
}
