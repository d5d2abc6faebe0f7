'use client';

import { notifications } from '@mantine/notifications';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Notice } from './notices.ts';

const SHOWN_MS = 8000;

/** Tells of something: in the page, and by the browser while the page is not seen. */
export function useTell(): (notice: Notice) => void {
  const router = useRouter();
  return ({ title, text, path }) => {
    notifications.show({
      title: path === null ? title : <Link href={path}>{title}</Link>,
      message: text,
      autoClose: SHOWN_MS,
    });
    if (document.visibilityState === 'visible' || !mayTell()) return;
    new Notification(title, { body: text }).onclick = () => {
      window.focus();
      if (path !== null) router.push(path);
    };
  };
}

const mayTell = (): boolean => 'Notification' in window && Notification.permission === 'granted';
