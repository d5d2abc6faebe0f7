'use client';

import { useEffect, useState } from 'react';
import { useDocumentState } from './DocumentProvider.tsx';
import classes from './SavedNote.module.css';

const WORDS = {
  opening: 'Opening',
  saved: 'Saved',
  saving: 'Saving',
  offline: 'Offline: what you write is kept in this browser',
} as const;

/** Whether the server has stored what was written, as it says itself. */
export function SavedNote() {
  const { saved, mayWrite, refusal } = useDocumentState();
  // What is stored within a blink is not announced.
  const isLong = useLasting(saved === 'saving', 300);
  const shown = saved === 'saving' && !isLong ? 'saved' : saved;
  if (refusal) return null;
  if (!mayWrite)
    return (
      <span className={classes.note} data-saved={saved}>
        {saved === 'offline' ? 'Offline' : 'You may read this, not write'}
      </span>
    );
  return (
    <span className={classes.note} role="status" data-saved={saved}>
      <span className={classes.dot} aria-hidden />
      {WORDS[shown]}
    </span>
  );
}

/** Whether something has been so for a while. */
function useLasting(isSo: boolean, forMs: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isSo) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), forMs);
    return () => clearTimeout(timer);
  }, [isSo, forMs]);
  return isLasting;
}
