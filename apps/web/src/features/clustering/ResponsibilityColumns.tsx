'use client';

import { memo, useMemo } from 'react';
import { formatScore } from '../../ui/format.ts';
import { clusterColor } from '../../ui/palette.ts';
import classes from './Blades.module.css';
import { StripsChart } from './StripsChart.tsx';
import { layStrips, type Strip } from './strips.ts';
import { useSelection } from './useSelection.ts';

const GAP = 8;
const AXIS = 26;

interface ColumnsProps {
  groups: readonly Pick<Strip, 'label' | 'indexes'>[];
  responsibilities: ArrayLike<number>;
  components: number;
  size: { width: number; height: number };
  textOf: (index: number) => string;
}

/** A column for each sample, stacked from the components' shares of it; groups apart. */
export function ResponsibilityColumns({ groups, responsibilities, components, size, textOf }: ColumnsProps) {
  const { cluster } = useSelection();
  const { width, height } = size;
  const strips = useMemo(() => layStrips(groups, width - AXIS, GAP), [groups, width]);
  if (width === 0) return <div style={{ height }} />;
  return (
    <StripsChart
      label="Samples by cluster and certainty"
      strips={strips}
      isAcross
      size={size}
      offset={AXIS}
      textOf={textOf}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line
            className={classes.line}
            strokeOpacity={0.4}
            x1={AXIS}
            x2={width}
            y1={placeOn(height, share)}
            y2={placeOn(height, share)}
          />
          <text
            className={classes.lineText}
            x={AXIS - 6}
            y={placeOn(height, share) + (share === 1 ? 10 : share === 0 ? 0 : 4)}
            textAnchor="end"
          >
            {share === 0.5 ? formatScore(share).slice(0, 2) : share}
          </text>
        </g>
      ))}
      <Stacks
        strips={strips}
        responsibilities={responsibilities}
        components={components}
        height={height}
        chosen={cluster}
      />
    </StripsChart>
  );
}

const placeOn = (height: number, share: number): number => 0.5 + (1 - share) * (height - 1);

interface StacksProps extends Pick<ColumnsProps, 'responsibilities' | 'components'> {
  strips: readonly Strip[];
  height: number;
  chosen: number | null;
}

/** One path for each component; the sample's own is at the bottom of its column. */
const Stacks = memo(function Stacks({ strips, responsibilities, components, height, chosen }: StacksProps) {
  const paths = new Map<number, string[]>();
  for (const { label, indexes, from, to } of strips) {
    const each = (to - from) / indexes.length;
    const order = [label, ...Array.from({ length: components }, (_, k) => k).filter((k) => k !== label)];
    indexes.forEach((index, rank) => {
      let below = 0;
      for (const component of order) {
        const share = responsibilities[index * components + component]!;
        const [top, bottom] = [placeOn(height, below + share), placeOn(height, below)];
        below += share;
        // Less than a quarter of a pixel is not seen, and of most samples that is all components but one.
        if (bottom - top < 0.25) continue;
        const path = paths.get(component) ?? [];
        // A hair wider than its place, so that no ground shines through between two.
        path.push(
          `M${(from + rank * each).toFixed(2)} ${bottom.toFixed(1)}V${top.toFixed(1)}h${(each * 1.02).toFixed(2)}V${bottom.toFixed(1)}Z`,
        );
        paths.set(component, path);
      }
    });
  }
  return (
    <g transform={`translate(${AXIS} 0)`}>
      {[...paths].map(([component, path]) => (
        <path
          key={component}
          d={path.join('')}
          fill={clusterColor(component)}
          opacity={chosen === null || chosen === component ? 1 : 0.25}
        />
      ))}
    </g>
  );
});
