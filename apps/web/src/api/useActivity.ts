'use client';

import { useEffect, useRef } from 'react';
import { useClient } from 'urql';
import { graphql } from '../gql/index.ts';

const DONE = graphql(`
  subscription Done($workspace: String!, $since: Int) {
    activity(workspace: $workspace, since: $since) {
      sequence
    }
  }
`);

/** Calls `onDeed` whenever a member did something in the workspace, as long as the component is there. */
export function useActivity(workspace: string, onDeed: () => void): void {
  const client = useClient();
  const handler = useRef(onDeed);
  handler.current = onDeed;
  useEffect(() => {
    const { unsubscribe } = client
      .subscription(DONE, { workspace })
      .subscribe(({ data }) => data && handler.current());
    return unsubscribe;
  }, [client, workspace]);
}
