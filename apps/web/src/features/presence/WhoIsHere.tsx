'use client';

import dynamic from 'next/dynamic';
import { usePresence } from './Presence.tsx';

// Known only a moment after the page is shown.
const PresentDiscs = dynamic(() => import('./PresentDiscs.tsx').then((module) => module.PresentDiscs), {
  ssr: false,
});

/** Who has the workspace open, in the bar. */
export function WhoIsHere() {
  const here = usePresence();
  return here && here.count > 0 ? <PresentDiscs here={here} /> : null;
}
