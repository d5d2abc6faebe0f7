export const STRETCHES = ['LINEAR', 'LOG', 'SQRT', 'SQUARE', 'ASINH', 'SINH', 'POWER', 'HISTOGRAM'] as const;
export type Stretch = (typeof STRETCHES)[number];

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

/** How bright a value from 0 to 1 is shown, from 0 to 1. */
export const applyStretch = (kind: Exclude<Stretch, 'HISTOGRAM'>, x: number): number => FORMULAE[kind](x);

/** How a value from 0 to 1 is shown. HISTOGRAM depends on all values, sorted: it gives the share that lies below. */
export function stretchFunction(kind: Stretch, sortedValues: () => Float32Array): (x: number) => number {
  if (kind !== 'HISTOGRAM') return FORMULAE[kind];
  const sorted = sortedValues();
  const last = Math.max(sorted.length - 1, 1);
  return (x) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! < x) low = middle + 1;
      else high = middle;
    }
    return Math.min(low / last, 1);
  };
}
