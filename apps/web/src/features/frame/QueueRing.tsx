'use client';

import { Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useThrottled } from '../../api/useThrottled.ts';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { graphql } from '../../gql/index.ts';
import { useSession } from '../session/session.tsx';
import classes from './Frame.module.css';

const RUNNING = graphql(`
  query Running($workspace: String!) {
    experiments(workspace: $workspace, filter: { status: [RUNNING, QUEUED] }, first: 1) {
      totalCount
    }
    system {
      backend
      workers
    }
  }
`);

/** What is running, in a small ring; still when nothing is. */
export function QueueRing() {
  const { workspace } = useSession();
  const [{ data }, refetch] = useQuery({ query: RUNNING, variables: { workspace: workspace.slug } });
  const [, setSeen] = useState(0);
  const refresh = useThrottled(() => refetch({ requestPolicy: 'network-only' }), 2000);
  useWorkspaceEvents(workspace.slug, ({ sequence }) => {
    setSeen(sequence);
    refresh();
  });
  const count = data?.experiments?.totalCount ?? 0;
  const workers = data?.system.workers ?? 0;
  const label =
    workers === 0
      ? 'No worker is there: nothing will run'
      : count === 0
        ? `Nothing is running (${data?.system.backend} backend)`
        : `${count} ${count === 1 ? 'experiment is' : 'experiments are'} under way`;
  return (
    <Tooltip label={label}>
      <span className={classes.queue} role="status" aria-label={label}>
        <span className={count > 0 ? classes.ringBusy : classes.ring} data-alarm={data && workers === 0} />
        {count > 0 && <span className="number">{count}</span>}
      </span>
    </Tooltip>
  );
}
