'use client';

import { Button, SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useSearchState } from '../../../../api/useSearchState.ts';
import { TICK, TOOLTIP } from '../../../../ui/chart.ts';
import { csvText, drawnSvg } from '../../../../ui/chartFile.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { Panel } from '../../../../ui/Panel.tsx';
import { CLUSTER_COLORS } from '../../../../ui/palette.ts';
import { SaveChart } from '../../../../ui/SaveChart.tsx';
import { Empty } from '../../../../ui/States.tsx';
import classes from '../../Chart.module.css';
import { epochAxis } from '../../epochAxis.ts';
import type { ShownExperiment } from '../../experimentDocuments.ts';
import { LineEnd } from '../../LineEnd.tsx';
import { lossAxis } from '../../lossAxis.ts';
import { useEpochDrag } from '../../useEpochDrag.ts';
import { SmoothingSlider } from './SmoothingSlider.tsx';
import { smoothCurve, smoothingOf, thinned } from './smoothing.ts';
import training from './Training.module.css';

const VALIDATION = CLUSTER_COLORS[5];
// Of each of up to four lines: docs/decisions/charts.md.
const MOST_POINTS = 250;
const FAINT = 0.25;

/** Loss against epoch, live while it trains; smoothed over the faint curve as it was. Dragging over epochs shows them alone. */
export function TrainingCurve({ experiment }: { experiment: ShownExperiment }) {
  const { curve, model } = experiment;
  const frame = useRef<HTMLDivElement>(null);
  const [search, change] = useSearchState();
  const scale = search.get('loss') === 'linear' ? 'linear' : 'log';
  const [zoom, setZoom] = useState<readonly [number, number] | null>(null);
  const { dragged, handlers } = useEpochDrag(setZoom);
  const hasValidation = curve.some(({ validationLoss }) => validationLoss != null);
  const [first, last] = zoom ?? [1, Math.max(model?.epochs ?? 1, curve.at(-1)?.epoch ?? 1)];
  const weight = smoothingOf(search.get('smooth'));
  const shown = thinned(
    smoothCurve(curve, weight).filter(({ epoch }) => epoch >= first && epoch <= last),
    MOST_POINTS,
  );
  const losses = shown.flatMap((point) => [point.trainLoss, point.validationLoss ?? point.trainLoss]);
  const csv = () =>
    csvText(
      ['epoch', 'trainLoss', 'validationLoss', 'imagesPerSecond'],
      curve.map((point) => [point.epoch, point.trainLoss, point.validationLoss, point.imagesPerSecond]),
    );
  return (
    <Panel
      title="Training"
      say={conclusion(experiment)}
      action={
        curve.length > 0 && (
          <div className={training.actions}>
            {zoom && (
              <Button variant="default" size="compact-xs" onClick={() => setZoom(null)}>
                All epochs
              </Button>
            )}
            <SmoothingSlider
              weight={weight}
              onChange={(value) => change({ smooth: value > 0 ? String(Math.round(value * 100)) : null })}
            />
            <SegmentedControl
              aria-label="Scale of the loss"
              value={scale}
              data={[
                { value: 'log', label: 'Log' },
                { value: 'linear', label: 'Linear' },
              ]}
              onChange={(value) => change({ loss: value === 'linear' ? value : null })}
            />
            <SaveChart name="training" csv={csv} svg={() => drawnSvg(frame.current)} />
          </div>
        )
      }
    >
      <div className={classes.chart} ref={frame}>
        {curve.length === 0 ? (
          <Empty title="No epoch has ended yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart
              data={shown}
              margin={{ top: 8, right: hasValidation ? 72 : 12, bottom: 16, left: 0 }}
              accessibilityLayer
              {...handlers}
            >
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis {...epochAxis(first, Math.max(last, first + 1))} />
              <YAxis
                {...lossAxis(losses, scale)}
                tick={TICK}
                tickLine={false}
                axisLine={false}
                width={56}
                tickFormatter={(value: number) => formatNumber(value, 2)}
              />
              <Tooltip
                contentStyle={TOOLTIP}
                formatter={(value) => formatNumber(Number(value), 4)}
                labelFormatter={(epoch) => `epoch ${epoch}`}
              />
              {dragged && (
                <ReferenceArea x1={dragged[0]} x2={dragged[1]} fill="var(--accent)" fillOpacity={0.12} />
              )}
              {weight > 0 && (
                <Line
                  dataKey="trainLoss"
                  stroke="var(--accent)"
                  strokeOpacity={FAINT}
                  dot={false}
                  activeDot={false}
                  tooltipType="none"
                  isAnimationActive={false}
                />
              )}
              {weight > 0 && hasValidation && (
                <Line
                  dataKey="validationLoss"
                  stroke={VALIDATION}
                  strokeOpacity={FAINT}
                  dot={false}
                  activeDot={false}
                  tooltipType="none"
                  isAnimationActive={false}
                />
              )}
              <Line
                name={weight > 0 ? 'training, smoothed' : 'training'}
                dataKey="smoothTrainLoss"
                stroke="var(--accent)"
                strokeWidth={2}
                dot={shown.length < 3}
                isAnimationActive={false}
                label={
                  hasValidation ? (
                    <LineEnd count={shown.length} name="training" color="var(--accent)" />
                  ) : (
                    false
                  )
                }
              />
              {hasValidation && (
                <Line
                  name={weight > 0 ? 'validation, smoothed' : 'validation'}
                  dataKey="smoothValidationLoss"
                  stroke={VALIDATION}
                  strokeWidth={2}
                  strokeDasharray="5 3"
                  dot={false}
                  isAnimationActive={false}
                  label={<LineEnd count={shown.length} name="validation" color={VALIDATION} />}
                />
              )}
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </Panel>
  );
}

function conclusion({ curve, model, metrics }: ShownExperiment): string | null {
  const last = curve.at(-1);
  if (!last) return null;
  const reached = metrics?.psnr ? `; reconstructions reach ${formatNumber(metrics.psnr)} dB` : '';
  return `Loss ${formatNumber(last.trainLoss)} after ${last.epoch} of ${model?.epochs} epochs${reached}.`;
}
