'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import { useQuery } from 'urql';
import type { NewExperimentDataQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import { formatCount } from '../../ui/format.ts';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { Trail } from '../frame/Trail.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { RecommendedForm } from './RecommendedForm.tsx';

const DATA = graphql(`
  query NewExperimentData($workspace: String!) {
    datasets(workspace: $workspace, first: 200) {
      edges {
        node {
          id
          name
          versions(first: 20) {
            edges {
              node {
                id
                number
                status
                sampleCount
                channelCount
                width
                height
                samples(first: 1) {
                  edges {
                    node {
                      thumbnailUrl
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    algorithms {
      kind
      name
      group
      pro
      con
      parameters
    }
  }
`);

export type Algorithms = NewExperimentDataQuery['algorithms'];
export type ReadyVersion = ReturnType<typeof readyVersions>[number];

/** The versions that can be used, the newest of each data set first, by a name for each. */
function readyVersions(data: NewExperimentDataQuery) {
  return (data.datasets?.edges ?? []).flatMap(({ node: { id: datasetId, name, versions } }) =>
    (versions?.edges ?? [])
      .map((edge) => edge.node)
      .filter(({ status }) => status === 'READY')
      .sort((a, b) => b.number - a.number)
      .map((version) => ({
        ...version,
        datasetId,
        label: `${name}, version ${version.number} (${formatCount(version.sampleCount)} samples)`,
      })),
  );
}

/** A new experiment: every choice explained where it is made, with defaults that work. */
export function NewExperimentPage() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: DATA,
    variables: { workspace: workspace.slug },
    requestPolicy: 'cache-and-network',
  });
  const versions = data && readyVersions(data);
  return (
    <>
      <Trail steps={[{ name: 'Experiments', path: '/experiments' }, { name: 'New' }]} />
      <PageHeader
        title="New experiment"
        detail="Images are prepared, a model learns features, the features are clustered."
      />
      {error && !data && (
        <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
      )}
      {!data && !error && <Loading height={480} />}
      {versions?.length === 0 && (
        <Empty
          title="There is no data set that is ready yet"
          action={
            <Button component={Link} href={to('/data')}>
              Bring in data
            </Button>
          }
        >
          An experiment needs images: bring FITS files in first.
        </Empty>
      )}
      {data && versions && versions.length > 0 && (
        <RecommendedForm versions={versions} algorithms={data.algorithms} />
      )}
    </>
  );
}
