import { COLOR_MAPS } from '@asterism/fits';
import { formatNumber } from '../../ui/format.ts';
import { CLUSTER_COLORS, clusterColor, NOISE_COLOR } from '../../ui/palette.ts';
import type { MapColors } from '../map/mapLegend.ts';
import type { ScatterData } from '../map/scatterData.ts';

/** A value of each sample by ID number, to colour a map by. */
export interface ColoredValues {
  /** "CRVAL1", "silhouette" */
  name: string;
  unit: string | null;
  /** Milliseconds since 1970. */
  isDate: boolean;
  /** Null of numbers; the most frequent first. */
  words: readonly string[] | null;
  /** Numbers, or places in `words` (below 0: another word); NaN where a sample has none. */
  values: ArrayLike<number>;
}

/** The colours of a map's points, and what they mean. */
export interface Coloring extends Pick<ScatterData, 'palette' | 'codes'> {
  hollow: Uint8Array;
  colors: MapColors;
}

// Okabe and Ito's and Tol's colours are told apart by whoever sees them up to here.
const WORDS_MOST = CLUSTER_COLORS.length - 1;
const OTHER_COLOR = '#5b5f66';
// Between these shares lie the scale's ends, so that one outlier does not make all others one colour.
const SHARES = [0.01, 0.99] as const;
const SHARES_FROM = 100;
const LOOKED_AT = 20_000;

export type Ground = 'light' | 'dark';

const VIRIDIS: readonly string[] = Array.from(
  { length: 256 },
  (_, i) =>
    `#${[...COLOR_MAPS.viridis.subarray(i * 3, i * 3 + 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
);

// On paper the scale's lightest colours are not seen, on the dark ground its darkest. Viridis and not cividis, whose
// middle is the grey of what has no value.
const SCALES: Readonly<Record<Ground, readonly string[]>> = {
  light: VIRIDIS.slice(0, 220),
  dark: VIRIDIS.slice(64),
};

/** Each sample in its cluster's colour; null: there are no clusters yet. */
export function clusterColoring(labels: Int32Array | null, count: number): Coloring {
  const clusters = labels?.reduce((most, label) => Math.max(most, label), -1) ?? -1;
  const codes = new Uint16Array(count);
  const hollow = new Uint8Array(count);
  const sizes = new Uint32Array(clusters + 2);
  for (let i = 0; i < count; i++) {
    const label = labels ? (labels[i] ?? -1) : 0;
    codes[i] = label + 1;
    hollow[i] = label < 0 ? 1 : 0;
    if (labels) sizes[label + 1]! += 1;
  }
  const entries = Array.from(sizes, (size, i) => ({
    name: i === 0 ? 'noise' : `cluster ${i - 1}`,
    color: clusterColor(i - 1),
    count: size,
    isHollow: i === 0,
  })).filter(({ count: size }) => size > 0);
  const palette = Array.from({ length: Math.max(clusters + 2, 2) }, (_, i) => clusterColor(i - 1));
  return { palette, codes, hollow, colors: { kind: 'WORDS', title: 'Clusters', entries } };
}

/** Numbers by a sequential scale, words by a colour each; what has no value is a grey ring. */
export const valueColoring = (value: ColoredValues, count: number, ground: Ground): Coloring =>
  value.words ? wordColoring(value, value.words, count) : scaleColoring(value, count, SCALES[ground]);

function wordColoring({ name, values }: ColoredValues, words: readonly string[], count: number): Coloring {
  const shown = words.slice(0, WORDS_MOST);
  const [other, none] = [shown.length, shown.length + 1];
  const codes = new Uint16Array(count);
  const hollow = new Uint8Array(count);
  const sizes = new Uint32Array(none + 1);
  for (let i = 0; i < count; i++) {
    const place = values[i] ?? Number.NaN;
    const code = Number.isNaN(place) ? none : place >= 0 && place < other ? place : other;
    codes[i] = code;
    hollow[i] = code === none ? 1 : 0;
    sizes[code]! += 1;
  }
  const palette = [...shown.map((_, i) => clusterColor(i)), OTHER_COLOR, NOISE_COLOR];
  const entries = [...shown, words.length > shown.length ? 'another word' : 'other', 'no value'].map(
    (word, i) => ({
      name: word,
      color: palette[i]!,
      count: sizes[i]!,
      isHollow: i === none,
    }),
  );
  const colors = { kind: 'WORDS', title: name, entries: entries.filter((entry) => entry.count > 0) } as const;
  return { palette, codes, hollow, colors };
}

function scaleColoring(
  { name, unit, isDate, values }: ColoredValues,
  count: number,
  scale: readonly string[],
): Coloring {
  const { low, high, isClipped } = endsOf(values, count);
  const none = scale.length;
  const codes = new Uint16Array(count);
  const hollow = new Uint8Array(count);
  const perUnit = (none - 1) / (high - low || 1);
  let missing = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? Number.NaN;
    if (Number.isFinite(value))
      codes[i] = Math.max(0, Math.min(none - 1, Math.round((value - low) * perUnit)));
    else {
      codes[i] = none;
      hollow[i] = 1;
      missing += 1;
    }
  }
  const digits = digitsBetween(low, high);
  const told = (value: number) => (isDate ? dayText(value) : formatNumber(value, digits));
  const isKnown = missing < count;
  const colors: MapColors = {
    kind: 'SCALE',
    title: unit ? `${name} in ${unit}` : name,
    palette: scale,
    low: isKnown ? `${isClipped ? '≤ ' : ''}${told(low)}` : '',
    middle: isKnown ? told((low + high) / 2) : '',
    high: isKnown ? `${isClipped ? '≥ ' : ''}${told(high)}` : '',
    missing,
    missingColor: NOISE_COLOR,
  };
  return { palette: [...scale, NOISE_COLOR], codes, hollow, colors };
}

/** The scale's ends: of many samples the 1st and the 99th percentile, of a few the least and the greatest value. */
function endsOf(values: ArrayLike<number>, count: number) {
  const step = Math.max(1, Math.floor(count / LOOKED_AT));
  const looked: number[] = [];
  for (let i = 0; i < count; i += step) if (Number.isFinite(values[i] ?? Number.NaN)) looked.push(values[i]!);
  const sorted = Float64Array.from(looked).sort();
  if (sorted.length === 0) return { low: 0, high: 1, isClipped: false };
  const isClipped = sorted.length >= SHARES_FROM;
  const [from, to] = isClipped ? SHARES : [0, 1];
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: at(from), high: at(to), isClipped };
}

const dayText = (value: number): string =>
  new Date(value).toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');

// A Float32 has no more.
const DIGITS_MOST = 9;

/** Significant digits by which numbers between two others are told apart: three of their range. */
function digitsBetween(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size === 0 || low === high) return 3;
  return Math.min(DIGITS_MOST, 3 + Math.floor(Math.log10(size)) - Math.floor(Math.log10(high - low)));
}

/** A number with its unit, or a day. */
export function valueText({ unit, isDate }: Pick<ColoredValues, 'unit' | 'isDate'>, value: number): string {
  if (!Number.isFinite(value)) return 'no value';
  if (isDate) return dayText(value);
  return unit ? `${formatNumber(value)} ${unit}` : formatNumber(value);
}

/** What one sample has, in words. */
export function sampleValue(value: ColoredValues, index: number): string {
  const own = value.values[index] ?? Number.NaN;
  if (!value.words || Number.isNaN(own)) return valueText(value, own);
  return value.words[own] ?? 'another word';
}
