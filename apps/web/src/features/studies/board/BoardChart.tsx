'use client';

import type { RefObject } from 'react';
import {
  CartesianGrid,
  ErrorBar,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { AXIS_LABEL, logTicks, roundTicks, TICK, TOOLTIP } from '../../../ui/chart.ts';
import { formatNumber, formatScore } from '../../../ui/format.ts';
import { Empty } from '../../../ui/States.tsx';
import classes from './Board.module.css';
import { isWide } from './boardOrder.ts';
import type { BoardPoint } from './boardPoints.ts';

interface BoardChartProps {
  points: readonly BoardPoint[];
  frame: RefObject<HTMLDivElement | null>;
  pointed: string | null;
  onPoint: (name: string | null) => void;
}

/** Silhouette against reconstruction error: the best of both would be in the upper left corner. */
export function BoardChart({ points, frame, pointed, onPoint }: BoardChartProps) {
  const [mseLow, mseHigh] = reach(points.map(({ mse, mseReach }) => [mse, mseReach]));
  const [low, high] = reach(points.map(({ silhouette, silhouetteReach }) => [silhouette, silhouetteReach]));
  const logarithmic = isWide([mseLow, mseHigh]) ? logTicks(mseLow, mseHigh) : null;
  const mseTicks = logarithmic ?? roundTicks(mseLow, mseHigh);
  const silhouetteTicks = roundTicks(low, high);
  const bar = { stroke: 'var(--hairline-strong)', strokeWidth: 1.5, width: 0, isAnimationActive: false };
  return (
    <div className={classes.chart} ref={frame}>
      {points.length === 0 ? (
        <Empty title="No choice has both scores yet" />
      ) : (
        <ResponsiveContainer width="100%" height="100%">
          <ScatterChart margin={{ top: 24, right: 16, bottom: 20, left: 0 }} accessibilityLayer>
            <CartesianGrid stroke="var(--hairline)" />
            <XAxis
              dataKey="mse"
              type="number"
              scale={logarithmic ? 'log' : 'linear'}
              domain={endsOf(mseTicks)}
              ticks={mseTicks}
              tick={TICK}
              tickLine={false}
              stroke="var(--hairline-strong)"
              tickFormatter={(value: number) => formatNumber(value)}
              label={{
                value: '← reconstruction error, MSE',
                position: 'insideBottom',
                offset: -12,
                ...AXIS_LABEL,
              }}
            />
            <YAxis
              dataKey="silhouette"
              type="number"
              domain={endsOf(silhouetteTicks)}
              ticks={silhouetteTicks}
              tick={TICK}
              tickLine={false}
              axisLine={false}
              width={44}
              tickFormatter={(value: number) => formatScore(value).replace(/0+$/, '').replace(/^\.?$/, '0')}
            />
            <Tooltip
              cursor={false}
              isAnimationActive={false}
              content={({ payload }) => <PointCard point={payload?.[0]?.payload} />}
            />
            <Scatter
              data={[...points]}
              isAnimationActive={false}
              shape={({ cx, cy, payload }: PointProps) => (
                <Point
                  cx={cx}
                  cy={cy}
                  point={payload}
                  isPointed={payload?.name === pointed}
                  onPoint={onPoint}
                />
              )}
            >
              <ErrorBar dataKey="mseReach" direction="x" {...bar} />
              <ErrorBar dataKey="silhouetteReach" direction="y" {...bar} />
            </Scatter>
          </ScatterChart>
        </ResponsiveContainer>
      )}
      <span className={classes.axisY}>↑ silhouette</span>
    </div>
  );
}

/** What the chart gives for each point. */
interface PointProps {
  cx?: number;
  cy?: number;
  payload?: BoardPoint;
}

interface PlacedPointProps {
  cx: number | undefined;
  cy: number | undefined;
  point: BoardPoint | undefined;
  isPointed: boolean;
  onPoint: (name: string | null) => void;
}

/** The best in something is filled and named; the others are rings. */
function Point({ cx, cy, point, isPointed, onPoint }: PlacedPointProps) {
  if (cx === undefined || cy === undefined || !point) return null;
  const best = [
    ...(point.isBestReconstruction ? ['reconstructs best'] : []),
    ...(point.isBestClustering ? ['clusters best'] : []),
  ].join(', ');
  const isFilled = best !== '' || isPointed;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: lights up the row, which says the same
    <g onMouseEnter={() => onPoint(point.name)} onMouseLeave={() => onPoint(null)}>
      <circle
        cx={cx}
        cy={cy}
        r={isPointed ? 6.5 : 5}
        fill={isFilled ? 'var(--accent)' : 'var(--surface)'}
        stroke={isFilled ? 'var(--accent)' : 'var(--ink-faint)'}
        strokeWidth={1.5}
      />
      {best && (
        <text
          x={cx}
          y={cy}
          // The best clusterer is the highest point, so there is room above it; of the other, below.
          dy={point.isBestClustering ? -12 : 22}
          textAnchor="middle"
          fontSize={12}
          fontWeight={600}
          fill="var(--accent)"
          stroke="var(--surface)"
          strokeWidth={4}
          paintOrder="stroke"
        >
          {best}
        </text>
      )}
    </g>
  );
}

const endsOf = (ticks: readonly number[]): [number, number] => [ticks[0] ?? 0, ticks.at(-1) ?? 1];

function PointCard({ point }: { point: BoardPoint | undefined }) {
  if (!point) return null;
  return (
    <div style={TOOLTIP}>
      <div>{point.name}</div>
      <div className="number">
        MSE {formatNumber(point.mse)} · silhouette {formatScore(point.silhouette)}
      </div>
    </div>
  );
}

function reach(values: readonly (readonly [number, readonly [number, number]])[]): [number, number] {
  return [
    Math.min(...values.map(([mean, [below]]) => mean - below)),
    Math.max(...values.map(([mean, [, above]]) => mean + above)),
  ];
}
