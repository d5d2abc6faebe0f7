'use client';

import { memo, type RefObject, useMemo } from 'react';
import { formatNumber, formatScore } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import classes from './Blades.module.css';
import type { Blade } from './blades.ts';
import { StripsChart } from './StripsChart.tsx';
import { drawnRanks, layStrips, type Strip } from './strips.ts';
import { useSelection } from './useSelection.ts';

const HEAD = 20;
const GAP = 6;

interface BladesProps {
  label: string;
  blades: readonly Blade[];
  /** The values at the chart's left and right end. */
  ends: readonly [number, number];
  /** Values that are marked with a line across all blades. */
  lines: readonly { value: number; text?: string; isDashed?: boolean }[];
  /** Of the whole chart, in pixels. */
  size: { width: number; height: number };
  frame?: RefObject<HTMLDivElement | null>;
  textOf: (index: number) => string;
}

/** A value for each sample, cluster by cluster, the greatest first: each cluster is a blade. */
export function Blades({ label, blades, ends: [least, most], lines, size, frame, textOf }: BladesProps) {
  const { cluster } = useSelection();
  const { width, height } = size;
  const strips = useMemo(
    () =>
      layStrips(
        blades.map(({ label: own, samples }) => ({ label: own, indexes: samples.map(({ index }) => index) })),
        height - HEAD,
        GAP,
      ),
    [blades, height],
  );
  if (width === 0) return <div style={{ height }} />;
  const x = (value: number) => ((value - least) / (most - least)) * width;
  return (
    <div ref={frame}>
      <StripsChart label={label} strips={strips} size={size} offset={HEAD} textOf={textOf}>
        <Shapes strips={strips} blades={blades} width={width} least={least} most={most} chosen={cluster} />
        <Ends
          values={least < 0 && x(0) > END_WIDTH ? [least, 0, most] : [Math.max(least, 0), most]}
          x={x}
          taken={lines.flatMap(({ value, text }) => (text ? [x(value)] : []))}
        />
        {lines.map(({ value, text, isDashed }) => (
          <g key={text ?? value}>
            <line
              className={classes.line}
              x1={x(value)}
              x2={x(value)}
              y1={text ? 4 : HEAD}
              y2={height}
              {...(isDashed ? { strokeDasharray: '4 3' } : {})}
            />
            {text && (
              <text
                className={classes.lineText}
                x={x(value) + (x(value) > width / 2 ? -6 : 6)}
                y={13}
                textAnchor={x(value) > width / 2 ? 'end' : 'start'}
              >
                {text} {formatScore(value)}
              </text>
            )}
          </g>
        ))}
      </StripsChart>
    </div>
  );
}

// The name of a line and its value take so many pixels.
const NAME_WIDTH = 90;
// The value at the left end takes so many pixels; a zero that is nearer stands alone.
const END_WIDTH = 44;

interface EndsProps {
  values: readonly number[];
  x: (value: number) => number;
  /** Where lines are named. */
  taken: readonly number[];
}

/** Where the axis begins, its zero, and where it ends. */
function Ends({ values, x, taken }: EndsProps) {
  const [first, last] = [values[0]!, values.at(-1)!];
  return values
    .filter((value) => taken.every((place) => Math.abs(place - x(value)) > NAME_WIDTH))
    .map((value) => (
      <text
        key={value}
        className={classes.end}
        x={x(value)}
        y={13}
        textAnchor={value === first ? 'start' : value === last ? 'end' : 'middle'}
      >
        {formatNumber(value)}
      </text>
    ));
}

interface ShapesProps {
  strips: readonly Strip[];
  blades: readonly Blade[];
  width: number;
  least: number;
  most: number;
  chosen: number | null;
}

/** Drawn again only where the data or the size changed: pointing at a sample leaves it alone. */
const Shapes = memo(function Shapes({ strips, blades, width, least, most, chosen }: ShapesProps) {
  const x = (value: number) => ((value - least) / (most - least)) * width;
  return (
    <g transform={`translate(0 ${HEAD})`}>
      {strips.map((strip, i) => (
        <path
          key={strip.label}
          d={bladePath(strip, blades[i]!, x)}
          fill={clusterColor(strip.label)}
          opacity={chosen === null || chosen === strip.label ? 1 : 0.25}
        />
      ))}
    </g>
  );
});

/** From the line of zero to each value, in steps of a sample; of more samples than half pixels some stand for all. */
function bladePath({ from, to }: Strip, { samples }: Blade, x: (value: number) => number): string {
  const each = (to - from) / samples.length;
  const ranks = drawnRanks(samples.length, (to - from) * 2);
  const zero = x(0).toFixed(1);
  const steps = ranks.map((rank, i) => {
    const end = from + each * (ranks[i + 1] ?? samples.length);
    return `H${x(samples[rank]!.value).toFixed(1)}V${end.toFixed(2)}`;
  });
  return `M${zero} ${from.toFixed(2)}${steps.join('')}H${zero}Z`;
}
