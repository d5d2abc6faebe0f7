'use client';

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
  if (refusal) return null;
  const isOffline = saved === 'offline';
  return (
    // Every few letters something is saved: only a lost connection is read out.
    <span className={classes.note} data-saved={saved} aria-live={isOffline ? 'polite' : 'off'}>
      {mayWrite ? (
        <>
          <span className={classes.dot} aria-hidden />
          {WORDS[saved]}
        </>
      ) : (
        (isOffline && 'Offline') || 'You may read this, not write'
      )}
    </span>
  );
}
