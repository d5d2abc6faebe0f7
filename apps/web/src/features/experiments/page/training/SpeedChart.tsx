'use client';

import { SegmentedControl } from '@mantine/core';
import { useRef } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useSearchState } from '../../../../api/useSearchState.ts';
import { TICK, TOOLTIP } from '../../../../ui/chart.ts';
import { csvText, drawnSvg } from '../../../../ui/chartFile.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { Panel } from '../../../../ui/Panel.tsx';
import { SaveChart } from '../../../../ui/SaveChart.tsx';
import { Empty } from '../../../../ui/States.tsx';
import classes from '../../Chart.module.css';
import { epochAxis } from '../../epochAxis.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { thinned } from './smoothing.ts';
import { shortly, speedOf, speedSentence } from './speed.ts';

const MOST_POINTS = 500;

/** How fast the epochs went, as images a second or as the time of an epoch; live while it trains. */
export function SpeedChart({ experiment }: { experiment: ShownExperiment }) {
  const { stages, model } = experiment;
  const frame = useRef<HTMLDivElement>(null);
  const [search, change] = useSearchState();
  const points = speedOf(experiment);
  const hasTimes = points.some(({ secondsPerEpoch }) => secondsPerEpoch !== null);
  const isTime = hasTimes && search.get('speed') === 'time';
  const last = Math.max(model?.epochs ?? 1, points.at(-1)?.epoch ?? 1, 2);
  const training = stages.find(({ kind }) => kind === 'TRAIN');
  return (
    <Panel
      title="Speed"
      say={speedSentence(points, training?.seconds)}
      action={
        points.length > 0 && (
          <div className={classes.actions}>
            {hasTimes && (
              <SegmentedControl
                aria-label="Speed as"
                value={isTime ? 'time' : 'images'}
                data={[
                  { value: 'images', label: 'Images a second' },
                  { value: 'time', label: 'Time of an epoch' },
                ]}
                onChange={(value) => change({ speed: value === 'time' ? value : null })}
              />
            )}
            <SaveChart
              name="speed"
              svg={() => drawnSvg(frame.current)}
              csv={() =>
                csvText(
                  ['epoch', 'imagesPerSecond', 'secondsPerEpoch'],
                  points.map((point) => [point.epoch, point.imagesPerSecond, point.secondsPerEpoch]),
                )
              }
            />
          </div>
        )
      }
    >
      <div className={classes.chart} ref={frame}>
        {points.length === 0 ? (
          <Empty title="No epoch has ended yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart
              data={thinned(points, MOST_POINTS)}
              margin={{ top: 8, right: 12, bottom: 16, left: 0 }}
              accessibilityLayer
            >
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis {...epochAxis(1, last)} />
              <YAxis
                domain={[0, 'auto']}
                tickCount={5}
                tick={TICK}
                tickLine={false}
                axisLine={false}
                width={56}
                tickFormatter={(value: number) => (isTime ? shortly(value) : formatNumber(value, 2))}
              />
              <Tooltip
                contentStyle={TOOLTIP}
                formatter={(value) => (isTime ? shortly(Number(value)) : formatNumber(Number(value)))}
                labelFormatter={(epoch) => `epoch ${epoch}`}
              />
              <Line
                name={isTime ? 'time' : 'images a second'}
                dataKey={isTime ? 'secondsPerEpoch' : 'imagesPerSecond'}
                stroke="var(--ink-faint)"
                strokeWidth={1.5}
                dot={points.length < 3}
                isAnimationActive={false}
              />
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </Panel>
  );
}
