'use client';

import { fromPosition, type Histogram, type Limits, toPosition, type ValueScale } from '@asterism/fits';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { LimitField } from './LimitField.tsx';
import classes from './LimitsHistogram.module.css';

interface LimitsHistogramProps {
  /** Whose values: `channel 0`, `all channels`. */
  name: string;
  scale: ValueScale;
  histogram: Histogram;
  limits: Limits;
  onChange: (limits: Limits) => void;
}

const HEIGHT = 40;
// A hundredth of the axis a key, a tenth with Shift.
const STEP = 0.01;
const LEAP = 0.1;

/** How often each value occurs, with the limits as handles. Counts are logarithmic, values as asinh: noise and peaks both show. */
export function LimitsHistogram({ name, scale, histogram, limits, onChange }: LimitsHistogramProps) {
  const track = useRef<HTMLDivElement>(null);
  const width = scale.to - scale.from || 1;
  const shareOf = (value: number) =>
    Math.min(Math.max((toPosition(scale, value) - scale.from) / width, 0), 1);
  const valueAt = (share: number) => rounded(fromPosition(scale, scale.from + share * width), scale);
  const set = (end: keyof Limits, value: number) =>
    onChange(
      end === 'lower'
        ? { ...limits, lower: Math.min(value, limits.upper) }
        : { ...limits, upper: Math.max(value, limits.lower) },
    );
  const drag = (end: keyof Limits) => (event: PointerEvent) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId);
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !track.current) return;
    const { left, width: pixels } = track.current.getBoundingClientRect();
    set(end, valueAt(Math.min(Math.max((event.clientX - left) / pixels, 0), 1)));
  };
  const press = (end: keyof Limits) => (event: KeyboardEvent) => {
    const to = keyTarget(event, shareOf(limits[end]));
    if (to === null) return;
    event.preventDefault();
    set(end, valueAt(to));
  };
  const from = shareOf(limits.lower);
  const to = shareOf(limits.upper);
  return (
    <div className={classes.limits}>
      <div ref={track} className={classes.track}>
        <Bars histogram={histogram} name={name} />
        <div className={classes.outside} style={{ left: 0, width: `${from * 100}%` }} />
        <div className={classes.outside} style={{ left: `${to * 100}%`, right: 0 }} />
        {(['lower', 'upper'] as const).map((end) => (
          <div
            key={end}
            role="slider"
            tabIndex={0}
            aria-label={`${end === 'lower' ? 'Lower' : 'Upper'} limit of ${name}, handle`}
            aria-valuemin={fromPosition(scale, scale.from)}
            aria-valuemax={fromPosition(scale, scale.to)}
            aria-valuenow={limits[end]}
            aria-valuetext={formatNumber(limits[end])}
            className={classes.handle}
            data-end={end}
            style={{ left: `${(end === 'lower' ? from : to) * 100}%` }}
            onPointerDown={drag(end)}
            onPointerMove={drag(end)}
            onKeyDown={press(end)}
          />
        ))}
      </div>
      <div className={classes.fields}>
        <LimitField
          label={`Lower limit of ${name}`}
          value={limits.lower}
          onChange={(value) => set('lower', value)}
        />
        <LimitField
          label={`Upper limit of ${name}`}
          value={limits.upper}
          onChange={(value) => set('upper', value)}
        />
      </div>
    </div>
  );
}

function Bars({ histogram: { counts, notFinite }, name }: { histogram: Histogram; name: string }) {
  const most = Math.log1p(counts.reduce((a, b) => Math.max(a, b), 0)) || 1;
  const bars = Array.from(counts, (count, i) => {
    const height = (Math.log1p(count) / most) * HEIGHT;
    return height > 0 ? `M${i} ${HEIGHT}v${(-height).toFixed(2)}h1V${HEIGHT}z` : '';
  }).join('');
  const missing = notFinite > 0 ? `; ${formatCount(notFinite)} are not finite` : '';
  return (
    <svg
      viewBox={`0 0 ${counts.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={classes.bars}
      role="img"
      aria-label={`Histogram of ${name}${missing}`}
    >
      <path d={bars} />
    </svg>
  );
}

function keyTarget({ key, shiftKey }: KeyboardEvent, share: number): number | null {
  const step = shiftKey ? LEAP : STEP;
  if (key === 'ArrowLeft' || key === 'ArrowDown') return Math.max(0, share - step);
  if (key === 'ArrowRight' || key === 'ArrowUp') return Math.min(1, share + step);
  if (key === 'Home') return 0;
  return key === 'End' ? 1 : null;
}

/** To what can be told apart near the noise: a handle is not set to seventeen digits. */
function rounded(value: number, { unit, from, to }: ValueScale): number {
  const step = Number.isFinite(unit) ? Math.max(unit / 100, Math.abs(value) / 1e4) : (to - from) / 1e4;
  if (!(step > 0)) return value;
  const digits = Math.ceil(-Math.log10(step));
  return digits > 100 ? value : Number(value.toFixed(Math.max(0, digits)));
}
