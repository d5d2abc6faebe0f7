'use client';

import { Button, SegmentedControl } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useEffect, useRef } from 'react';
import { useQuery } from 'urql';
import { useSearchState } from '../../api/useSearchState.ts';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Empty, ErrorState, Loading } from '../../ui/States.tsx';
import classes from './Compare.module.css';
import { CurveLegend } from './CurveLegend.tsx';
import curveClasses from './Curves.module.css';
import type { CurveLine } from './CurvesChart.tsx';
import { CURVES, TRAININGS } from './compareDocuments.ts';
import { numbersIn } from './compareState.ts';
import { curveRows, epochsOf, thinnedRows } from './curveRows.ts';
import { curvesConclusion } from './curvesConclusion.ts';
import { lineStyle, type Training, trainingName, trainingsOf } from './trainings.ts';

// The library that draws it, 100 kB, comes after the page can be read.
const CurvesChart = dynamic(() => import('./CurvesChart.tsx').then((module) => module.CurvesChart), {
  ssr: false,
  loading: () => <Loading height={280} />,
});

// More lines are not told apart, and have colours and dashes of their own no longer.
const MOST_LINES = 20;
// As many as stand beside each other without a legend.
const MOST_LABELS = 5;
// Of all lines together: docs/decisions/charts.md.
const MOST_POINTS = 1000;

interface CurvesPanelProps {
  experiments: readonly { id: string }[];
  /** How far those that run are; when it changes, the curves are read again. */
  epochs?: string;
}

/** The losses of all trainings over each other: on which scale, of what, which epochs and which line stands out is in the address. */
export function CurvesPanel({ experiments, epochs: reached = '' }: CurvesPanelProps) {
  const ids = experiments.map(({ id }) => id);
  const frame = useRef<HTMLDivElement>(null);
  const [search, change] = useSearchState();
  const [trained] = useQuery({ query: TRAININGS, variables: { ids }, requestPolicy: 'cache-and-network' });
  const all = trainingsOf(trained.data?.compare.experiments ?? []);
  const trainings = all.slice(0, MOST_LINES);
  const [curves, readCurves] = useQuery({
    query: CURVES,
    variables: { ids: askedFor(trainings, ids) },
    pause: trainings.length === 0,
    requestPolicy: 'cache-and-network',
  });
  const known = useRef(reached);
  useEffect(() => {
    if (known.current === reached) return;
    known.current = reached;
    readCurves({ requestPolicy: 'network-only' });
  }, [reached, readCurves]);
  const points = trainings.map(
    ({ experimentId }) => curves.data?.compare.experiments.find(({ id }) => id === experimentId)?.curve ?? [],
  );
  const hasValidation = points.some((curve) => curve.some(({ validationLoss }) => validationLoss != null));
  const kind = hasValidation && search.get('of') === 'validation' ? 'validationLoss' : 'trainLoss';
  const scale = search.get('loss') === 'linear' ? 'linear' : 'log';
  const rows = curveRows(points, kind);
  const zoom = epochsOf(search.get('epochs'));
  const epochs = zoom ?? ([1, Math.max(2, ...trainings.map((training) => training.epochs))] as const);
  const within = rows.filter(({ epoch }) => epoch >= epochs[0] && epoch <= epochs[1]);
  const [number] = numbersIn(search.get('curve'));
  const chosen =
    trainings.find(({ numbers }) => number !== undefined && numbers.includes(number))?.key ?? null;
  const lines = trainings.map(
    (training, place): CurveLine => ({
      key: training.key,
      name: trainingName(training),
      ...lineStyle(place),
      isFaded: chosen !== null && chosen !== training.key,
    }),
  );
  const error = trained.error ?? curves.error;
  const isLoading = !trained.data || (trainings.length > 0 && !curves.data);
  const choose = (key: string | null) => {
    const first = trainings.find((training) => training.key === key)?.numbers[0];
    change({ curve: first === undefined ? null : `E-${first}` });
  };
  return (
    <Panel
      title="Training"
      say={rows.length > 0 && curvesConclusion(trainings, rows)}
      action={
        rows.length > 0 && (
          <div className={curveClasses.actions}>
            {zoom && (
              <Button variant="default" size="compact-xs" onClick={() => change({ epochs: null })}>
                All epochs
              </Button>
            )}
            {hasValidation && (
              <SegmentedControl
                aria-label="Loss of"
                value={kind}
                data={[
                  { value: 'trainLoss', label: 'Training' },
                  { value: 'validationLoss', label: 'Validation' },
                ]}
                onChange={(value) => change({ of: value === 'validationLoss' ? 'validation' : null })}
              />
            )}
            <SegmentedControl
              aria-label="Scale of the loss"
              value={scale}
              data={[
                { value: 'log', label: 'Log' },
                { value: 'linear', label: 'Linear' },
              ]}
              onChange={(value) => change({ loss: value === 'linear' ? value : null })}
            />
            <SaveChart
              name="training"
              svg={() => drawnSvg(frame.current)}
              csv={() =>
                csvText(
                  ['epoch', ...lines.map(({ name }) => name)],
                  rows.map(({ epoch, losses }) => [epoch, ...losses]),
                )
              }
            />
          </div>
        )
      }
    >
      {error && rows.length === 0 && <ErrorState message={error.message} />}
      {!error && isLoading && <Loading height={280} />}
      {!error && !isLoading && (
        <div className={curveClasses.chart} ref={frame}>
          {rows.length === 0 ? (
            <Empty title="No epoch has ended yet" />
          ) : (
            <CurvesChart
              rows={thinnedRows(within, Math.floor(MOST_POINTS / lines.length))}
              lines={lines}
              scale={scale}
              epochs={epochs}
              isLabelled={lines.length <= MOST_LABELS}
              onZoom={([first, last]) => change({ epochs: `${first}-${last}` })}
            />
          )}
        </div>
      )}
      {rows.length > 0 && lines.length > MOST_LABELS && (
        <CurveLegend lines={lines} chosen={chosen} onChoose={choose} />
      )}
      {all.length > trainings.length && (
        <p className={classes.note}>
          The first {MOST_LINES} of {all.length} trainings are drawn.
        </p>
      )}
    </Panel>
  );
}

/** One experiment of each training; the API compares no fewer than two. */
function askedFor(trainings: readonly Training[], ids: readonly string[]): string[] {
  const asked = trainings.map(({ experimentId }) => experimentId);
  return asked.length === 1 ? [...asked, ...ids.filter((id) => id !== asked[0]).slice(0, 1)] : asked;
}
