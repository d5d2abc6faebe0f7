'use client';

import { useCallback, useEffect, useState } from 'react';

const STEP_MS = 150;
const PLACES = 8;
// Still for so long: nothing more is on its way.
const QUIET_STEPS = 4;
const MOST_MS = 30_000;
// A chart's own live region says nothing of waiting: what waits has a name.
const WAITING = 'main [role="status"][aria-label], main [aria-busy="true"]';

interface Printing {
  /** Whether all of the page is shown, as it stays once it was printed. */
  isWhole: boolean;
  isPreparing: boolean;
  /** Whether the page has the width of paper: charts measure the room they have, and cannot while it is printed. */
  isPaper: boolean;
  print: () => void;
}

/** Prints the page once all of it is there: parts that wait to be seen are shown, and waited for, half a minute at most. */
export function usePrint(): Printing {
  const [isWhole, setWhole] = useState(false);
  const [isPaper, setPaper] = useState(false);
  const [isPreparing, setPreparing] = useState(false);
  useEffect(() => {
    const leavePaper = () => setPaper(false);
    window.addEventListener('afterprint', leavePaper);
    return () => window.removeEventListener('afterprint', leavePaper);
  }, []);
  useEffect(() => {
    if (!isPreparing) return;
    const start = { at: performance.now(), scroll: window.scrollY };
    let steps = 0;
    let quiet = 0;
    const timer = setInterval(() => {
      // Pictures and charts inside a step wait until they are in sight, too.
      window.scrollTo(0, (steps % PLACES) * (document.body.scrollHeight / PLACES));
      const isWaiting =
        document.querySelector(WAITING) !== null || [...document.images].some(({ complete }) => !complete);
      quiet = isWaiting ? 0 : quiet + 1;
      steps++;
      const isReady = quiet >= QUIET_STEPS && steps > 2 * PLACES;
      if (!isReady && performance.now() - start.at < MOST_MS) return;
      clearInterval(timer);
      window.scrollTo(0, start.scroll);
      setPreparing(false);
      window.print();
    }, STEP_MS);
    return () => clearInterval(timer);
  }, [isPreparing]);
  const print = useCallback(() => {
    setWhole(true);
    setPaper(true);
    setPreparing(true);
  }, []);
  return { isWhole, isPreparing, isPaper, print };
}
