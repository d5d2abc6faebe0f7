'use client';

import { useState } from 'react';
import { experimentId } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { AgreementMatrix } from '../compare/AgreementMatrix.tsx';
import { Alluvial } from '../compare/Alluvial.tsx';
import { CurveLegend } from '../compare/CurveLegend.tsx';
import { CurvesChart } from '../compare/CurvesChart.tsx';
import { scoresAmong } from '../compare/comparedScores.ts';
import type { CurveRow } from '../compare/curveRows.ts';
import { ScoresTable } from '../compare/ScoresTable.tsx';
import { lineStyle } from '../compare/trainings.ts';
import { SessionContext } from '../session/session.tsx';
import { ROWS } from './exampleExperiments.ts';
import { OWNER } from './PeoplePieces.tsx';
import classes from './StyleguidePage.module.css';

const MANY = 24;
const EPOCHS = 20;

const curves = (count: number): CurveRow[] =>
  Array.from({ length: EPOCHS }, (_, i) => ({
    epoch: i + 1,
    losses: Array.from({ length: count }, (_line, line) => (0.9 + line / 9) / (i + 1 + line / 4) + 0.02),
  }));
const linesOf = (count: number, chosen: string | null) =>
  Array.from({ length: count }, (_, line) => ({
    key: String(line),
    name: experimentId(line + 40),
    ...lineStyle(line),
    isFaded: chosen !== null && chosen !== String(line),
  }));

const EXPERIMENTS = Array.from({ length: MANY }, (_, i) => ({
  id: String(i),
  number: i + 40,
  name: `Experiment ${i + 40}`,
}));
const AGREEMENT = EXPERIMENTS.map((_, i) =>
  EXPERIMENTS.map((_other, j) =>
    (i * j) % 11 === 7 ? null : i === j ? 1 : Math.cos((i + 1) * (j + 1)) / 1.2,
  ),
);
const METRICS = {
  silhouette: 0.553,
  stability: 0.91,
  dbcv: null,
  daviesBouldin: 0.78,
  calinskiHarabasz: 1204.2,
  mse: 0.0123,
  msSsim: 0.914,
  estimates: [],
};
const SCORED = ROWS.map((experiment, i) => ({
  experiment,
  metrics:
    i === 0
      ? METRICS
      : i === 1
        ? {
            ...METRICS,
            silhouette: 0.41,
            mse: 0.0456,
            estimates: [{ score: 'silhouette', sampleCount: 2000, standardError: 0.004 }],
          }
        : null,
}));
const FLOWS = [
  { from: 0, to: 1, count: 61, stays: true },
  { from: 0, to: 0, count: 9, stays: false },
  { from: 1, to: 0, count: 44, stays: true },
  { from: -1, to: 1, count: 3, stays: false },
];
const ignore = () => undefined;

/** What comparisons are made of: few of each, and as many as there may be. */
export function ComparePieces() {
  const [chosen, setChosen] = useState<string | null>('3');
  const few = curves(3);
  const many = curves(12);
  return (
    <SessionContext.Provider value={OWNER}>
      <div className={classes.stack}>
        <Panel title="Scores of several" say="One has no scores, one has some that are told from a part.">
          <ScoresTable rows={SCORED} scores={scoresAmong(SCORED.map(({ metrics }) => metrics ?? {}))} />
        </Panel>
        <Panel title="Few curves, named at their ends">
          <div className={classes.curves}>
            <CurvesChart
              rows={few}
              lines={linesOf(3, null)}
              scale="log"
              epochs={[1, EPOCHS]}
              isLabelled
              onZoom={ignore}
            />
          </div>
        </Panel>
        <Panel title="Many curves, one of them chosen">
          <div className={classes.curves}>
            <CurvesChart
              rows={many}
              lines={linesOf(12, chosen)}
              scale="linear"
              epochs={[1, EPOCHS]}
              isLabelled={false}
              onZoom={ignore}
            />
          </div>
          <CurveLegend lines={linesOf(12, chosen)} chosen={chosen} onChoose={setChosen} />
        </Panel>
        <Panel title="Agreement of many">
          <AgreementMatrix
            experiments={EXPERIMENTS}
            matrix={AGREEMENT}
            label="Every two of many"
            pair={[41, 43]}
            path={() => '/styleguide'}
            onPair={ignore}
          />
        </Panel>
        <Panel title="Who moved">
          <Alluvial
            flows={FLOWS}
            names={['E-42', 'E-41']}
            size={{ width: 560, height: 240 }}
            chosen={{ from: 0, to: 0 }}
            onChoose={ignore}
          />
        </Panel>
      </div>
    </SessionContext.Provider>
  );
}
