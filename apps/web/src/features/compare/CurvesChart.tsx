'use client';

import { useState } from 'react';
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
import { AXIS_LABEL, TICK, wholeTicks } from '../../ui/chart.ts';
import { formatNumber } from '../../ui/format.ts';
import { lossAxis } from '../experiments/lossAxis.ts';
import { CurveCard } from './CurveCard.tsx';
import { type CurveRow, lineEnds } from './curveRows.ts';
import { LineEnds } from './LineEnds.tsx';

export interface CurveLine {
  key: string;
  name: string;
  color: string;
  dash?: string;
  /** Another line was chosen. */
  isFaded: boolean;
}

interface CurvesChartProps {
  rows: readonly CurveRow[];
  lines: readonly CurveLine[];
  scale: 'log' | 'linear';
  /** First and last epoch of the axis. */
  epochs: readonly [number, number];
  isLabelled: boolean;
  /** Told the epochs that were dragged over. */
  onZoom: (epochs: readonly [number, number]) => void;
}

// About what a letter of 12 pixels takes, and the leader before the first.
const [LETTER, LEADER] = [6.4, 24];

/** A line of losses for each training. Dragging over epochs shows them alone. */
export function CurvesChart({ rows, lines, scale, epochs, isLabelled, onZoom }: CurvesChartProps) {
  const [from, setFrom] = useState<number | null>(null);
  const [to, setTo] = useState<number | null>(null);
  const [first, last] = epochs;
  const losses = rows.flatMap((row) => row.losses.filter((loss) => loss !== null));
  const longest = Math.max(...lines.map(({ name }) => name.length));
  const epochAt = ({ activeLabel }: { activeLabel?: string | number | undefined }) =>
    activeLabel === undefined ? null : Number(activeLabel);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...rows]}
        margin={{ top: 8, right: isLabelled ? LEADER + longest * LETTER : 12, bottom: 16, left: 0 }}
        accessibilityLayer
        onMouseDown={(state) => {
          setFrom(epochAt(state));
          setTo(null);
        }}
        onMouseMove={(state, { buttons }) => {
          // The chart may learn where the pointer is only after it was pressed.
          if (from === null && buttons === 1) setFrom(epochAt(state));
          else if (from !== null) setTo(epochAt(state));
        }}
        onMouseUp={(state) => {
          const end = epochAt(state);
          if (from !== null && end !== null && Math.abs(end - from) > 1)
            onZoom([Math.min(from, end), Math.max(from, end)]);
          setFrom(null);
        }}
        onMouseLeave={() => setFrom(null)}
      >
        <CartesianGrid stroke="var(--hairline)" vertical={false} />
        <XAxis
          dataKey="epoch"
          type="number"
          domain={[first, last]}
          ticks={wholeTicks(first, last)}
          tick={TICK}
          tickLine={false}
          stroke="var(--hairline-strong)"
          label={{ value: 'epoch', position: 'insideBottom', offset: -10, ...AXIS_LABEL }}
        />
        <YAxis
          {...lossAxis(losses, scale)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={56}
          tickFormatter={(value: number) => formatNumber(value, 2)}
        />
        <Tooltip
          isAnimationActive={false}
          content={({ payload }) => <CurveCard row={payload?.[0]?.payload} lines={lines} />}
        />
        {lines.map(({ key, name, color, dash, isFaded }, i) => (
          <Line
            key={key}
            name={name}
            dataKey={`losses[${i}]`}
            stroke={color}
            strokeWidth={2}
            strokeOpacity={isFaded ? 0.18 : 1}
            {...(dash ? { strokeDasharray: dash } : {})}
            dot={rows.length < 3}
            connectNulls
            isAnimationActive={false}
          />
        ))}
        {from !== null && to !== null && to !== from && (
          <ReferenceArea
            x1={Math.min(from, to)}
            x2={Math.max(from, to)}
            fill="var(--accent)"
            fillOpacity={0.12}
          />
        )}
        {isLabelled && <LineEnds ends={endsOf(rows, lines)} />}
      </LineChart>
    </ResponsiveContainer>
  );
}

const endsOf = (rows: readonly CurveRow[], lines: readonly CurveLine[]) =>
  lineEnds(rows).flatMap((end, i) => {
    const line = lines[i];
    return end && line ? [{ name: line.name, color: line.color, x: end.row.epoch, y: end.loss }] : [];
  });
