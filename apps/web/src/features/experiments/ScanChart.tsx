'use client';

import { useRef } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS_LABEL, TICK, TOOLTIP } from '../../ui/chart.ts';
import { csvText, drawnSvg } from '../../ui/chartFile.ts';
import { formatNumber, formatScore } from '../../ui/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { SaveChart } from '../../ui/SaveChart.tsx';
import { Empty } from '../../ui/States.tsx';
import classes from './Chart.module.css';
import type { ExperimentDetail } from './experimentDocuments.ts';

/** Silhouette against k, the chosen one marked and said in words. */
export function ScanChart({ experiment: { scan } }: { experiment: ExperimentDetail }) {
  const frame = useRef<HTMLDivElement>(null);
  const best = scan.find((point) => point.best);
  const say =
    best &&
    `k = ${best.value}, silhouette ${formatScore(best.silhouette)}, Davies-Bouldin ${formatNumber(best.daviesBouldin)}, Calinski-Harabasz ${formatNumber(best.calinskiHarabasz)}.`;
  const csv = () =>
    csvText(
      ['k', 'silhouette', 'daviesBouldin', 'calinskiHarabasz'],
      scan.map((point) => [point.value, point.silhouette, point.daviesBouldin, point.calinskiHarabasz]),
    );
  return (
    <Panel
      title="Silhouette against k"
      say={say}
      action={
        scan.length > 0 && (
          <SaveChart name="silhouette against k" csv={csv} svg={() => drawnSvg(frame.current)} />
        )
      }
    >
      <div className={classes.chart} ref={frame}>
        {scan.length === 0 ? (
          <Empty title="Nothing is clustered yet" />
        ) : (
          <ResponsiveContainer width="100%" height="100%">
            <LineChart data={scan} margin={{ top: 18, right: 12, bottom: 16, left: 0 }} accessibilityLayer>
              <CartesianGrid stroke="var(--hairline)" vertical={false} />
              <XAxis
                dataKey="value"
                type="number"
                domain={['dataMin', 'dataMax']}
                ticks={scan.map(({ value }) => value)}
                padding={{ left: 20, right: 20 }}
                tick={TICK}
                tickLine={false}
                stroke="var(--hairline-strong)"
                label={{
                  value: 'k, number of clusters',
                  position: 'insideBottom',
                  offset: -10,
                  ...AXIS_LABEL,
                }}
              />
              <YAxis
                domain={[
                  (low: number) => Math.min(0, Math.floor(low * 10) / 10),
                  (high: number) => Math.max(0.4, Math.ceil(high * 5) / 5),
                ]}
                tickCount={5}
                tick={TICK}
                tickLine={false}
                axisLine={false}
                width={40}
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
                stroke="var(--ink-faint)"
                strokeWidth={1.5}
                dot={<ScanDot />}
                isAnimationActive={false}
              />
            </LineChart>
          </ResponsiveContainer>
        )}
      </div>
    </Panel>
  );
}

interface ScanDotProps {
  /** Given by the chart for each point. */
  cx?: number;
  cy?: number;
  payload?: ExperimentDetail['scan'][number];
}

/** A ring at each k; the chosen one filled, with its score. */
function ScanDot({ cx, cy, payload }: ScanDotProps) {
  if (cx === undefined || cy === undefined || !payload || payload.silhouette == null) return null;
  if (!payload.best)
    return (
      <circle cx={cx} cy={cy} r={3.5} fill="var(--surface)" stroke="var(--ink-faint)" strokeWidth={1.5} />
    );
  return (
    <g>
      <circle cx={cx} cy={cy} r={5.5} fill="var(--accent)" />
      <text x={cx} y={cy - 11} textAnchor="middle" fontSize={12} fontWeight={600} fill="var(--accent)">
        {formatScore(payload.silhouette)}
      </text>
    </g>
  );
}
