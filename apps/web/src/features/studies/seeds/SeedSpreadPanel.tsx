'use client';

import { useMemo } from 'react';
import { experimentId, NOTHING } from '../../../ui/format.ts';
import { PageLink } from '../../../ui/PageLink.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { usePagePaths } from '../../session/pagePaths.tsx';
import type { BoardRow } from '../board/boardDocument.ts';
import { placesOn, rangeOf } from '../board/boardOrder.ts';
import type { StudyRun } from '../studyDocument.ts';
import { byMerit, type StudyScore } from '../studyScores.ts';
import classes from './SeedSpread.module.css';

interface SeedSpreadPanelProps {
  rows: readonly BoardRow[];
  runs: ReadonlyMap<string, StudyRun>;
  score: StudyScore;
}

const TITLE = 'How much is chance';

/** Each choice's seeds as dots on one scale, the best mean first; or that there is one seed only. */
export function SeedSpreadPanel({ rows, runs, score }: SeedSpreadPanelProps) {
  const paths = usePagePaths();
  const { key } = score;
  const ordered = useMemo(() => entrantsOf(rows, score), [rows, score]);
  const range = rangeOf(ordered.map((row) => row[key]));
  if (!rows.some(({ experimentCount }) => experimentCount > 1))
    return (
      <Panel title={TITLE}>
        <p className={classes.words}>
          Each choice has one seed, so nothing tells how much of a difference is chance. Run the study with
          several seeds to see their spread.
        </p>
      </Panel>
    );
  if (key === 'labelAgreement' || !range)
    return (
      <Panel title={TITLE}>
        <p className={classes.words}>
          {key === 'labelAgreement'
            ? 'The agreement is one number for all seeds of a choice. Choose another score to see each seed.'
            : 'No choice has this score yet.'}
        </p>
      </Panel>
    );
  const without = ordered
    .flatMap((row) => row.experiments)
    .filter(({ id }) => runs.get(id)?.status === 'SUCCEEDED' && runs.get(id)?.metrics?.[key] == null).length;
  return (
    <Panel title={TITLE} say={sentenceOf(ordered, score)}>
      <ul className={classes.rows} aria-label={`${score.name} of every seed`}>
        {ordered.map((row) => (
          <li key={row.name} className={classes.row}>
            <span className={classes.name} title={row.name}>
              {row.name}
            </span>
            <span className={classes.track}>
              <Bar spread={row[key]} range={range} />
              {row.experiments.map(({ id, number, seed }) => {
                const value = runs.get(id)?.metrics?.[key];
                if (value == null) return null;
                const says = `seed ${seed}: ${score.format(value)}, ${experimentId(number)}`;
                return (
                  <PageLink
                    key={id}
                    href={paths.experiment({ id, number })}
                    className={classes.dot}
                    style={{ left: `${(placesOn(range, [value])[0] ?? 0) * 100}%` }}
                    title={says}
                    aria-label={says}
                  >
                    <span />
                  </PageLink>
                );
              })}
            </span>
            <span className={`number ${classes.value}`}>
              {score.format(row[key]?.mean)}
              <span className={classes.deviation}>
                {row[key]?.max === row[key]?.min
                  ? NOTHING
                  : `${score.format(row[key]?.min)} to ${score.format(row[key]?.max)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.notes}>
        {score.name}: a dot is a seed, the bar reaches from the lowest to the highest, the number is the mean.
        {without > 0 &&
          ` ${without} finished ${without === 1 ? 'seed has' : 'seeds have'} no such score and ${without === 1 ? 'is' : 'are'} left out.`}
      </p>
    </Panel>
  );
}

/** The choices by merit under their names; where the score is of the trained model, each of these once. */
function entrantsOf(rows: readonly BoardRow[], score: StudyScore): BoardRow[] {
  const ordered = byMerit(rows, score);
  if (!score.isOfTraining) return ordered;
  const first = new Map(ordered.toReversed().map((row) => [row.trainingName, row]));
  return byMerit(
    [...first.values()].map((row) => ({ ...row, name: row.trainingName })),
    score,
  );
}

interface BarProps {
  spread: { min: number; max: number } | null | undefined;
  range: readonly [number, number];
}

function Bar({ spread, range }: BarProps) {
  if (!spread) return null;
  const [from = 0, to = 0] = placesOn(range, [spread.min, spread.max]);
  return (
    <span
      className={classes.bar}
      style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}
      aria-hidden
    />
  );
}

/** Whether the best choice's seeds are apart from all others', by their ranges. */
function sentenceOf(ordered: readonly BoardRow[], { key, isError, word }: StudyScore): string | null {
  const [best, ...others] = ordered;
  const own = best?.[key];
  if (!best || !own) return null;
  const overlapping = others.filter((row) => {
    const other = row[key];
    return other && (isError ? other.min <= own.max : other.max >= own.min);
  });
  if (overlapping.length === 0)
    return `Every seed of ${best.name} has a better ${word} than every seed of the others.`;
  return `The seeds of ${best.name}, which has the best ${word} on average, overlap with those of ${overlapping.length} of the ${others.length} other choices: between these, chance may decide.`;
}
