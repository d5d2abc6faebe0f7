'use client';

import { useEffect, useRef, useState } from 'react';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { createOverFilter, noticeOf, type ToldExperiment } from './notices.ts';
import { useTell } from './useTell.tsx';

// A study ends many at once: they are told of together.
const GATHERED_MS = 1500;

/** Tells of experiments that are over, as long as it is there. */
export function Notices() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const tell = useTell();
  const [isNews] = useState(() => createOverFilter(new Date()));
  const over = useRef<ToldExperiment[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useWorkspaceEvents(workspace.slug, ({ experiment }) => {
    if (!experiment || !isNews(experiment)) return;
    over.current.push(experiment);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      const notice = noticeOf(over.current.splice(0), to);
      if (notice) tell(notice);
    }, GATHERED_MS);
  });
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return null;
}
