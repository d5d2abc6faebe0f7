'use client';

import { useEffect, useMemo, useRef } from 'react';
import { useMutation } from 'urql';
import { READ_OBSERVATION } from './commentDocuments.ts';
import type { Said } from './threads.ts';

// Whoever only passes by has not read them.
const READ_AFTER_MS = 2000;

/** The comments as they are shown: one that was new when it came is called so until the page is left. The server hears that they were read. */
export function useSeenComments(
  observationId: string | null,
  comments: readonly Said[] | null,
): readonly Said[] | null {
  const fresh = useRef(new Set<string>());
  const [, markRead] = useMutation(READ_OBSERVATION);
  const unread = comments?.filter(({ isUnread }) => isUnread).length ?? 0;
  useEffect(() => {
    if (observationId === null || unread === 0) return;
    const read = () => {
      if (document.visibilityState === 'visible') void markRead({ id: observationId });
    };
    const timer = setTimeout(read, READ_AFTER_MS);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [observationId, unread, markRead]);
  return useMemo(() => {
    for (const { id, isUnread } of comments ?? []) if (isUnread) fresh.current.add(id);
    return comments?.map((one) => ({ ...one, isUnread: fresh.current.has(one.id) })) ?? null;
  }, [comments]);
}
