'use client';

import { CopyTable } from '../../../ui/CopyTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { scoreColor } from '../../../ui/scoreColor.ts';
import type { BoardRow } from '../board/boardDocument.ts';
import { ScoreChoice } from '../ScoreChoice.tsx';
import type { StudyRun } from '../studyDocument.ts';
import { bestSentence, type StudyScore } from '../studyScores.ts';
import classes from './HeatMap.module.css';
import { HeatMapTable } from './HeatMapTable.tsx';
import { type HeatMap, heatMapOf } from './heatMap.ts';

interface HeatMapPanelProps {
  rows: readonly BoardRow[];
  runs: ReadonlyMap<string, StudyRun>;
  score: StudyScore;
}

/** Every choice of a study at once, by one score; each leads to its experiment. */
export function HeatMapPanel({ rows, runs, score }: HeatMapPanelProps) {
  const map = heatMapOf(rows, runs, score);
  return (
    <Panel
      title="Every choice"
      say={bestSentence(rows, score) ?? 'No choice has this score yet.'}
      action={
        <div className={classes.actions}>
          <ScoreChoice rows={rows} score={score} />
          <CopyTable label="the scores of every choice" table={tableOf(rows, score)} />
        </div>
      }
    >
      <HeatMapTable map={map} score={score} />
      <p className={classes.notes}>
        {score.says} {map.ends && <Scale ends={map.ends} score={score} />}
      </p>
    </Panel>
  );
}

const STEPS = [0, 0.25, 0.5, 0.75, 1];

function Scale({ ends: [worst, best], score }: { ends: NonNullable<HeatMap['ends']>; score: StudyScore }) {
  return (
    <span className={classes.scale}>
      <span className="number">{score.format(worst)}</span>
      <span
        className={classes.ramp}
        style={{ background: `linear-gradient(to right, ${STEPS.map(scoreColor).join(', ')})` }}
        aria-hidden
      />
      <span className="number">{score.format(best)}</span>, brighter is better
    </span>
  );
}

const tableOf = (rows: readonly BoardRow[], { key, name }: StudyScore) => [
  ['Model', 'Preparation', 'Clusterer', name],
  ...rows.map((row) => [row.modelName, row.preparationName, row.clustererName, row[key]?.mean ?? null]),
];
