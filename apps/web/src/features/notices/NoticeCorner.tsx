'use client';

import dynamic from 'next/dynamic';

const Notifications = dynamic(() => import('@mantine/notifications').then((module) => module.Notifications), {
  ssr: false,
});

/** Where notices are shown. Comes after the page: what is said before then waits for it. */
export function NoticeCorner() {
  return <Notifications position="bottom-right" />;
}
