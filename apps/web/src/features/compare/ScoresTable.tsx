'use client';

import { experimentId, formatCount, formatNumber, NOTHING } from '../../ui/format.ts';
import { PageLink } from '../../ui/PageLink.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { Tags } from '../../ui/Tags.tsx';
import { clusteringSummary, single } from '../clustering/clusteringSummary.ts';
import type { ShownRow } from '../experiments/fields.ts';
import { RowStatus } from '../experiments/RowStatus.tsx';
import { usePagePaths } from '../session/pagePaths.tsx';
import classes from './ComparedTable.module.css';
import type { ScoredMetrics } from './compareDocuments.ts';
import { type ComparedScore, type Mark, marksOf } from './comparedScores.ts';

interface ScoresTableProps {
  rows: readonly { experiment: ShownRow; metrics: ScoredMetrics | null }[];
  scores: readonly ComparedScore[];
}

/** Experiments in rows, their scores in columns; the best and the worst of a column by weight and by word. */
export function ScoresTable({ rows, scores }: ScoresTableProps) {
  const paths = usePagePaths();
  const values = rows.map(({ metrics }) => metrics ?? {});
  const marks = scores.map((score) => marksOf(values, score));
  return (
    <ScrollRegion className={classes.scroll} aria-label="Scores of each experiment">
      <table className={`${classes.table} ${classes.scores}`}>
        <thead>
          <tr>
            <th scope="col">Experiment</th>
            {scores.map(({ key, name, isRising }) => (
              <th
                key={key}
                scope="col"
                className={classes.right}
                title={isRising ? 'more is better' : 'less is better'}
              >
                {name} <span aria-hidden>{isRising ? '↑' : '↓'}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ experiment, metrics }, row) => (
            <tr key={experiment.id}>
              <th scope="row">
                <PageLink href={paths.experiment(experiment)} className="number" title={experiment.name}>
                  {experimentId(experiment.number)}
                </PageLink>
                <span className={classes.name} title={experiment.name}>
                  {experiment.name}
                </span>
                {experiment.status !== 'SUCCEEDED' && <RowStatus row={experiment} />}
                <div className={classes.summary}>
                  {clusteringSummary(
                    experiment.clustering,
                    single(experiment.metrics?.clusterCount),
                    single(experiment.metrics?.noiseCount),
                  )}
                  <Tags tags={experiment.tags ?? []} isArchived={experiment.archived ?? false} />
                </div>
              </th>
              {scores.map((score, column) => (
                <Cell key={score.key} score={score} metrics={metrics} mark={marks[column]?.[row] ?? null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface CellProps {
  score: ComparedScore;
  metrics: ScoredMetrics | null;
  mark: Mark;
}

function Cell({ score: { key, format }, metrics, mark }: CellProps) {
  const value = metrics?.[key];
  if (value == null) return <td className={`number ${classes.right} ${classes.faint}`}>{NOTHING}</td>;
  const estimate = metrics?.estimates.find(({ score }) => score === key);
  const told = estimate
    ? `, told from ${formatCount(estimate.sampleCount)} samples${estimate.standardError == null ? '' : `, give or take ${formatNumber(estimate.standardError)}`}`
    : '';
  return (
    <td className={`number ${classes.right}`} data-mark={mark} title={`${value}${told}`}>
      {estimate && '≈ '}
      {format(value)}
      {mark && <span className={classes.mark}>{mark}</span>}
    </td>
  );
}
