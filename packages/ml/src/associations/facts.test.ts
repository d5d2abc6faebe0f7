import { expect, test } from 'vitest';
import { imageFacts, type MeasuredImage } from './imageFacts.ts';
import { columnFact, gatherHeaders } from './tableFacts.ts';

test('numbers are amounts, returning whole numbers and truths are kinds, dates are times', () => {
  const kindOf = (values: (string | number | boolean | null)[]) =>
    columnFact({ name: 'a', values }, true).kind;
  expect(kindOf([1.5, 2, null])).toBe('numeric');
  expect(kindOf([0, 1, 1, 0, null])).toBe('categorical');
  expect(kindOf([0, 1, 2, 3])).toBe('numeric');
  expect(kindOf([true, false])).toBe('categorical');
  expect(kindOf([1, 'two'])).toBe('categorical');
  expect(columnFact({ name: 'a', values: [null, 3, 3, ''] }, false)).toMatchObject({
    values: [null, '3', '3', null],
    isNuisance: false,
  });
  expect(
    columnFact({ name: 'DATE-OBS', values: ['2020-01-02T12:00:00.5', '2020-01-02', null] }, true),
  ).toEqual({
    fact: 'DATE-OBS',
    isNuisance: true,
    kind: 'numeric',
    isDate: true,
    values: Float64Array.of(1577966400500, 1577923200000, Number.NaN),
  });
});

test('headers become columns; prose and structure do not', () => {
  const card = (keyword: string, value: string | number | null) => ({ keyword, value });
  const headers = gatherHeaders(2);
  headers.add(0, [card('SIMPLE', 'T'), card('EXPTIME', 3), card('HISTORY', 'made'), card('EXPTIME', 4)]);
  headers.add(1, [card('OBSERVER', 'A'), card('EXPTIME', 5)]);
  expect(headers.columns()).toEqual([
    { name: 'EXPTIME', values: [3, 5] },
    { name: 'OBSERVER', values: [null, 'A'] },
  ]);
});

test('what was measured becomes facts; of a source that is not clear nothing', () => {
  const source = { angleDegrees: 30, axisRatio: 0.5, tiltDegrees: 60, radius: 20, quality: 0.9 };
  const images: MeasuredImage[] = [
    { index: 4, width: 100, height: 50, percentiles: { p25: -0.6745, p50: 0, p995: 8 }, source },
    { index: 5, width: 100, height: 50, percentiles: null, source: { ...source, quality: 0.2 } },
    { index: 9, width: 100, height: 50, percentiles: null, source: { ...source, axisRatio: 0.95 } },
  ];
  const values = Object.fromEntries(
    imageFacts(images).map(({ fact, values }) => [fact, Array.from<unknown>(values)]),
  );
  expect(values).toEqual({
    'noise level': [1, Number.NaN, Number.NaN],
    brightness: [8, Number.NaN, Number.NaN],
    'size of the emission': [40, Number.NaN, 40],
    orientation: [30, Number.NaN, Number.NaN],
    tilt: [60, Number.NaN, 60],
    'file order': [4, 5, 9],
  });
  expect(imageFacts(images).every(({ isNuisance, advice }) => isNuisance && advice)).toBe(true);
});
