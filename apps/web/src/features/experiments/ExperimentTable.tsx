'use client';

import type { ReactNode } from 'react';
import { CopyTable } from '../../ui/CopyTable.tsx';
import { experimentId, formatDuration, formatNumber, formatScore, NOTHING, words } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ScoreBar } from '../../ui/ScoreBar.tsx';
import { Tags } from '../../ui/Tags.tsx';
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
  /** What a table outside holds of it. */
  text: (row: ShownRow) => string | number | null;
  isNumber?: boolean;
  /** Left out where there is little room. */
  isDetail?: boolean;
}

const COLUMNS: readonly Column[] = [
  { name: 'Status', cell: (row) => <RowStatus row={row} />, text: ({ status }) => words(status) },
  {
    name: 'Model',
    isDetail: true,
    cell: ({ model }) => (model ? `${model.kind} ${model.latentSize}` : NOTHING),
    text: ({ model }) => (model ? `${model.kind} ${model.latentSize}` : null),
  },
  {
    name: 'Normalisation',
    isDetail: true,
    cell: ({ preprocessing }) => (preprocessing ? words(preprocessing.normalization) : NOTHING),
    text: ({ preprocessing }) => (preprocessing ? words(preprocessing.normalization) : null),
  },
  {
    name: 'k',
    isNumber: true,
    cell: ({ metrics }) => metrics?.clusterCount ?? NOTHING,
    text: ({ metrics }) => metrics?.clusterCount ?? null,
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
    text: ({ metrics }) => metrics?.silhouette ?? null,
  },
  {
    name: 'MSE',
    isNumber: true,
    isDetail: true,
    cell: ({ metrics }) => <span title={metrics?.mse?.toString()}>{formatNumber(metrics?.mse)}</span>,
    text: ({ metrics }) => metrics?.mse ?? null,
  },
  {
    name: 'Took',
    isNumber: true,
    cell: (row) => <span className={classes.words}>{formatDuration(seconds(row))}</span>,
    text: seconds,
  },
  {
    name: 'Created',
    isNumber: true,
    cell: ({ createdAt }) => (
      <span className={classes.words}>
        <TimeAgo at={createdAt} />
      </span>
    ),
    text: ({ createdAt }) => createdAt,
  },
];

/** Experiments in rows, with live progress; the whole table can be copied. */
export function ExperimentTable({ rows, bestId, isCompact = false }: ExperimentTableProps) {
  const paths = usePagePaths();
  const columns = COLUMNS.filter(({ isDetail }) => !(isDetail && isCompact));
  const table = (
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
                    <Tags tags={row.tags ?? []} isArchived={row.archived ?? false} />
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
  if (isCompact) return table;
  return (
    <div className={classes.whole}>
      <div className={classes.copy}>
        <CopyTable
          label="the experiments"
          table={[
            ['ID', 'Name', ...columns.map(({ name }) => (name === 'Took' ? 'Took, s' : name))],
            ...rows.map((row) => [
              experimentId(row.number),
              row.name,
              ...columns.map(({ text }) => text(row)),
            ]),
          ]}
        />
      </div>
      {table}
    </div>
  );
}

const cellClass = (isNumber: boolean | undefined, isDetail: boolean | undefined): string =>
  `${isNumber ? `number ${classes.right}` : ''} ${isDetail ? classes.detail : ''}`;

function seconds({ startedAt, finishedAt }: ShownRow): number | null {
  if (!startedAt || !finishedAt) return null;
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}
