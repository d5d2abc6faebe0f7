'use client';

import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { spreadApart } from './spreadApart.ts';

interface LineEndsProps {
  /** Where each line ends, in the chart's values. */
  ends: readonly { name: string; color: string; x: number; y: number }[];
}

const LINE_HEIGHT = 16;
const [LEADER_FROM, LEADER_TO, TEXT] = [2, 14, 18] as const;

/** The names of lines at their ends, instead of a legend; those that would lie on each other are moved apart. Stands in a chart of Recharts. */
export function LineEnds({ ends }: LineEndsProps) {
  const xOf = useXAxisScale();
  const yOf = useYAxisScale();
  const area = usePlotArea();
  if (!xOf || !yOf || !area) return null;
  const right = area.x + area.width;
  const heights = ends.map(({ y }) => yOf(y) ?? area.y);
  const places = spreadApart(heights, { gap: LINE_HEIGHT, low: area.y, high: area.y + area.height });
  return (
    <g>
      {ends.map(({ name, color, x }, i) => (
        <g key={name}>
          <path
            d={`M${(xOf(x) ?? right) + LEADER_FROM},${heights[i]}L${right + LEADER_FROM},${heights[i]}L${right + LEADER_TO},${places[i]}`}
            fill="none"
            stroke={color}
            strokeWidth={1}
          />
          <text x={right + TEXT} y={places[i]} dy={4} fontSize={12} fill="var(--ink-soft)">
            {name}
          </text>
        </g>
      ))}
    </g>
  );
}
