'use client';

import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useMemo } from 'react';
import { usePointedSample } from './pointedSample.tsx';
import classes from './StripsChart.module.css';
import { placeOf, type Strip, sampleAt, sampleByKey, selectedPlaces } from './strips.ts';
import { useSelection } from './useSelection.ts';
import { useShownSelection } from './useShownSelection.ts';

interface StripsChartProps {
  label: string;
  strips: readonly Strip[];
  /** Whether samples follow each other from left to right; else from top to bottom. */
  isAcross?: boolean;
  /** In pixels. The strips lie along one side; `offset` is where they begin on it. */
  size: { width: number; height: number };
  offset?: number;
  textOf: (index: number) => string;
  children: ReactNode;
}

/**
 * A chart of samples in strips that can be pointed at, by pointer or by keys: what is pointed at is marked in the other
 * views as well, what is pressed is kept in the address, and what was selected on the map has a mark at the side.
 */
export function StripsChart({
  label,
  strips,
  isAcross = false,
  size: { width, height },
  offset = 0,
  textOf,
  children,
}: StripsChartProps) {
  const { pointed, point } = usePointedSample();
  const { sample, choose } = useSelection();
  const active = pointed ?? sample;
  const count = strips.reduce((sum, { indexes }) => sum + indexes.length, 0);
  const at = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return sampleAt(strips, (isAcross ? event.clientX - left : event.clientY - top) - offset);
  };
  const press = (index: number | null) => choose({ sample: index === sample ? null : index });
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') press(active);
    else {
      const next = sampleByKey(strips, active, event.key);
      if (next === null) return;
      point(next);
    }
    event.preventDefault();
  };
  const place = active === null ? null : placeOf(strips, active);
  return (
    <div
      className={classes.chart}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isAcross ? 'horizontal' : 'vertical'}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, count)}
      aria-valuenow={place === null ? 1 : rankOf(strips, active)}
      aria-valuetext={place === null || active === null ? 'no sample' : textOf(active)}
      onPointerMove={(event) => point(at(event))}
      onPointerLeave={() => point(null)}
      onBlur={() => point(null)}
      onClick={(event) => press(at(event))}
      onKeyDown={onKey}
    >
      <svg width={width} height={height} aria-hidden>
        {children}
        <SelectedMarks strips={strips} offset={offset} isAcross={isAcross} end={isAcross ? height : width} />
        {place && (
          <Marker
            from={offset + place.from}
            to={offset + place.to}
            isAcross={isAcross}
            across={isAcross ? height : width}
          />
        )}
      </svg>
    </div>
  );
}

/** Counted from 1; 0 where the sample is none of these. */
function rankOf(strips: readonly Strip[], sample: number | null): number {
  let before = 0;
  for (const { indexes } of strips) {
    const rank = indexes.indexOf(sample ?? -1);
    if (rank >= 0) return before + rank + 1;
    before += indexes.length;
  }
  return 0;
}

interface SelectedMarksProps {
  strips: readonly Strip[];
  offset: number;
  isAcross: boolean;
  /** Where the strips end. */
  end: number;
}

const MARK = 6;

/** At the strips' ends, a mark for each sample that was selected. */
const SelectedMarks = memo(function SelectedMarks({ strips, offset, isAcross, end }: SelectedMarksProps) {
  const selected = useShownSelection();
  // The selection is heard of before it is shown: what is shown still is not worked out again.
  const path = useMemo(() => {
    const marks = selectedPlaces(strips, selected).map(({ from, to }) => {
      const [start, length] = [(from + offset).toFixed(2), (to - from).toFixed(2)];
      return isAcross
        ? `M${start} ${end - MARK}h${length}v${MARK}h-${length}z`
        : `M${end - MARK} ${start}h${MARK}v${length}h-${MARK}z`;
    });
    return marks.join('');
  }, [strips, selected, offset, isAcross, end]);
  return path ? <path className={classes.selected} d={path} data-selected={selected.length} /> : null;
});

interface MarkerProps {
  from: number;
  to: number;
  isAcross: boolean;
  /** How long it is. */
  across: number;
}

/** Two pixels at least, so that one sample of a hundred thousand is seen. */
function Marker({ from, to, isAcross, across }: MarkerProps) {
  const thick = Math.max(2, to - from);
  const start = (from + to - thick) / 2;
  return isAcross ? (
    <rect className={classes.marker} x={start} y={0} width={thick} height={across} />
  ) : (
    <rect className={classes.marker} x={0} y={start} width={across} height={thick} />
  );
}
