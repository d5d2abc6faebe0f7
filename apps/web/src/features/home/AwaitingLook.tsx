'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import Link from 'next/link';
import type { HomeQuery } from '../../gql/graphql.ts';
import { experimentId, formatCount } from '../../ui/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './AwaitingLook.module.css';
import { byNeed } from './news.ts';
import { Section } from './Section.tsx';

type Fresh = NonNullable<HomeQuery['fresh']>['edges'][number]['node'];

const MOST = 8;

interface AwaitingLookProps {
  /** Over since the last visit, and their pages not opened since. */
  rows: readonly Fresh[];
  /** Others that were not read. */
  more: number;
}

/** What came out while nobody looked, the troubles first, each with what there is to say of it. */
export function AwaitingLook({ rows, more }: AwaitingLookProps) {
  const to = useWorkspacePath();
  const left = more + Math.max(0, rows.length - MOST);
  return (
    <Section name="Awaits a look" count={rows.length + more}>
      <ul className={classes.rows}>
        {byNeed(rows)
          .slice(0, MOST)
          .map((row) => (
            <li key={row.id}>
              <Link href={to(`/experiments/${encodeURIComponent(row.id)}`)} className={classes.row}>
                <span className={`number ${classes.id}`}>{experimentId(row.number)}</span>
                <span className={classes.words}>
                  <span className={classes.name}>{row.name}</span>
                  <span className={classes.reason}>{reasonOf(row)}</span>
                </span>
                <Outcome row={row} />
              </Link>
            </li>
          ))}
      </ul>
      {left > 0 && (
        <Link href={to('/experiments')} className={classes.more}>
          {formatCount(left)} more
        </Link>
      )}
    </Section>
  );
}

function Outcome({ row: { status, clusteringWarnings } }: { row: Fresh }) {
  if (status === 'FAILED' || clusteringWarnings.length === 0) return <StatusBadge status={status} />;
  return (
    <span className={classes.warning}>
      <IconAlertTriangle size={14} aria-hidden />
      {clusteringWarnings.length === 1 ? 'warning' : `${clusteringWarnings.length} warnings`}
    </span>
  );
}

const reasonOf = ({ failure, clusteringWarnings, recommendation }: Fresh): string =>
  failure?.message ?? clusteringWarnings[0]?.message ?? recommendation ?? '';
