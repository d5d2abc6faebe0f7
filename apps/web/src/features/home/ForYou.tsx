'use client';

import { useMutation } from 'urql';
import { NotificationRows } from '../notifications/NotificationRows.tsx';
import { MARK_READ, type Told } from '../notifications/notificationDocuments.ts';
import classes from './AwaitingLook.module.css';
import { Section } from './Section.tsx';

const MOST = 5;

/** What somebody said to the one who looks, and was not read yet. */
export function ForYou({ rows, count }: { rows: readonly Told[]; count: number }) {
  const [, markRead] = useMutation(MARK_READ);
  return (
    <Section name="For you" count={count}>
      <div className={classes.rows}>
        <NotificationRows rows={rows.slice(0, MOST)} onRead={(id) => void markRead({ ids: [id] })} />
      </div>
    </Section>
  );
}
