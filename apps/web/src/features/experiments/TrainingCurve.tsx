'use client';

import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatNumber } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty } from '../../ui/States.tsx';
import classes from './Chart.module.css';
import type { ExperimentDetail } from './ExperimentPage.tsx';

/** Loss against epoch, live while it trains. */
export function TrainingCurve({ experiment: { curve, model, metrics } }: { experiment: ExperimentDetail }) {
  const [scale, setScale] = useState<'log' | 'linear'>('log');
  const last = curve.at(-1);
  const hasValidation = curve.some(
    ({ validationLoss }) => validationLoss !== null && validationLoss !== undefined,
  );
  const say = last
    ? `Loss ${formatNumber(last.trainLoss)} after ${last.epoch} of ${model?.epochs} epochs, ${formatNumber(last.imagesPerSecond)} images/s${metrics?.psnr ? `; reconstructions reach ${formatNumber(metrics.psnr)} dB` : ''}.`
    : null;
  return (
    <Panel
      title="Training"
      say={say}
      action={
        <SegmentedControl
          aria-label="Scale of the loss"
          value={scale}
          data={[
            { value: 'log', label: 'Log' },
            { value: 'linear', label: 'Linear' },
          ]}
          onChange={(value) => setScale(value === 'linear' ? 'linear' : 'log')}
        />
      }
    >
      <div className={classes.chart}>
        {curve.length === 0 ? (
          <Empty title="No epoch has ended yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart data={curve} margin={{ top: 8, right: 16, bottom: 18, left: 8 }} accessibilityLayer>
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis
                dataKey="epoch"
                type="number"
                domain={[1, Math.max(model?.epochs ?? 1, 2)]}
                tick={TICK}
                stroke="var(--hairline)"
                label={{ value: 'epoch', position: 'insideBottom', offset: -10, ...TICK }}
              />
              <YAxis
                scale={scale}
                domain={scale === 'log' ? ['auto', 'auto'] : [0, 'auto']}
                tick={TICK}
                stroke="var(--hairline)"
                width={64}
                tickFormatter={(value: number) => formatNumber(value, 2)}
              />
              <Tooltip
                contentStyle={TOOLTIP}
                formatter={(value) => formatNumber(Number(value), 4)}
                labelFormatter={(epoch) => `epoch ${epoch}`}
              />
              <Line
                name="training"
                dataKey="trainLoss"
                stroke="var(--accent)"
                strokeWidth={2}
                dot={curve.length < 3}
                isAnimationActive={false}
              />
              {hasValidation && (
                <Line
                  name="validation"
                  dataKey="validationLoss"
                  stroke="#d55e00"
                  strokeWidth={2}
                  strokeDasharray="5 3"
                  dot={false}
                  isAnimationActive={false}
                />
              )}
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </Panel>
  );
}

export const TICK = { fontSize: 12, fill: 'var(--ink-faint)' } as const;
export const TOOLTIP = {
  background: 'var(--surface)',
  border: '1px solid var(--hairline)',
  borderRadius: 6,
  fontSize: 13,
} as const;
