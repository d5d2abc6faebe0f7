'use client';

import Link from 'next/link';
import type { HomeQuery } from '../../gql/graphql.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './HomePage.module.css';

type Study = NonNullable<HomeQuery['studies']>['edges'][number]['node'];

/** The newest studies, with how far they are and what came out best. */
export function LatestStudies({ studies }: { studies: readonly Study[] }) {
  const to = useWorkspacePath();
  return (
    <ul className={classes.cards}>
      {studies.map(({ id, name, status, progress, bestReason }) => (
        <li key={id}>
          <Link href={to(`/studies/${encodeURIComponent(id)}`)} className={classes.card}>
            <span className={classes.cardHead}>
              <span className={classes.cardName}>{name}</span>
              <StatusBadge status={status} />
            </span>
            {status === 'RUNNING' ? (
              <ProgressBar fraction={progress} label={`${name}, experiments done`} />
            ) : (
              bestReason && <span className={classes.cardText}>{bestReason}</span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
