'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { askWhole } from '../../../api/askOnce.ts';
import { REVISIONS } from './historyDocuments.ts';
import type { ListedRevision } from './sittings.ts';

const PAGE = 100;

export interface Revisions {
  /** Null before anybody opened one. */
  observationId: string | null;
  /** The newest first; null until the first page is there. */
  revisions: readonly ListedRevision[] | null;
  hasMore: boolean;
  isLoading: boolean;
  error: string | null;
  loadMore: () => void;
  /** Reads what is new; what was read of earlier ones stays. */
  refresh: () => void;
}

/** The versions of a subject's observation by pages of a hundred. */
export function useRevisions(subjectId: string): Revisions {
  const [observationId, setObservationId] = useState<string | null>(null);
  const [revisions, setRevisions] = useState<readonly ListedRevision[] | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const ended = useRef(new AbortController());
  const hasRead = useRef(false);

  const read = useCallback(
    async (after: string | null) => {
      const { signal } = ended.current;
      setLoading(true);
      try {
        const { node } = await askWhole(REVISIONS, { subjectId, first: PAGE, after }, signal);
        const observation = node && 'observation' in node ? node.observation : null;
        const page = observation?.revisions;
        setObservationId(observation?.id ?? null);
        const fresh = page?.edges.map((edge) => edge.node) ?? [];
        setRevisions((before) => merged(before ?? [], fresh));
        // Where the list goes on is known from its end, not from a new beginning.
        if (after !== null || !hasRead.current)
          setCursor(page?.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
        hasRead.current = true;
        setError(null);
      } catch (failure) {
        if (!signal.aborted) setError(failure instanceof Error ? failure.message : String(failure));
      } finally {
        if (!signal.aborted) setLoading(false);
      }
    },
    [subjectId],
  );
  useEffect(() => {
    const asking = new AbortController();
    ended.current = asking;
    hasRead.current = false;
    setRevisions(null);
    void read(null);
    return () => asking.abort();
  }, [read]);
  return {
    observationId,
    revisions,
    hasMore: cursor !== null,
    isLoading,
    error,
    loadMore: useCallback(() => void read(cursor), [read, cursor]),
    refresh: useCallback(() => void read(null), [read]),
  };
}

/** Both lists as one, the newest first, each version as it was read last. */
function merged(before: readonly ListedRevision[], fresh: readonly ListedRevision[]): ListedRevision[] {
  const byNumber = new Map([...before, ...fresh].map((revision) => [revision.number, revision]));
  return [...byNumber.values()].sort((a, b) => b.number - a.number);
}
