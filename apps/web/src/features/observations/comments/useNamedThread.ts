'use client';

import { useEffect, useRef, useState } from 'react';
import { useAnchor } from '../../experiments/page/useAnchor.ts';
import { namedComment } from '../anchor.ts';
import type { Thread } from './threads.ts';

/** Brings the comment that the address names into view once it is there; `onThread` hears which thread it is in, so that a resolved one is unfolded. */
export function useNamedThread(threads: readonly Thread[], onThread: (threadId: string) => void): void {
  const [named] = useState(() => namedComment(window.location.hash));
  const [isThere, setThere] = useState(false);
  const tell = useRef(onThread);
  tell.current = onThread;
  const threadId =
    threads.find(({ first, replies }) => [first, ...replies].some(({ id }) => id === named))?.id ?? null;
  useEffect(() => {
    if (threadId === null) return;
    tell.current(threadId);
    setThere(true);
  }, [threadId]);
  useAnchor(isThere);
}
