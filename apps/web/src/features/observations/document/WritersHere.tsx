'use client';

import { Disc } from '../../presence/Disc.tsx';
import { useDocumentState } from './DocumentProvider.tsx';
import classes from './WritersHere.module.css';

const MOST_DISCS = 6;

/** Who has this document open, in the colours of their carets. */
export function WritersHere() {
  const { writers } = useDocumentState();
  if (writers.length < 2) return null;
  const shown = writers.slice(0, MOST_DISCS);
  return (
    <ul className={classes.writers} aria-label="Who is in this document">
      {shown.map((writer) => (
        <li key={writer.id} title={writer.name}>
          <Disc user={writer} />
          <span className={classes.name}>{writer.name}</span>
        </li>
      ))}
      {writers.length > shown.length && <li className="number">+{writers.length - shown.length}</li>}
    </ul>
  );
}
