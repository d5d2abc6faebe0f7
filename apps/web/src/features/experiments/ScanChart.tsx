'use client';

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { formatNumber, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { Empty } from '../../ui/States.tsx';
import classes from './Chart.module.css';
import type { ExperimentDetail } from './ExperimentPage.tsx';
import { TICK, TOOLTIP } from './TrainingCurve.tsx';

/** Silhouette against k, the chosen one marked and said in words. */
export function ScanChart({ experiment: { scan, metrics } }: { experiment: ExperimentDetail }) {
  const best = scan.find((point) => point.best);
  const say =
    best &&
    `k = ${best.value} with silhouette ${formatScore(best.silhouette)}; Davies-Bouldin ${formatNumber(metrics?.daviesBouldin ?? best.daviesBouldin)}, Calinski-Harabasz ${formatNumber(metrics?.calinskiHarabasz ?? best.calinskiHarabasz)}.`;
  return (
    <Panel title="Silhouette against k" say={say}>
      <div className={classes.chart}>
        {scan.length === 0 ? (
          <Empty title="Nothing is clustered yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart data={scan} margin={{ top: 16, right: 16, bottom: 18, left: 8 }} accessibilityLayer>
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis
                dataKey="value"
                type="number"
                domain={['dataMin', 'dataMax']}
                ticks={scan.map(({ value }) => value)}
                padding={{ left: 16, right: 16 }}
                tick={TICK}
                stroke="var(--hairline)"
                label={{ value: 'k, number of clusters', position: 'insideBottom', offset: -10, ...TICK }}
              />
              <YAxis
                domain={[
                  (low: number) => Math.min(0, low),
                  (high: number) => Math.max(0.5, Math.ceil(high * 10) / 10),
                ]}
                tick={TICK}
                stroke="var(--hairline)"
                width={48}
                tickFormatter={(value: number) => formatScore(value).replace(/0$/, '')}
              />
              <Tooltip
                contentStyle={TOOLTIP}
                formatter={(value) => formatScore(Number(value))}
                labelFormatter={(k) => `k = ${k}`}
              />
              <Line
                name="silhouette"
                dataKey="silhouette"
                stroke="var(--ink-soft)"
                strokeWidth={2}
                dot={{ r: 3, fill: 'var(--surface)' }}
                isAnimationActive={false}
              />
              {best && best.silhouette != null && (
                <ReferenceDot
                  x={best.value}
                  y={best.silhouette}
                  r={6}
                  fill="var(--accent)"
                  stroke="var(--surface)"
                  strokeWidth={2}
                  label={{ value: `k = ${best.value}`, position: 'top', fontSize: 12, fill: 'var(--accent)' }}
                />
              )}
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </Panel>
  );
}
