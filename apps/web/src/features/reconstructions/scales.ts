import { percentilesOf } from '@asterism/fits';

/** The lowest and highest finite value of several planes. Null where there is none. */
export function reachOf(planes: readonly Float32Array[]): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const plane of planes)
    for (const value of plane) {
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return low <= high ? [low, high] : null;
}

// What lies beyond is shown as the last colour: a hot pixel must not turn all others white.
const SHOWN_PERCENT = 99.5;

/**
 * Half the width of a scale around 0 on which the residuals are seen: the smallest of 1, 2 and 5 times a power of ten
 * that holds 99.5 % of all pixels. Round, so that it stays while one looks through epochs that differ little.
 */
export function residualScale(residuals: readonly Float32Array[]): number {
  const sizes = new Float32Array(residuals.reduce((length, residual) => length + residual.length, 0));
  let at = 0;
  for (const residual of residuals) for (const value of residual) sizes[at++] = Math.abs(value);
  const [most = 0] = percentilesOf(sizes, [SHOWN_PERCENT]) ?? [];
  return most > 0 ? roundUp(most) : 1;
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  // Float32 holds six digits: 0.2 is a little more than that.
  const step = [1, 2, 5, 10].find((factor) => factor * power >= value * (1 - 1e-6)) ?? 10;
  return Number((step * power).toPrecision(1));
}
