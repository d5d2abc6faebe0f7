'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { MemberOrder } from '../../../../gql/graphql.ts';
import { formatCount } from '../../../../ui/format.ts';
import { ErrorState, Loading } from '../../../../ui/States.tsx';
import classes from './Clusters.module.css';
import { MEMBERS } from './clusterDocuments.ts';
import { SampleTile } from './SampleTile.tsx';

const FIRST = 24;
// As many as the API gives at once.
const MOST = 1000;

interface MembersProps {
  clusterId: string;
  order: MemberOrder;
  path: (sampleId: string) => string | null;
}

/** A cluster's samples as pictures, more of them when asked. */
export function Members({ clusterId, order, path }: MembersProps) {
  const [first, setFirst] = useState(FIRST);
  const [{ data, error }, refetch] = useQuery({
    query: MEMBERS,
    variables: { id: clusterId, first, order },
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  const members = data?.node && 'members' in data.node ? data.node.members : null;
  if (!members) return <Loading height={104} />;
  const left = members.totalCount - members.edges.length;
  return (
    <>
      <ul className={classes.members}>
        {members.edges.map(({ node }) => (
          <li key={node.id}>
            <SampleTile sample={node} path={path(node.id)} />
          </li>
        ))}
      </ul>
      {left > 0 && first < MOST && (
        <Button variant="default" size="xs" onClick={() => setFirst(Math.min(first * 8, MOST))}>
          {formatCount(left)} more
        </Button>
      )}
      {left > 0 && first >= MOST && <p className={classes.quiet}>and {formatCount(left)} more</p>}
    </>
  );
}
