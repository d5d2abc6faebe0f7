'use client';

import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { useWorkspaceEvents } from '../../api/useWorkspaceEvents.ts';
import { useSession, useWorkspacePath } from '../session/session.tsx';
import { createOverFilter, type Notice, noticeOf, type ToldExperiment } from './notices.ts';

// A study ends many at once: they are told of together.
const GATHERED_MS = 1500;
const SHOWN_MS = 8000;

/** Tells of experiments that are over, as long as it is there: in the page, and by the browser while the page is not seen. */
export function Notices() {
  const { workspace } = useSession();
  const to = useWorkspacePath();
  const router = useRouter();
  const [isNews] = useState(() => createOverFilter(new Date()));
  const over = useRef<ToldExperiment[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const tell = ({ title, text, path }: Notice) => {
    notifications.show({
      title: <Link href={to(path)}>{title}</Link>,
      message: text,
      autoClose: SHOWN_MS,
    });
    if (document.visibilityState === 'visible' || !mayTell()) return;
    new Notification(title, { body: text }).onclick = () => {
      window.focus();
      router.push(to(path));
    };
  };
  useWorkspaceEvents(workspace.slug, ({ experiment }) => {
    if (!experiment || !isNews(experiment)) return;
    over.current.push(experiment);
    timer.current ??= setTimeout(() => {
      timer.current = null;
      const notice = noticeOf(over.current.splice(0));
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

const mayTell = (): boolean => 'Notification' in window && Notification.permission === 'granted';
