import { type ColorMap, type Limits, STRETCHES, type Stretch } from '@asterism/fits';
import { COLOR_MAP_CHOICES } from '../datasets/display.ts';
import type { Viewport } from './renderer/viewport.ts';

export const LIMIT_CHOICES = ['99.5', '99', '98', '95', '90', 'MIN_MAX', 'ZSCALE'] as const;
export type LimitChoice = (typeof LIMIT_CHOICES)[number];

/** What a channel is held against: a channel of the sample with this ID, or of this sample. */
export interface Other {
  sampleIndex: number | null;
  channel: number;
}

export interface Compare {
  mode: 'BLINK' | 'DIFFERENCE';
  channel: number;
  other: Other;
}

/** From brightness to colour. */
export interface Look {
  stretch: Stretch;
  colorMap: ColorMap;
  isInverted: boolean;
  /** As `#808080`. */
  nanColor: string;
}

/** How a sample is looked at; the whole of it is in the address. */
export interface ViewerState extends Look {
  limits: LimitChoice;
  /** Limits set by hand, by channel; the first ones where they are shared. Null or absent: as `limits` says. */
  hand: readonly (Limits | null)[];
  /** One pair of limits for all channels. */
  isShared: boolean;
  /** Null: the whole image. */
  viewport: Viewport | null;
  /** The one channel that is shown; null: all. */
  solo: number | null;
  compare: Compare | null;
}

export const DEFAULT_STATE: ViewerState = {
  stretch: 'ASINH',
  colorMap: 'inferno',
  isInverted: false,
  nanColor: '#808080',
  limits: '99.5',
  hand: [],
  isShared: false,
  viewport: null,
  solo: null,
  compare: null,
};

/** The parameters of an address that are the viewer's. `stretch` and `colors` are the gallery's too. */
const NAMES = [
  'stretch',
  'colors',
  'invert',
  'nan',
  'limits',
  'range',
  'shared',
  'view',
  'only',
  'compare',
] as const;

/** From an address; what is missing, unknown or of a channel that is not there takes the default. */
export function parseState(search: URLSearchParams, channelCount: number): ViewerState {
  const channelOf = (text: string | null | undefined): number | null => {
    const channel = text ? Number(text) : Number.NaN;
    return Number.isInteger(channel) && channel >= 0 && channel < channelCount ? channel : null;
  };
  const nan = search.get('nan') ?? '';
  return {
    stretch: oneOf(STRETCHES, search.get('stretch'), DEFAULT_STATE.stretch),
    colorMap: oneOf<ColorMap>(COLOR_MAP_CHOICES, search.get('colors'), DEFAULT_STATE.colorMap),
    isInverted: search.get('invert') === '1',
    nanColor: /^[0-9a-f]{6}$/.test(nan) ? `#${nan}` : DEFAULT_STATE.nanColor,
    limits: oneOf(LIMIT_CHOICES, search.get('limits'), DEFAULT_STATE.limits),
    hand: (search.get('range') ?? '').split('_').slice(0, channelCount).map(parseLimits),
    isShared: search.get('shared') === '1',
    viewport: parseViewport(search.get('view')),
    solo: channelOf(search.get('only')),
    compare: parseCompare(search.get('compare'), channelOf),
  };
}

/** The state written into an address; what is as by default is left out, other parameters stay. */
export function writeState(search: URLSearchParams, state: ViewerState): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const name of NAMES) next.delete(name);
  const put = (name: (typeof NAMES)[number], value: string, isDefault: boolean) => {
    if (!isDefault) next.set(name, value);
  };
  put('stretch', state.stretch, state.stretch === DEFAULT_STATE.stretch);
  put('colors', state.colorMap, state.colorMap === DEFAULT_STATE.colorMap);
  put('invert', '1', !state.isInverted);
  put('nan', state.nanColor.slice(1), state.nanColor === DEFAULT_STATE.nanColor);
  put('limits', state.limits, state.limits === DEFAULT_STATE.limits);
  const hand = Array.from(state.hand, (limits) => (limits ? `${limits.lower}~${limits.upper}` : ''));
  put(
    'range',
    hand.join('_'),
    hand.every((text) => text === ''),
  );
  put('shared', '1', !state.isShared);
  put('view', viewportText(state.viewport), state.viewport === null);
  put('only', String(state.solo), state.solo === null);
  put('compare', compareText(state.compare), state.compare === null);
  return next;
}

function oneOf<Choice extends string>(
  choices: readonly Choice[],
  text: string | null,
  otherwise: Choice,
): Choice {
  return choices.find((choice) => choice === text) ?? otherwise;
}

function parseLimits(text: string): Limits | null {
  const [lower, upper] = text.split('~').map(Number);
  return text && Number.isFinite(lower) && Number.isFinite(upper) ? { lower: lower!, upper: upper! } : null;
}

function parseViewport(text: string | null): Viewport | null {
  const [scale, centerX, centerY] = (text ?? '').split('_').map(Number);
  if (!text || ![scale, centerX, centerY].every(Number.isFinite) || !(scale! > 0)) return null;
  return { scale: scale!, centerX: centerX!, centerY: centerY! };
}

// A thousandth of a pixel in scale and place is less than can be seen.
const viewportText = (viewport: Viewport | null): string =>
  viewport
    ? [viewport.scale, viewport.centerX, viewport.centerY].map((n) => String(Number(n.toFixed(3)))).join('_')
    : '';

function parseCompare(
  text: string | null,
  channelOf: (text: string | undefined) => number | null,
): Compare | null {
  const [mode, first, sample, second] = (text ?? '').split('_');
  const channel = channelOf(first);
  // The other sample may have more channels than this one: whether it has this one is seen when it is there.
  const other = second ? Number(second) : Number.NaN;
  const sampleIndex = sample ? Number(sample) : null;
  if ((mode !== 'blink' && mode !== 'difference') || channel === null) return null;
  if (!Number.isInteger(other) || other < 0 || (sampleIndex !== null && !Number.isInteger(sampleIndex)))
    return null;
  return {
    mode: mode === 'blink' ? 'BLINK' : 'DIFFERENCE',
    channel,
    other: { sampleIndex, channel: other },
  };
}

const compareText = (compare: Compare | null): string =>
  compare
    ? [
        compare.mode.toLowerCase(),
        compare.channel,
        compare.other.sampleIndex ?? '',
        compare.other.channel,
      ].join('_')
    : '';
