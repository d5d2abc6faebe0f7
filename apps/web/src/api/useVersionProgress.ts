'use client';

import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import type { VersionProgressSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { useThrottled } from './useThrottled.ts';

const VERSION_PROGRESS = graphql(`
  subscription VersionProgress($id: ID!, $since: Int) {
    versionProgress(id: $id, since: $since) {
      sequence
      reset
      version {
        id
        status
        progress
        sampleCount
        channelCount
        width
        height
        refused {
          name
          code
          message
          byteOffset
        }
      }
    }
  }
`);

export type ImportingVersion = VersionProgressSubscription['versionProgress']['version'];

// Twice a second a count can be read, and a gallery is asked anew.
const SHOWN_EVERY_MS = 500;

interface VersionProgressOptions {
  /** Called when the version is done, and when events were missed: read it again. */
  onStale: () => void;
}

/** A version as it is while it is being imported, told by the server; null before the first word and without an id. */
export function useVersionProgress(
  id: string | null,
  { onStale }: VersionProgressOptions,
): ImportingVersion | null {
  const client = useClient();
  const [shown, setShown] = useState<ImportingVersion | null>(null);
  const latest = useRef<ImportingVersion | null>(null);
  const show = useThrottled(() => setShown(latest.current), SHOWN_EVERY_MS);
  const stale = useRef(onStale);
  stale.current = onStale;
  useEffect(() => {
    latest.current = null;
    setShown(null);
    if (id === null) return;
    const { unsubscribe } = client.subscription(VERSION_PROGRESS, { id }).subscribe(({ data }) => {
      if (!data) return;
      const { version, reset } = data.versionProgress;
      latest.current = version;
      show();
      if (reset || version.status !== 'IMPORTING') stale.current();
    });
    return unsubscribe;
  }, [client, id, show]);
  return shown;
}
