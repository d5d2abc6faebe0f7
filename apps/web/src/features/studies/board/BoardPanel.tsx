'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { useSearchState } from '../../../api/useSearchState.ts';
import type { StudyBoardPartsFragment } from '../../../gql/graphql.ts';
import { csvText, drawnSvg } from '../../../ui/chartFile.ts';
import { formatCount } from '../../../ui/format.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { SaveChart } from '../../../ui/SaveChart.tsx';
import classes from './Board.module.css';
import { BoardTable } from './BoardTable.tsx';
import type { BoardRow } from './boardDocument.ts';
import { BOARD_COLUMNS, type BoardSorting, nextSorting, readSorting, sortRows } from './boardOrder.ts';
import { ParetoChart } from './ParetoChart.tsx';
import { frontOf, paretoPoints, RECONSTRUCTION_SCORES } from './pareto.ts';

/** Who reconstructs best and whose latents cluster best, over the seeds: in a sentence, as a table, and as a chart. */
export function BoardPanel({ board }: StudyBoardPartsFragment) {
  const { sentence } = board;
  const [search, change] = useSearchState();
  const [pointed, setPointed] = useState<string | null>(null);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const frame = useRef<HTMLDivElement>(null);
  const merged = useMergedRef(ref, frame);
  const [isOpen, setOpen] = useState(false);
  const isFolded = !isOpen && board.rows.length > FOLDED + 2;
  // Of many, those that cluster best come first unless another order is asked for.
  const sorting = readSorting(search.get('board')) ?? (board.rows.length > FOLDED ? BEST_FIRST : null);
  const rows = sortRows(board.rows, sorting);
  const score =
    RECONSTRUCTION_SCORES.find(({ key }) => key === search.get('against')) ?? RECONSTRUCTION_SCORES[0]!;
  const points = paretoPoints(rows, score);
  const isChart = points.length > 1;
  return (
    <Panel
      title="Who reconstructs, who clusters"
      say={sentence ?? 'No experiment has finished yet.'}
      action={
        <SaveChart
          name="study"
          csv={() => csvText(CSV_COLUMNS, rows.map(csvRow))}
          svg={() => drawnSvg(frame.current, 'svg')}
        />
      }
    >
      <div className={classes.board}>
        {isChart && (
          <div className={classes.chart}>
            <div className={classes.chartHead}>
              <p>{frontSentence(frontOf(points, score).map(({ row }) => row.name))}</p>
              <SegmentedControl
                aria-label="Reconstruction by"
                value={score.key}
                data={RECONSTRUCTION_SCORES.map(({ key, name }) => ({ value: key, label: name }))}
                onChange={(key) => change({ against: key === 'mse' ? null : key })}
              />
            </div>
            <div ref={merged}>
              {width > 0 && (
                <ParetoChart
                  points={points}
                  score={score}
                  width={width}
                  pointed={pointed}
                  onPoint={setPointed}
                />
              )}
            </div>
          </div>
        )}
        <BoardTable
          rows={isFolded ? rows.slice(0, FOLDED) : rows}
          scale={rows}
          sorting={sorting}
          onSort={(key) => {
            const next = nextSorting(sorting, key);
            change({ board: next && `${next.key}.${next.direction}` });
          }}
          pointed={pointed}
          onPoint={setPointed}
        />
        {isFolded && (
          <Button className={classes.all ?? ''} variant="default" size="xs" onClick={() => setOpen(true)}>
            All {formatCount(rows.length)} choices
          </Button>
        )}
      </div>
      <Notes rows={rows} plotted={points.length} isChart={isChart} />
    </Panel>
  );
}

const FOLDED = 12;
const BEST_FIRST: BoardSorting = { key: 'silhouette', direction: 'DESC' };
const NAMED_MOST = 4;

/** Which choices are on the front, from the best reconstruction to the best clustering. */
function frontSentence(names: readonly string[]): string {
  if (names.length === 1)
    return `${names[0]} is on the front alone: nothing reconstructs better, and nothing clusters better.`;
  const shown = names.slice(0, NAMED_MOST).join('; ');
  const more = names.length - NAMED_MOST;
  return `On the front, from the best reconstruction to the best clustering: ${shown}${more > 0 ? `; and ${more} more` : ''}. To each of the others one of these is at least as good in both.`;
}

/** What must be known to read the numbers, where it matters. */
function Notes({ rows, plotted, isChart }: { rows: readonly BoardRow[]; plotted: number; isChart: boolean }) {
  const hasSeeds = rows.some(({ experimentCount }) => experimentCount > 1);
  const preparations = new Set(rows.map(({ preprocessing }) => JSON.stringify(preprocessing)));
  const left = rows.filter(({ finishedCount }) => finishedCount > 0).length - plotted;
  return (
    <p className={classes.notes}>
      {hasSeeds
        ? 'Bars reach from the lowest to the highest seed, ± is the standard deviation over the seeds; the point is the mean. '
        : 'Each choice has one seed: run several to see how much of a difference is chance. '}
      {preparations.size > 1 &&
        'The MSE is taken on the prepared images, so between preparations it says how well each gives back its own images. '}
      {isChart && left > 0 && `The chart leaves out ${left} without a decoder or without clusters.`}
    </p>
  );
}

const CSV_COLUMNS = [
  'choice',
  'experiments',
  'finished',
  ...BOARD_COLUMNS.flatMap(({ key }) => [key, `${key}Min`, `${key}Max`]),
];

const csvRow = (row: BoardRow) => [
  row.name,
  row.experimentCount,
  row.finishedCount,
  ...BOARD_COLUMNS.flatMap(({ key }) => [row[key]?.mean, row[key]?.min, row[key]?.max]),
];
