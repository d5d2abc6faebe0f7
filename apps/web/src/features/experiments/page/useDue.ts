'use client';

import { type RefObject, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

// Long enough for what is in sight to be asked for first.
const QUIET_MS = 600;
const STEP_MS = 200;

/**
 * Whether a part of a long page is to be there yet: when it comes within a screen of view. The others follow one after
 * another once the page is quiet, so that they are found, printed and linked to as if they had been there. `place` is
 * the part's place on the page, from 0, which is there at once, as all are where the address names a part.
 */
export function useDue(element: RefObject<Element | null>, place: number): boolean {
  const [isDue, setDue] = useState(place === 0);
  useEffect(() => {
    if (isDue) return;
    if (window.location.hash !== '') return setDue(true);
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && setDue(true),
      { rootMargin: '100% 0px' },
    );
    if (element.current) observer.observe(element.current);
    const timer = setTimeout(() => setDue(true), QUIET_MS + place * STEP_MS);
    const now = () => flushSync(() => setDue(true));
    window.addEventListener('beforeprint', now);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
      window.removeEventListener('beforeprint', now);
    };
  }, [isDue, element, place]);
  return isDue;
}
