'use client';

import { useCallback, useEffect, useState } from 'react';

const STEP_MS = 150;
const MOST_STEPS = 200;
// Still for so long: nothing more is on its way.
const QUIET_STEPS = 5;

/** Prints the page once all of it is there: parts that wait to be seen are shown, and waited for, 30 s at most. */
export function usePrint(): { isWhole: boolean; isPreparing: boolean; print: () => void } {
  const [isWhole, setWhole] = useState(false);
  const [isPreparing, setPreparing] = useState(false);
  useEffect(() => {
    if (!isPreparing) return;
    let quiet = 0;
    let steps = 0;
    const start = window.scrollY;
    const timer = setInterval(() => {
      // Pictures and charts inside a step wait until they are in sight, too.
      window.scrollTo(0, (steps % 8) * (document.body.scrollHeight / 8));
      const isWaiting =
        document.querySelector('main [role="status"], main [aria-busy="true"]') !== null ||
        [...document.images].some((image) => !image.complete);
      quiet = isWaiting ? 0 : quiet + 1;
      steps++;
      if ((quiet < QUIET_STEPS || steps < 16) && steps < MOST_STEPS) return;
      window.scrollTo(0, start);
      setPreparing(false);
      window.print();
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [isPreparing]);
  const print = useCallback(() => {
    setWhole(true);
    setPreparing(true);
  }, []);
  return { isWhole, isPreparing, print };
}
