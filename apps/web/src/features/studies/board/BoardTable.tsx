'use client';

import { IconChartDots3, IconPhotoCheck } from '@tabler/icons-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { experimentId, formatNumber, formatScore, NOTHING } from '../../../ui/format.ts';
import { clusteringSummary } from '../../clustering/clusteringSummary.ts';
import { useWorkspacePath } from '../../session/session.tsx';
import classes from './Board.module.css';
import type { BoardRow } from './boardDocument.ts';
import {
  BOARD_COLUMNS,
  type BoardColumn,
  type BoardSorting,
  type BoardSortKey,
  rangeOf,
  type Spread,
} from './boardOrder.ts';
import { SeedRange } from './SeedRange.tsx';

interface BoardTableProps {
  /** In order. */
  rows: readonly BoardRow[];
  /** All of the study: what is drawn beside the numbers goes by them. */
  scale: readonly BoardRow[];
  sorting: BoardSorting | null;
  onSort: (key: BoardSortKey) => void;
  /** Name of the row that is pointed at, here or in the chart. */
  pointed: string | null;
  onPoint: (name: string | null) => void;
}

/** The choices of a study in rows: what their seeds reached on average, and how far they lie apart. */
export function BoardTable({ rows, scale, sorting, onSort, pointed, onPoint }: BoardTableProps) {
  // Nothing was asked to agree where each choice has one seed.
  const hasSeeds = scale.some(({ experimentCount }) => experimentCount > 1);
  const columns = BOARD_COLUMNS.filter(
    ({ key }) => (key !== 'labelAgreement' || hasSeeds) && scale.some((row) => row[key]),
  );
  const ranges = new Map(columns.map(({ key }) => [key, rangeOf(scale.map((row) => row[key]))]));
  const head = { sorting, onSort };
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Choices">
        <thead>
          <tr>
            <HeadCell name="Choice" sortKey="name" {...head} />
            <HeadCell name="Seeds" sortKey="finishedCount" isNumber {...head} />
            {columns.map(({ key, name, says, isDetail }) => (
              <HeadCell
                key={key}
                name={name}
                sortKey={key}
                says={says}
                isNumber
                isDetail={isDetail ?? false}
                {...head}
              />
            ))}
            <th scope="col" className={classes.detail}>
              Experiments
            </th>
          </tr>
        </thead>
        <tbody onMouseLeave={() => onPoint(null)}>
          {rows.map((row) => (
            <tr key={row.name} data-pointed={row.name === pointed} onMouseEnter={() => onPoint(row.name)}>
              <th scope="row" className={classes.choice}>
                <span className={classes.choiceName}>{row.name}</span>
                <Marks row={row} />
                <div className={classes.summary}>{summaryOf(row)}</div>
              </th>
              <td className={`number ${classes.right}`}>
                {row.finishedCount}/{row.experimentCount}
              </td>
              {columns.map((column) => (
                <ScoreCell
                  key={column.key}
                  column={column}
                  spread={row[column.key] ?? null}
                  range={ranges.get(column.key) ?? null}
                />
              ))}
              <td className={`number ${classes.detail}`}>
                <Experiments experiments={row.experiments} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What clustered and what came out, from the least to the most over the seeds. */
function summaryOf({ clustering, clusterCount, noiseCount }: BoardRow): string {
  const span = (score: Spread | null) => score && { from: score.min, to: score.max };
  return clusteringSummary(clustering, span(clusterCount), span(noiseCount));
}

function Marks({ row: { isBestReconstruction, isBestClustering } }: { row: BoardRow }) {
  return (
    <>
      {isBestReconstruction && (
        <span className={classes.mark}>
          <IconPhotoCheck size={13} aria-hidden /> reconstructs best
        </span>
      )}
      {isBestClustering && (
        <span className={classes.mark}>
          <IconChartDots3 size={13} aria-hidden /> clusters best
        </span>
      )}
    </>
  );
}

interface ScoreCellProps {
  column: BoardColumn;
  spread: Spread | null;
  range: readonly [number, number] | null;
}

function ScoreCell({ column: { isScore, isDetail }, spread, range }: ScoreCellProps) {
  const className = `number ${classes.right} ${isDetail ? classes.detail : ''}`;
  if (!spread || !range) return <td className={className}>{NOTHING}</td>;
  const shown = isScore ? formatScore : (value: number) => formatNumber(value);
  const { mean, min, max, standardDeviation } = spread;
  return (
    <td className={className} title={`mean ${mean}, from ${min} to ${max}`}>
      <span className={classes.score}>
        <span>
          {shown(mean)}
          {standardDeviation != null && (
            <span className={classes.deviation}>
              {' '}
              ± {isScore ? formatScore(standardDeviation) : formatNumber(standardDeviation, 2)}
            </span>
          )}
        </span>
        <SeedRange spread={spread} range={range} />
      </span>
    </td>
  );
}

const EXPERIMENTS_SHOWN = 3;

function Experiments({ experiments }: { experiments: BoardRow['experiments'] }) {
  const to = useWorkspacePath();
  const left = experiments.length - EXPERIMENTS_SHOWN;
  return (
    <>
      {experiments.slice(0, EXPERIMENTS_SHOWN).map(({ id, number, seed }, i) => (
        <Fragment key={id}>
          {i > 0 && ' '}
          <Link href={to(`/experiments/${encodeURIComponent(id)}`)} title={`Seed ${seed}`}>
            {experimentId(number)}
          </Link>
        </Fragment>
      ))}
      {left > 0 && ` +${left}`}
    </>
  );
}

interface HeadCellProps {
  name: string;
  sortKey: BoardSortKey;
  says?: string;
  isNumber?: boolean;
  isDetail?: boolean;
  sorting: BoardSorting | null;
  onSort: (key: BoardSortKey) => void;
}

function HeadCell({ name, sortKey, says, isNumber, isDetail, sorting, onSort }: HeadCellProps) {
  const sorted = sorting?.key === sortKey ? sorting.direction : null;
  const arrow = sorted === 'ASC' ? ' ↑' : sorted === 'DESC' ? ' ↓' : '';
  return (
    <th
      scope="col"
      className={`${isNumber ? classes.right : ''} ${isDetail ? classes.detail : ''}`}
      aria-sort={sorted === 'ASC' ? 'ascending' : sorted === 'DESC' ? 'descending' : undefined}
    >
      <button type="button" className={classes.sort} title={says} onClick={() => onSort(sortKey)}>
        {name}
        <span aria-hidden>{arrow}</span>
      </button>
    </th>
  );
}
