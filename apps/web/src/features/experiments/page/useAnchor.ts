'use client';

import { useEffect } from 'react';

// What comes later than this was not waited for.
const WATCHED_MS = 15_000;
const OWN_WAY = ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const;

/** Brings the part that the address names into view once the page is there, and holds it while what is above it grows, until the reader moves. */
export function useAnchor(isThere: boolean): void {
  useEffect(() => {
    const target = isThere && document.getElementById(window.location.hash.slice(1));
    if (!target) return;
    const bring = () => target.scrollIntoView();
    bring();
    const observer = new ResizeObserver(bring);
    observer.observe(document.body);
    const stop = () => {
      observer.disconnect();
      clearTimeout(timer);
      for (const name of OWN_WAY) window.removeEventListener(name, stop);
    };
    const timer = setTimeout(stop, WATCHED_MS);
    for (const name of OWN_WAY) window.addEventListener(name, stop, { passive: true });
    return stop;
  }, [isThere]);
}
