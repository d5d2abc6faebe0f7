import type { ReactNode } from 'react';
import { Mark } from './Mark.tsx';
import classes from './SignInPage.module.css';

/** The one card of a page outside of a workspace. */
export function Card({ lead, children }: { lead: ReactNode; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <h1 className={classes.name}>
          <Mark /> Asterism
        </h1>
        <p className={classes.lead}>{lead}</p>
        {children}
      </div>
    </main>
  );
}
