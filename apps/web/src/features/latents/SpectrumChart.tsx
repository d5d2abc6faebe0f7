'use client';

import type { RefObject } from 'react';
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  Rectangle,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS_LABEL, TICK, TOOLTIP, wholeTicks } from '../../ui/chart.ts';
import { formatNumber } from '../../ui/format.ts';
import classes from './Components.module.css';
import { cumulative } from './loadings.ts';

// Those that the map shows.
const ON_MAP = 2;

interface SpectrumChartProps {
  /** Of the variance, the largest first. */
  shares: readonly number[];
  frame: RefObject<HTMLDivElement | null>;
}

/** The share of the variance along each component as a bar, and what all up to it hold as a line. */
export function SpectrumChart({ shares, frame }: SpectrumChartProps) {
  const points = cumulative(shares);
  const percent = (value: number) => `${formatNumber(value * 100)} %`;
  return (
    <div className={classes.chart} ref={frame}>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={points} margin={{ top: 18, right: 8, bottom: 16, left: 0 }} accessibilityLayer>
          <CartesianGrid stroke="var(--hairline)" vertical={false} />
          <XAxis
            dataKey="component"
            ticks={wholeTicks(1, points.length, 8)}
            interval={0}
            tick={TICK}
            tickLine={false}
            stroke="var(--hairline-strong)"
            label={{ value: 'component', position: 'insideBottom', offset: -10, ...AXIS_LABEL }}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={48}
            tickFormatter={percent}
          />
          <Tooltip
            contentStyle={TOOLTIP}
            cursor={{ fill: 'var(--raised)' }}
            isAnimationActive={false}
            formatter={(value) => percent(Number(value))}
            labelFormatter={(value) => `component ${value}${Number(value) <= ON_MAP ? ', on the map' : ''}`}
          />
          <Bar
            name="share of the variance"
            dataKey="share"
            isAnimationActive={false}
            shape={({ index, ...bar }: { index?: number }) => (
              <Rectangle
                {...bar}
                fill={(index ?? 0) < ON_MAP ? 'var(--ink-soft)' : 'var(--hairline-strong)'}
              />
            )}
          />
          <Line
            name="up to here"
            dataKey="sum"
            stroke="var(--ink-faint)"
            strokeWidth={1.5}
            dot={points.length <= 12 ? { r: 2.5, fill: 'var(--surface)' } : false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
      <span className={classes.lineName}>all up to here</span>
    </div>
  );
}
