import { percentilesOf } from './percentiles.ts';

/**
 * A scale for values that shows noise and bright parts at once: position = asinh((value - centre) / unit). Linear near
 * the centre, logarithmic far from it. A unit of infinity stands for linear.
 */
export interface ValueScale {
  centre: number;
  unit: number;
  /** Positions of the least and the greatest value. */
  from: number;
  to: number;
}

/** Values to positions. */
export const toPosition = ({ centre, unit }: ValueScale, value: number): number =>
  unit === Number.POSITIVE_INFINITY ? value - centre : Math.asinh((value - centre) / unit);

/** Positions to values. */
export const fromPosition = ({ centre, unit }: ValueScale, position: number): number =>
  unit === Number.POSITIVE_INFINITY ? position + centre : centre + Math.sinh(position) * unit;

// The middle 68 % of Gaussian noise is two standard deviations wide.
const SPREAD = [16, 84] as const;

/** The scale that suits some planes, or one; null where no value is finite. */
export function valueScaleOf(planes: readonly Float32Array[]): ValueScale | null {
  const found = planes.flatMap((values) => {
    const ends = percentilesOf(values, [0, SPREAD[0], 50, SPREAD[1], 100]);
    return ends ? [ends as [number, number, number, number, number]] : [];
  });
  if (found.length === 0) return null;
  const least = Math.min(...found.map(([lowest]) => lowest));
  const greatest = Math.max(...found.map(([, , , , highest]) => highest));
  const centre = found[0]![2];
  // The quietest plane's noise: what is faint there would be one bin on any other's scale.
  const spreads = found.map(([, below, , over]) => (over - below) / 2).filter((spread) => spread > 0);
  const unit = spreads.length > 0 ? Math.min(...spreads) : Number.POSITIVE_INFINITY;
  const scale = { centre, unit, from: 0, to: 0 };
  return { ...scale, from: toPosition(scale, least), to: toPosition(scale, greatest) };
}

export interface Histogram {
  /** Values between `from` and `to` of the scale, in bins of equal width there. */
  counts: Uint32Array;
  /** NaN and infinities. */
  notFinite: number;
}

/** How many values lie in each bin of a scale; those outside it are counted in its first and last bin. */
export function histogramOf(values: Float32Array, scale: ValueScale, bins: number): Histogram {
  const counts = new Uint32Array(bins);
  const perPosition = scale.to > scale.from ? bins / (scale.to - scale.from) : 0;
  let notFinite = 0;
  for (const value of values) {
    if (value - value !== 0) {
      notFinite += 1;
      continue;
    }
    const bin = Math.floor((toPosition(scale, value) - scale.from) * perPosition);
    counts[Math.min(Math.max(bin, 0), bins - 1)]! += 1;
  }
  return { counts, notFinite };
}
