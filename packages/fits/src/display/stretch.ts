export const STRETCHES = ['LINEAR', 'LOG', 'SQRT', 'SQUARE', 'ASINH', 'SINH', 'POWER', 'HISTOGRAM'] as const;
export type Stretch = (typeof STRETCHES)[number];
/** Those that are one formula for every picture. */
export type FormulaStretch = Exclude<Stretch, 'HISTOGRAM'>;

interface Formula {
  show: (x: number) => number;
  invert: (y: number) => number;
}

/** Formulae and constants of astropy.visualization (POWER is its PowerDistStretch); each maps 0 to 0 and 1 to 1. */
const FORMULAE: Record<FormulaStretch, Formula> = {
  LINEAR: { show: (x) => x, invert: (y) => y },
  LOG: { show: (x) => Math.log(1000 * x + 1) / Math.log(1001), invert: (y) => (1001 ** y - 1) / 1000 },
  SQRT: { show: Math.sqrt, invert: (y) => y * y },
  SQUARE: { show: (x) => x * x, invert: Math.sqrt },
  ASINH: {
    show: (x) => Math.asinh(x / 0.1) / Math.asinh(10),
    invert: (y) => 0.1 * Math.sinh(y * Math.asinh(10)),
  },
  SINH: { show: (x) => Math.sinh(x * 3) / Math.sinh(3), invert: (y) => Math.asinh(y * Math.sinh(3)) / 3 },
  POWER: { show: (x) => (1000 ** x - 1) / 999, invert: (y) => Math.log(999 * y + 1) / Math.log(1000) },
};

/** How bright a value from 0 to 1 is shown, from 0 to 1. */
export const applyStretch = (kind: FormulaStretch, x: number): number => FORMULAE[kind].show(x);

/** The value from 0 to 1 that is shown as bright as `y`, from 0 to 1. */
export const invertStretch = (kind: FormulaStretch, y: number): number => FORMULAE[kind].invert(y);
