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

interface ExperimentTableProps {
  rows: readonly ShownRow[];
  /** Marked as the best of the list. */
  bestId?: string;
  /** Only what says how it went: beside other things on a page. */
  isCompact?: boolean;
}

interface Column {
  name: string;
  cell: (row: ShownRow) => ReactNode;
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
    isNumber: true,
    cell: ({ metrics }) => metrics?.clusterCount ?? NOTHING,
  },
  {
    name: 'Silhouette',
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
    isNumber: true,
    isDetail: true,
    cell: ({ metrics }) => <span title={metrics?.mse?.toString()}>{formatNumber(metrics?.mse)}</span>,
  },
  {
    name: 'Took',
    isNumber: true,
    cell: (row) => <span className={classes.words}>{formatDuration(seconds(row))}</span>,
  },
  {
    name: 'Created',
    isNumber: true,
    cell: ({ createdAt }) => (
      <span className={classes.words}>
        <TimeAgo at={createdAt} />
      </span>
    ),
  },
];

/** Experiments in rows, with live progress. */
export function ExperimentTable({ rows, bestId, isCompact = false }: ExperimentTableProps) {
  const paths = usePagePaths();
  const columns = COLUMNS.filter(({ isDetail }) => !(isDetail && isCompact));
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">ID</th>
            <th scope="col">Name</th>
            {columns.map(({ name, isNumber, isDetail }) => (
              <th key={name} scope="col" className={cellClass(isNumber, isDetail)}>
                {name}
              </th>
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

function seconds({ startedAt, finishedAt }: ShownRow): number | null {
  if (!startedAt || !finishedAt) return null;
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
