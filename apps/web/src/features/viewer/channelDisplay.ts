import {
  type Coloring,
  type LevelRule,
  type LimitRule,
  type Limits,
  levelColors,
  levelThresholds,
  limitsOf,
  percentilesOf,
  type Rgb,
  sortedSample,
} from '@asterism/fits';
import type { LimitChoice, Look, ViewerState } from './viewerState.ts';

// Found once for each plane and rule: sliders and colours must not look at all pixels again.
const found = new WeakMap<Float32Array, Map<LimitChoice, Limits | null>>();
const sorted = new WeakMap<Float32Array, Float32Array>();

const ruleOf = (choice: LimitChoice): LimitRule =>
  choice === 'MIN_MAX' || choice === 'ZSCALE'
    ? { kind: choice }
    : { kind: 'PERCENTILE', percent: Number(choice) };

function limitsByRule(values: Float32Array, choice: LimitChoice): Limits | null {
  const known = found.get(values) ?? new Map<LimitChoice, Limits | null>();
  found.set(values, known);
  const limits = known.has(choice) ? known.get(choice)! : limitsOf(values, ruleOf(choice));
  known.set(choice, limits);
  return limits;
}

/** The limits of each channel; null for one without finite values. */
export function channelLimits(
  planes: readonly Float32Array[],
  { limits, hand, isShared }: Pick<ViewerState, 'limits' | 'hand' | 'isShared'>,
): (Limits | null)[] {
  const own = planes.map((values) => limitsByRule(values, limits));
  if (!isShared) return own.map((byRule, channel) => hand[channel] ?? byRule);
  const there = own.filter((byRule) => byRule !== null);
  if (there.length === 0) return own;
  const all = hand[0] ?? {
    lower: Math.min(...there.map(({ lower }) => lower)),
    upper: Math.max(...there.map(({ upper }) => upper)),
  };
  return own.map((byRule) => byRule && all);
}

/** Limits of a difference, as far from zero to either side. */
export function differenceLimits(values: Float32Array, choice: LimitChoice): Limits | null {
  const percent = choice === 'MIN_MAX' ? 100 : choice === 'ZSCALE' ? 99.5 : Number(choice);
  const most = percentilesOf(values.map(Math.abs), [percent])?.[0];
  return most === undefined ? null : { lower: -most, upper: most };
}

/** One plane less another of the same size, in float32. */
export const differenceOf = (a: Float32Array, b: Float32Array): Float32Array =>
  a.map((value, i) => value - b[i]!);

/** From values to brightness. */
export function levelRule(
  limits: Limits | null,
  { stretch }: Pick<Look, 'stretch'>,
  values: Float32Array,
): LevelRule {
  const { lower, upper } = limits ?? { lower: 0, upper: 0 };
  if (stretch !== 'HISTOGRAM') return { lower, upper, stretch };
  const sample = sorted.get(values) ?? sortedSample(values);
  sorted.set(values, sample);
  return { lower, upper, stretch, sorted: sample };
}

type Colors = Pick<Look, 'colorMap' | 'isInverted' | 'nanColor'>;

export const coloringOf = (rule: LevelRule, colors: Colors): Coloring => ({
  thresholds: levelThresholds(rule),
  colors: levelColors({ ...colors, nanColor: rgbOf(colors.nanColor) }),
});

/** `#ff8000` as numbers. */
function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [number >> 16, (number >> 8) & 255, number & 255];
}
