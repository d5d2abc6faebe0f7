'use client';

import { useQuery } from 'urql';
import { useThrottled } from '../../../api/useThrottled.ts';
import { graphql } from '../../../gql/index.ts';
import { usePagePaths } from '../../session/pagePaths.tsx';
import { useChanged } from '../document/DocumentProvider.tsx';
import type { WrittenAbout } from '../editor/writtenAbout.tsx';
import { MissingMembers } from './MissingMembers.tsx';

const MISSING = graphql(`
  query MissingMembers($id: ID!) {
    node(id: $id) {
      ... on Cluster {
        id
        observation {
          id
          missingMembers {
            id
            index
            fileName
            thumbnailUrl(size: 128)
          }
        }
      }
    }
  }
`);

interface MissingMembersNoticeProps {
  clusterId: string;
  about: WrittenAbout;
}

/** The samples that the observation of a cluster speaks of and that are not its members, as the text goes on. */
export function MissingMembersNotice({ clusterId, about }: MissingMembersNoticeProps) {
  const paths = usePagePaths();
  const of = { datasetId: about.datasetId, version: about.versionNumber };
  const [{ data }, again] = useQuery({
    query: MISSING,
    variables: { id: clusterId },
    requestPolicy: 'cache-and-network',
  });
  useChanged(
    'revisions',
    useThrottled(() => again({ requestPolicy: 'network-only' }), 1500),
  );
  const observation = data?.node && 'observation' in data.node ? data.node.observation : null;
  return (
    <MissingMembers samples={observation?.missingMembers ?? []} samplePath={(id) => paths.sample(id, of)} />
  );
}
