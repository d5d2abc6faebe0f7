'use client';

import { useRef, useState } from 'react';
import { useSearchState } from '../../../api/useSearchState.ts';
import type { StudyBoardPartsFragment } from '../../../gql/graphql.ts';
import { csvText, drawnSvg } from '../../../ui/chartFile.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { SaveChart } from '../../../ui/SaveChart.tsx';
import classes from './Board.module.css';
import { BoardChart } from './BoardChart.tsx';
import { BoardTable } from './BoardTable.tsx';
import type { BoardRow } from './boardDocument.ts';
import { BOARD_COLUMNS, nextSorting, readSorting } from './boardOrder.ts';
import { boardPoints } from './boardPoints.ts';

/** Who reconstructs best and whose latents cluster best, over the seeds: in a sentence, as a table, and as a chart. */
export function BoardPanel({ board: { sentence, rows } }: StudyBoardPartsFragment) {
  const [search, change] = useSearchState();
  const [pointed, setPointed] = useState<string | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const sorting = readSorting(search.get('board'));
  const points = boardPoints(rows);
  const isChart = points.length > 1;
  return (
    <Panel
      title="Who reconstructs, who clusters"
      say={sentence ?? 'No experiment has finished yet.'}
      action={
        <SaveChart
          name="study"
          csv={() => csvText(CSV_COLUMNS, rows.map(csvRow))}
          svg={() => drawnSvg(frame.current)}
        />
      }
    >
      <div className={classes.board} data-chart={isChart}>
        <BoardTable
          rows={rows}
          sorting={sorting}
          onSort={(key) => {
            const next = nextSorting(sorting, key);
            change({ board: next && `${next.key}.${next.direction}` });
          }}
          pointed={pointed}
          onPoint={setPointed}
        />
        {isChart && <BoardChart points={points} frame={frame} pointed={pointed} onPoint={setPointed} />}
      </div>
      <Notes rows={rows} plotted={points.length} isChart={isChart} />
    </Panel>
  );
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
