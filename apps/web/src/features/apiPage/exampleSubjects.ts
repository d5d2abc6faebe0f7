import type { ExampleSubjectsQuery } from '../../gql/graphql.ts';
import { graphql } from '../../gql/index.ts';
import type { ExampleSubjects } from './examples.ts';

export const EXAMPLE_SUBJECTS = graphql(`
  query ExampleSubjects($workspace: String!) {
    newest: experiments(workspace: $workspace, first: 1) {
      edges {
        node {
          id
        }
      }
    }
    finished: experiments(workspace: $workspace, filter: { status: [SUCCEEDED] }, first: 20) {
      edges {
        node {
          id
          datasetVersion {
            id
          }
        }
      }
    }
    datasets(workspace: $workspace, first: 10) {
      edges {
        node {
          id
          latestVersion {
            id
            status
          }
        }
      }
    }
  }
`);

/** What the examples can be about: the newest of each. */
export function exampleSubjects(workspace: string, found: ExampleSubjectsQuery | undefined): ExampleSubjects {
  const finished = found?.finished?.edges.map(({ node }) => node) ?? [];
  const ready = found?.datasets?.edges
    .map(({ node }) => node.latestVersion)
    .find((version) => version?.status === 'READY');
  return {
    workspace,
    datasetVersionId: ready?.id ?? null,
    newestExperimentId: found?.newest?.edges[0]?.node.id ?? null,
    finishedExperimentId: finished[0]?.id ?? null,
    comparedExperimentIds: newestPair(finished),
  };
}

function newestPair(
  finished: readonly { id: string; datasetVersion?: { id: string } | null }[],
): ExampleSubjects['comparedExperimentIds'] {
  for (const [place, first] of finished.entries()) {
    const second = finished
      .slice(place + 1)
      .find(({ datasetVersion }) => datasetVersion && datasetVersion.id === first.datasetVersion?.id);
    if (second) return [first.id, second.id];
  }
  return null;
}
