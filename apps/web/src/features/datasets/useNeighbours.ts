'use client';

import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';

const IDS = graphql(`
  query SampleIds($id: ID!) {
    node(id: $id) {
      ... on Dataset {
        versions(first: 20) {
          edges {
            node {
              id
              samples(first: 1000) {
                edges {
                  node {
                    id
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);

/** The samples before and after one, in the version that holds it. */
export function useNeighbours(
  datasetId: string,
  id: string,
): { previous: string | null; next: string | null } {
  const [{ data }] = useQuery({ query: IDS, variables: { id: datasetId } });
  const versions = data?.node && 'versions' in data.node ? (data.node.versions?.edges ?? []) : [];
  for (const { node } of versions) {
    const ids = node.samples?.edges.map((edge) => edge.node.id) ?? [];
    const place = ids.indexOf(id);
    if (place >= 0) return { previous: ids[place - 1] ?? null, next: ids[place + 1] ?? null };
  }
  return { previous: null, next: null };
}
