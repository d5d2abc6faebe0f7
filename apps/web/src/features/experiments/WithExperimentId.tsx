'use client';

import { Button } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../gql/index.ts';
import { experimentId } from '../../ui/format.ts';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { experimentNumberOf } from './experimentAddress.ts';

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

type Show = (id: string) => ReactNode;

/** What is shown of the experiment of an address: by its id, or by the name that people use, E-42. */
export function WithExperimentId({ name, children }: { name: string; children: Show }) {
  const number = experimentNumberOf(name);
  return number === null ? children(name) : <Numbered number={number}>{children}</Numbered>;
}

function Numbered({ number, children }: { number: number; children: Show }) {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const [{ data, error }, refetch] = useQuery({
    query: NUMBERED,
    variables: { workspace: workspace.slug, number },
    requestPolicy: 'cache-and-network',
  });
  if (error && !data)
    return <ErrorState message={error.message} onRetry={() => refetch({ requestPolicy: 'network-only' })} />;
  if (!data) return <Loading height={480} />;
  const id = data.experiments?.edges[0]?.node.id;
  if (id) return children(id);
  return (
    <Empty
      title={`There is no experiment ${experimentId(number)}`}
      isPage
      action={
        <Button component={Link} href={to('/experiments')} variant="default">
          All experiments
        </Button>
      }
    >
      {workspace.name} has none of this number.
    </Empty>
  );
}
