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

/** Stretches values from 0 to 1, in place. HISTOGRAM replaces each by its rank, so that all levels are equally full. */
export function stretch(values: Float32Array, kind: Stretch): void {
  if (kind === 'LINEAR') return;
  if (kind === 'HISTOGRAM') {
    equalise(values);
    return;
  }
  const formula = FORMULAE[kind];
  for (let i = 0; i < values.length; i++) values[i] = formula(values[i]!);
}

function equalise(values: Float32Array): void {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const last = Math.max(sorted.length - 1, 1);
  for (let i = 0; i < values.length; i++)
    if (!Number.isNaN(values[i]!)) values[i] = firstNotBelow(sorted, values[i]!) / last;
}

function firstNotBelow(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
