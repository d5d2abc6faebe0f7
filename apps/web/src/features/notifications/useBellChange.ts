'use client';

import { useRef } from 'react';
import { useSubscription } from 'urql';
import { BELL } from './notificationDocuments.ts';

/** Calls back whenever one is told something, or has read it somewhere, as long as the component is there. */
export function useBellChange(onChange: () => void): void {
  // The first answer is how it stands.
  const isOpen = useRef(false);
  useSubscription({ query: BELL }, (_before, answer) => {
    if (isOpen.current) onChange();
    isOpen.current = true;
    return answer;
  });
}
