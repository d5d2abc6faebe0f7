'use client';

import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import type { WorkspaceEventsSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

const WORKSPACE_EVENTS = graphql(`
  subscription WorkspaceEvents($workspace: String!, $since: Int) {
    workspaceProgress(workspace: $workspace, since: $since) {
      sequence
      reset
      experiment {
        id
        number
        name
        tags
        archived
        status
        startedAt
        finishedAt
        progress {
          stage
          fraction
          epoch
          epochs
          secondsLeft
        }
        metrics {
          mse
          silhouette
          clusterCount
          noiseCount
        }
      }
    }
  }
`);

export type WorkspaceEvent = WorkspaceEventsSubscription['workspaceProgress'];

/** Calls `onEvent` for each change of an experiment of the workspace, as long as the component is there. */
export function useWorkspaceEvents(workspace: string, onEvent: (event: WorkspaceEvent) => void): void {
  const client = useClient();
  const handler = useRef(onEvent);
  handler.current = onEvent;
  useEffect(() => {
    const { unsubscribe } = client.subscription(WORKSPACE_EVENTS, { workspace }).subscribe(({ data }) => {
      if (data) handler.current(data.workspaceProgress);
    });
    return unsubscribe;
  }, [client, workspace]);
}
