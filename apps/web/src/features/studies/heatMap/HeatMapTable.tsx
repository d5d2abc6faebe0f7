'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { experimentId } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { inkOnScore, scoreColor } from '../../../ui/scoreColor.ts';
import { usePagePaths } from '../../session/pagePaths.tsx';
import type { StudyScore } from '../studyScores.ts';
import classes from './HeatMap.module.css';
import type { CellState, HeatCell, HeatMap } from './heatMap.ts';

/** Models down, preparations and clusterers across. */
export function HeatMapTable({ map, score }: { map: HeatMap; score: StudyScore }) {
  return (
    <ScrollRegion className={classes.scroll} aria-label={`${score.name} of every choice`}>
      <table className={classes.map}>
        <thead>
          <tr>
            <th scope="col" rowSpan={2} className={classes.corner}>
              Model
            </th>
            {map.preparations.map(({ name, clusterers }) => (
              <th key={name} scope="colgroup" colSpan={clusterers.length} className={classes.preparation}>
                {name}
              </th>
            ))}
          </tr>
          <tr>
            {map.preparations.map(({ name, clusterers }) => (
              <Fragment key={name}>
                {clusterers.map((clusterer) => (
                  <th key={clusterer} scope="col">
                    {clusterer}
                  </th>
                ))}
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.models.map((model) => (
            <tr key={model}>
              <th scope="row">{model}</th>
              {map.preparations.map(({ name, clusterers }) => (
                <Fragment key={name}>
                  {clusterers.map((clusterer) => (
                    <Cell key={clusterer} cell={map.cellAt(model, name, clusterer)} score={score} />
                  ))}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const STATE_WORDS: Record<Exclude<CellState, 'scored'>, string> = {
  unscored: 'no score',
  failed: 'failed',
  cancelled: 'cancelled',
  running: 'running',
  queued: 'waits',
};

function Cell({ cell, score }: { cell: HeatCell | null; score: StudyScore }) {
  const paths = usePagePaths();
  if (!cell) return <td className={classes.none} />;
  const { row, state, place, isBest, run, failedCount } = cell;
  const text = textOf(cell, score);
  return (
    <td
      data-state={state}
      data-best={isBest}
      style={state === 'scored' ? { background: scoreColor(place), color: inkOnScore(place) } : undefined}
    >
      <PageLink
        href={paths.experiment(run)}
        className={state === 'scored' ? `number ${classes.cell}` : classes.cell}
        title={titleOf(cell, text)}
        aria-label={`${row.name}: ${text}${isBest ? ', the best' : ''}, ${experimentId(run.number)}`}
      >
        {(state === 'failed' || failedCount > 0) && <IconAlertTriangle size={13} aria-hidden />}
        {text}
        {isBest && <span className={classes.best}>best</span>}
      </PageLink>
    </td>
  );
}

function textOf({ state, value, progress }: HeatCell, score: StudyScore): string {
  if (state === 'scored') return score.format(value);
  return state === 'running' ? `running ${Math.round(progress * 100)} %` : STATE_WORDS[state];
}

function titleOf({ row, run, value, failedCount }: HeatCell, text: string): string {
  const seeds = row.experimentCount > 1 ? `, ${row.finishedCount} of ${row.experimentCount} seeds` : '';
  const failed = failedCount > 0 && row.experimentCount > 1 ? `, ${failedCount} failed` : '';
  return `${row.name}\n${value ?? text}${seeds}${failed}\n${experimentId(run.number)}`;
}
