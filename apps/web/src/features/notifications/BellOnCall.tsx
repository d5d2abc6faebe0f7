'use client';

import dynamic from 'next/dynamic';
import classes from './Notifications.module.css';

/** The bell in the bar; what it needs is loaded once the page is shown. */
export const BellOnCall = dynamic(() => import('./Bell.tsx').then((module) => module.Bell), {
  ssr: false,
  loading: () => <span className={classes.place} />,
});
