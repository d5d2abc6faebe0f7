import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { graphql } from '../../gql/index.ts';
import { useWorkspacePath } from '../session/session.tsx';

const NEIGHBOURS = graphql(`
  query SampleNeighbours($versionId: ID!, $from: Int!, $first: Int!) {
    node(id: $versionId) {
      ... on DatasetVersion {
        id
        samples(from: $from, first: $first) {
          edges {
            node {
              id
              index
            }
          }
        }
      }
    }
  }
`);

// Samples whose neighbours are asked for together: whoever leafs on finds the next ones known already, and a key pressed
// at once is not lost.
const TOGETHER = 64;

interface Neighbour {
  id: string;
  address: string;
}

/** The samples before and after one of a version, by ID number. How it is looked at goes along. */
export function useNeighbours(
  versionId: string | undefined,
  index: number,
  path: (sampleId: string) => string,
): { previous: Neighbour | null; next: Neighbour | null } {
  const to = useWorkspacePath();
  const [search] = useSearchState();
  // One more at either end, for the first and the last of them.
  const from = Math.max(0, Math.floor(index / TOGETHER) * TOGETHER - 1);
  const [{ data }] = useQuery({
    query: NEIGHBOURS,
    variables: { versionId: versionId ?? '', from, first: TOGETHER + 2 },
    pause: versionId === undefined,
  });
  const samples = data?.node && 'samples' in data.node ? data.node.samples?.edges : null;
  const neighbour = (wanted: number): Neighbour | null => {
    const other = samples?.find(({ node }) => node.index === wanted)?.node;
    if (!other) return null;
    const query = new URLSearchParams(search);
    query.delete('version');
    return { id: other.id, address: `${to(path(other.id))}&${query}` };
  };
  return { previous: neighbour(index - 1), next: neighbour(index + 1) };
}
