'use client';

import type { ReactNode } from 'react';
import { experimentId, formatDuration, formatNumber, formatScore, NOTHING, words } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { TimeAgo } from '../../ui/TimeAgo.tsx';
import { clusteringSummary, single } from '../clustering/clusteringSummary.ts';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './ExperimentTable.module.css';
import type { ShownRow } from './fields.ts';
import { RowStatus } from './RowStatus.tsx';

export type SortField = 'CREATED_AT' | 'SILHOUETTE' | 'MSE' | 'DURATION' | 'CLUSTER_COUNT' | 'NAME';
export interface Sorting {
  field: SortField;
  direction: 'ASC' | 'DESC';
}

interface ExperimentTableProps {
  rows: readonly ShownRow[];
  sorting?: Sorting;
  onSort?: (field: SortField) => void;
  /** Marked as the best of the list. */
  bestId?: string;
  /** Only what says how it went: beside other things on a page. */
  isCompact?: boolean;
}

interface Column {
  name: string;
  cell: (row: ShownRow) => ReactNode;
  field?: SortField;
  isNumber?: boolean;
  /** Left out where there is little room. */
  isDetail?: boolean;
}

const COLUMNS: readonly Column[] = [
  { name: 'Status', cell: (row) => <RowStatus row={row} /> },
  {
    name: 'Model',
    isDetail: true,
    cell: ({ model }) => (model ? `${model.kind} ${model.latentSize}` : NOTHING),
  },
  {
    name: 'Normalisation',
    isDetail: true,
    cell: ({ preprocessing }) => (preprocessing ? words(preprocessing.normalization) : NOTHING),
  },
  {
    name: 'k',
    field: 'CLUSTER_COUNT',
    isNumber: true,
    cell: ({ metrics }) => metrics?.clusterCount ?? NOTHING,
  },
  {
    name: 'Silhouette',
    field: 'SILHOUETTE',
    isNumber: true,
    cell: ({ metrics }) => (
      <span className={classes.score} title={metrics?.silhouette?.toString()}>
        <ScoreBar value={metrics?.silhouette ?? null} />
        {formatScore(metrics?.silhouette)}
      </span>
    ),
  },
  {
    name: 'MSE',
    field: 'MSE',
    isNumber: true,
    isDetail: true,
    cell: ({ metrics }) => <span title={metrics?.mse?.toString()}>{formatNumber(metrics?.mse)}</span>,
  },
  {
    name: 'Took',
    field: 'DURATION',
    isNumber: true,
    cell: (row) => <span className={classes.words}>{formatDuration(seconds(row))}</span>,
  },
  {
    name: 'Created',
    field: 'CREATED_AT',
    isNumber: true,
    cell: ({ createdAt }) => (
      <span className={classes.words}>
        <TimeAgo at={createdAt} />
      </span>
    ),
  },
];

/** Experiments in rows, with live progress. */
export function ExperimentTable({ rows, sorting, onSort, bestId, isCompact = false }: ExperimentTableProps) {
  const paths = usePagePaths();
  const columns = COLUMNS.filter(({ isDetail }) => !(isDetail && isCompact));
  const order = { ...(sorting ? { sorting } : {}), ...(onSort ? { onSort } : {}) };
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">ID</th>
            <HeadCell name="Name" field="NAME" {...order} />
            {columns.map(({ name, field, isNumber, isDetail }) => (
              <HeadCell
                key={name}
                name={name}
                className={cellClass(isNumber, isDetail)}
                {...(field ? { field } : {})}
                {...order}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const path = paths.experiment(row);
            return (
              <tr key={row.id} data-best={row.id === bestId}>
                <td className="number">
                  <PageLink href={path}>{experimentId(row.number)}</PageLink>
                </td>
                <td className={classes.name}>
                  <PageLink href={path} className={classes.plain} title={row.name}>
                    {row.name}
                  </PageLink>
                  {row.id === bestId && <span className={classes.best}>best</span>}
                  <div className={classes.summary}>
                    {clusteringSummary(
                      row.clustering,
                      single(row.metrics?.clusterCount),
                      single(row.metrics?.noiseCount),
                    )}
                  </div>
                </td>
                {columns.map(({ name, cell, isNumber, isDetail }) => (
                  <td key={name} className={cellClass(isNumber, isDetail)}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const cellClass = (isNumber: boolean | undefined, isDetail: boolean | undefined): string =>
  `${isNumber ? `number ${classes.right}` : ''} ${isDetail ? classes.detail : ''}`;

interface HeadCellProps {
  name: string;
  className?: string;
  field?: SortField;
  sorting?: Sorting;
  onSort?: (field: SortField) => void;
}

function HeadCell({ name, className, field, sorting, onSort }: HeadCellProps) {
  const sorted = field && sorting?.field === field ? sorting.direction : null;
  const arrow = sorted === 'ASC' ? ' ↑' : sorted === 'DESC' ? ' ↓' : '';
  return (
    <th
      scope="col"
      className={className}
      aria-sort={sorted === 'ASC' ? 'ascending' : sorted === 'DESC' ? 'descending' : undefined}
    >
      {field && onSort ? (
        <button type="button" className={classes.sort} onClick={() => onSort(field)}>
          {name}
          <span aria-hidden>{arrow}</span>
        </button>
      ) : (
        name
      )}
    </th>
  );
}

function seconds({ startedAt, finishedAt }: ShownRow): number | null {
  if (!startedAt || !finishedAt) return null;
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
