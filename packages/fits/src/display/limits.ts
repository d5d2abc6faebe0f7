import { percentilesOf } from './percentiles.ts';
import { type Limits, zscaleLimits } from './zscale.ts';

/** How the limits of what is shown are found. */
export type LimitRule =
  | { kind: 'MIN_MAX' }
  /** From 50 to 100: 99.5 leaves out half a percent at either end. */
  | { kind: 'PERCENTILE'; percent: number }
  | { kind: 'ZSCALE' }
  | ({ kind: 'HAND' } & Limits);

/** Null where no value is finite, unless the limits are given by hand. */
export function limitsOf(values: Float32Array, rule: LimitRule): Limits | null {
  if (rule.kind === 'HAND') return { lower: rule.lower, upper: rule.upper };
  if (rule.kind === 'ZSCALE') return zscaleLimits(values);
  const percent = rule.kind === 'MIN_MAX' ? 100 : rule.percent;
  const ends = percentilesOf(values, [100 - percent, percent]);
  return ends && { lower: ends[0]!, upper: ends[1]! };
}
