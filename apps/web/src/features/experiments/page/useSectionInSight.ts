'use client';

import { useEffect, useState } from 'react';
import { sectionAt } from './sections.ts';

// Below the bar and the sections' names, with some air: what begins above this line is being read.
const LINE = 140;

/** Which of these anchors the reader is in, as the page scrolls. */
export function useSectionInSight(ids: readonly string[]): string | undefined {
  const [at, setAt] = useState(0);
  const key = ids.join(' ');
  useEffect(() => {
    const names = key.split(' ');
    let frame = 0;
    const look = () => {
      frame = 0;
      const tops = names.map(
        (id) => document.getElementById(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY,
      );
      const { scrollHeight } = document.documentElement;
      setAt(
        sectionAt(tops, LINE, window.scrollY > 0 && window.scrollY + window.innerHeight >= scrollHeight - 2),
      );
    };
    const onScroll = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    window.addEventListener('scroll', onScroll, { passive: true });
    window.addEventListener('resize', onScroll);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', onScroll);
      window.removeEventListener('resize', onScroll);
    };
  }, [key]);
  return ids[at];
}
