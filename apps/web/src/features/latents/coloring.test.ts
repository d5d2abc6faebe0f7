import { expect, test } from 'vitest';
import { clusterColor, NOISE_COLOR } from '../../ui/palette.ts';
import { type Coloring, clusterColoring, sampleValue, valueColoring } from './coloring.ts';
import { coloringChoiceOf, coloringText, scoreName } from './coloringChoice.ts';

const colorsOf = ({ palette, codes }: Coloring) => [...codes].map((code) => palette[code]);
const numbers = { name: 'EXPTIME', unit: 's', isDate: false, words: null };

test('numbers run from one end of the scale to the other; what is missing is a grey ring, and counted', () => {
  const coloring = valueColoring({ ...numbers, values: [10, 20, Number.NaN, 30] }, 5, 'light');
  expect(colorsOf(coloring)).toEqual([
    '#440154',
    expect.stringMatching(/^#2/),
    NOISE_COLOR,
    '#a0da39',
    NOISE_COLOR,
  ]);
  expect([...coloring.hollow]).toEqual([0, 0, 1, 0, 1]);
  expect(coloring.colors).toMatchObject({
    title: 'EXPTIME in s',
    low: '10',
    middle: '20',
    high: '30',
    missing: 2,
  });
});

test('one outlier of many does not make all others one colour, and the legend says so', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 500 ? 1e9 : i));
  const { colors, codes } = valueColoring({ ...numbers, values }, 1000, 'light');
  expect(colors).toMatchObject({ low: '≤ 10', high: '≥ 990' });
  expect(new Set(codes).size).toBe(220);
});

test('the ends of a narrow range are told apart, and each ground has the part of the scale that is seen on it', () => {
  const value = { ...numbers, values: [165.466, 165.5, 165.696] };
  const [light, dark] = (['light', 'dark'] as const).map((ground) => valueColoring(value, 3, ground));
  expect(light!.colors).toMatchObject({ low: '165.466', high: '165.696' });
  expect([colorsOf(light!)[0], colorsOf(dark!)[2]]).toEqual(['#440154', '#fde725']);
});

test('equal values, and none at all, are colours too', () => {
  expect(new Set(colorsOf(valueColoring({ ...numbers, values: [3, 3] }, 2, 'dark'))).size).toBe(1);
  expect(valueColoring({ ...numbers, values: [] }, 2, 'dark').colors).toMatchObject({ missing: 2, low: '' });
});

test('words have a colour each, the rare ones one together', () => {
  const words = Array.from({ length: 12 }, (_, i) => `word ${i}`);
  const coloring = valueColoring({ ...numbers, words, values: [0, 1, 11, -1, Number.NaN] }, 5, 'light');
  expect(colorsOf(coloring).slice(0, 2)).toEqual([clusterColor(0), clusterColor(1)]);
  expect(coloring.codes[2]).toBe(coloring.codes[3]);
  expect([...coloring.hollow]).toEqual([0, 0, 0, 0, 1]);
  if (coloring.colors.kind !== 'WORDS') throw new Error('Words are no scale.');
  expect(coloring.colors.entries.map(({ name, count }) => [name, count])).toEqual([
    ['word 0', 1],
    ['word 1', 1],
    ['another word', 2],
    ['no value', 1],
  ]);
});

test('clusters keep their colours; noise is hollow; before there are any, all are alike', () => {
  const coloring = clusterColoring(Int32Array.of(1, -1, 0), 3);
  expect(colorsOf(coloring)).toEqual([clusterColor(1), NOISE_COLOR, clusterColor(0)]);
  expect([...coloring.hollow]).toEqual([0, 1, 0]);
  expect(new Set(colorsOf(clusterColoring(null, 3))).size).toBe(1);
});

test('what one sample has is told with its unit, as a day, or as a word', () => {
  expect(sampleValue({ ...numbers, values: [30.25] }, 0)).toBe('30.3 s');
  expect(sampleValue({ ...numbers, values: [30] }, 4)).toBe('no value');
  const dates = { ...numbers, unit: null, isDate: true };
  expect(sampleValue({ ...dates, values: [Date.UTC(2026, 0, 2)] }, 0)).toBe('2026-01-02');
  expect(sampleValue({ ...dates, values: [Date.UTC(2026, 0, 2, 3, 4)] }, 0)).toBe('2026-01-02 03:04');
  expect(sampleValue({ ...numbers, words: ['ALMA'], values: [0, -1] }, 0)).toBe('ALMA');
  expect(sampleValue({ ...numbers, words: ['ALMA'], values: [0, -1] }, 1)).toBe('another word');
});

test('the address says what a map is coloured by', () => {
  for (const text of ['score:silhouette', 'header:DATE-OBS', 'catalogue:r [au]', 'image:noise level'])
    expect(coloringText(coloringChoiceOf(text))).toBe(text);
  for (const text of [null, '', 'header:', 'E-4', `header:${'x'.repeat(300)}`])
    expect(coloringChoiceOf(text)).toEqual({ kind: 'CLUSTERS' });
  expect(['reconstructionError', 'trustPca', 'keptTsne'].map(scoreName)).toEqual([
    'reconstruction error',
    'trustworthiness by PCA',
    'neighbours kept by t-SNE',
  ]);
});
