'use client';

import Link from 'next/link';
import type { ExperimentRowFragment } from '../../gql/graphql.ts';
import { experimentId, formatDuration, formatNumber, formatScore, NOTHING, words } from '../../ui/format.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { useWorkspacePath } from '../session/session.tsx';
import classes from './ExperimentTable.module.css';

export type SortField = 'CREATED_AT' | 'SILHOUETTE' | 'MSE' | 'DURATION' | 'CLUSTER_COUNT' | 'NAME';
export interface Sorting {
  field: SortField;
  direction: 'ASC' | 'DESC';
}

interface ExperimentTableProps {
  rows: readonly ExperimentRowFragment[];
  sorting?: Sorting;
  onSort?: (field: SortField) => void;
  /** Marked as the best of the list. */
  bestId?: string;
}

const COLUMNS: { name: string; field?: SortField; isNumber?: boolean }[] = [
  { name: 'ID' },
  { name: 'Name', field: 'NAME' },
  { name: 'Status' },
  { name: 'Normalisation' },
  { name: 'k', field: 'CLUSTER_COUNT', isNumber: true },
  { name: 'Silhouette', field: 'SILHOUETTE', isNumber: true },
  { name: 'MSE', field: 'MSE', isNumber: true },
  { name: 'Took', field: 'DURATION', isNumber: true },
  { name: 'Created', field: 'CREATED_AT', isNumber: true },
];

/** Experiments in rows, with live progress. */
export function ExperimentTable({ rows, sorting, onSort, bestId }: ExperimentTableProps) {
  const to = useWorkspacePath();
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ name, field, isNumber }) => {
              const sorted = field && sorting?.field === field ? sorting.direction : null;
              return (
                <th
                  key={name}
                  scope="col"
                  className={isNumber ? classes.right : undefined}
                  aria-sort={sorted === 'ASC' ? 'ascending' : sorted === 'DESC' ? 'descending' : undefined}
                >
                  {field && onSort ? (
                    <button type="button" className={classes.sort} onClick={() => onSort(field)}>
                      {name}
                      <span aria-hidden>{sorted === 'ASC' ? ' ↑' : sorted === 'DESC' ? ' ↓' : ''}</span>
                    </button>
                  ) : (
                    name
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} data-best={row.id === bestId}>
              <td className="number">
                <Link href={to(`/experiments/${encodeURIComponent(row.id)}`)}>
                  {experimentId(row.number)}
                </Link>
              </td>
              <td className={classes.name}>
                <Link href={to(`/experiments/${encodeURIComponent(row.id)}`)} className={classes.plain}>
                  {row.name}
                </Link>
              </td>
              <td>
                <Status row={row} />
              </td>
              <td>{row.preprocessing ? words(row.preprocessing.normalization) : NOTHING}</td>
              <td className={`number ${classes.right}`}>{row.metrics?.clusterCount ?? NOTHING}</td>
              <td className={`number ${classes.right}`} title={row.metrics?.silhouette?.toString()}>
                {formatScore(row.metrics?.silhouette)}
              </td>
              <td className={`number ${classes.right}`} title={row.metrics?.mse?.toString()}>
                {formatNumber(row.metrics?.mse)}
              </td>
              <td className={`number ${classes.right}`}>{formatDuration(seconds(row))}</td>
              <td className={classes.right}>
                <TimeAgo at={row.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Status({ row: { status, progress, failure } }: { row: ExperimentRowFragment }) {
  if (status !== 'RUNNING')
    return (
      <span title={failure?.message}>
        <StatusBadge status={status} />
      </span>
    );
  const { stage, epoch, epochs, fraction } = progress;
  const doing = stage ? words(stage) : 'starting';
  return (
    <span className={classes.running}>
      <span className={classes.doing}>
        {doing}
        {epoch ? ` ${epoch}/${epochs}` : ''}
      </span>
      <ProgressBar fraction={fraction} label={`${doing}, ${Math.round(fraction * 100)} percent`} />
    </span>
  );
}

function seconds({ startedAt, finishedAt }: ExperimentRowFragment): number | null {
  if (!startedAt || !finishedAt) return null;
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
