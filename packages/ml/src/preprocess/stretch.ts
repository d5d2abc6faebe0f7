import type { PreprocessingParams } from '../params/index.ts';

export type Stretch = PreprocessingParams['stretch'];

/** Formulae and constants of astropy.visualization; each maps 0 to 0 and 1 to 1. */
const FORMULAE: Record<Exclude<Stretch, 'HISTOGRAM'>, (x: number) => number> = {
  LINEAR: (x) => x,
  LOG: (x) => Math.log(1000 * x + 1) / Math.log(1001),
  SQRT: Math.sqrt,
  SQUARE: (x) => x * x,
  ASINH: (x) => Math.asinh(x / 0.1) / Math.asinh(10),
  SINH: (x) => Math.sinh(x * 3) / Math.sinh(3),
  POWER: (x) => (1000 ** x - 1) / 999,
};

/** Stretches values from 0 to 1, in place; NaN stays. */
export type StretchRow = (values: Float64Array) => void;

/**
 * A stretch for rows of a plane. HISTOGRAM gives the share of the plane's values that lie below, so that all levels
 * are equally full; it alone needs all `values` of the plane, from 0 to 1.
 */
export function stretchOf(kind: Stretch, values: () => Float64Array): StretchRow | null {
  if (kind === 'LINEAR') return null;
  if (kind === 'HISTOGRAM') return equaliser(values());
  const formula = FORMULAE[kind];
  return (row) => {
    for (let i = 0; i < row.length; i++) row[i] = formula(row[i]!);
  };
}

function equaliser(values: Float64Array): StretchRow {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const last = Math.max(sorted.length - 1, 1);
  return (row) => {
    for (let i = 0; i < row.length; i++)
      if (!Number.isNaN(row[i]!)) row[i] = firstNotBelow(sorted, row[i]!) / last;
  };
}

function firstNotBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
