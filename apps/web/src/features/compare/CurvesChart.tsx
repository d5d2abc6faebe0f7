'use client';

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
import { TICK } from '../../ui/chart.ts';
import { formatNumber } from '../../ui/format.ts';
import { epochAxis } from '../experiments/epochAxis.ts';
import { lossAxis } from '../experiments/lossAxis.ts';
import { useEpochDrag } from '../experiments/useEpochDrag.ts';
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
  const { dragged, handlers } = useEpochDrag(onZoom);
  const [first, last] = epochs;
  const losses = rows.flatMap((row) => row.losses.filter((loss) => loss !== null));
  const longest = Math.max(...lines.map(({ name }) => name.length));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...rows]}
        margin={{ top: 8, right: isLabelled ? LEADER + longest * LETTER : 12, bottom: 16, left: 0 }}
        accessibilityLayer
        {...handlers}
      >
        <CartesianGrid stroke="var(--hairline)" vertical={false} />
        <XAxis {...epochAxis(first, last)} />
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
        {dragged && <ReferenceArea x1={dragged[0]} x2={dragged[1]} fill="var(--accent)" fillOpacity={0.12} />}
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
