'use client';

import { useCallback, useEffect, useRef } from 'react';

/** Calls `task` at once, and again at most every `everyMs` while calls keep coming; the last call is never lost. */
export function useThrottled(task: () => void, everyMs: number): () => void {
  const latest = useRef(task);
  latest.current = task;
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const again = useRef(false);
  const fire = useCallback(() => {
    if (timer.current) {
      again.current = true;
      return;
    }
    latest.current();
    timer.current = setTimeout(() => {
      timer.current = null;
      if (!again.current) return;
      again.current = false;
      fire();
    }, everyMs);
  }, [everyMs]);
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return fire;
}
