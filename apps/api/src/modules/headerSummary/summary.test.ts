import { expect, test } from 'vitest';
import { contrastOf, ranksOf } from './contrast.ts';
import { summariseHeaders } from './summary.ts';

test('ranks share what equals take together, and what is no number has none', () => {
  expect([...ranksOf([3, 1, Number.NaN, 3, 2])]).toEqual([3.5, 1, Number.NaN, 3.5, 2]);
});

test('the contrast is 1 for values apart on either side, 0 for the same ones', () => {
  const of = (values: number[], inside: number) => contrastOf(ranksOf(values), (i) => i < inside);
  expect(of([5, 6, 1, 2], 2)).toBe(1);
  expect(of([1, 2, 5, 6], 2)).toBe(1);
  expect(of([1, 2, 1, 2], 2)).toBe(0);
  // Of the six pairs of (2, 4) with (1, 3, 3) four are larger, two smaller.
  expect(of([2, 4, 1, 3, 3], 2)).toBeCloseTo(1 / 3, 12);
  expect(of([1, 2], 2)).toBe(0);
});

const LABELS = [0, 0, 0, 1, 1, -1];

test('numbers by ends and middle, words by the most common; the keyword that tells most comes first', () => {
  const { keywords, constantCount } = summariseHeaders(
    [
      { name: 'AIRMASS', values: [1.1, 1.5, 1.2, 1.3, 1.4, 1.25] },
      { name: 'OBSERVER', values: ['Ada', 'Ada', 'Ben', 'Ben', 'Ben', null] },
      { name: 'EXPTIME', values: [30, 30, 30, 30, 30, 30] },
      { name: 'OBJECT', values: ['a', 'b', 'c', 'd', 'e', 'f'] },
      { name: 'TEMP', values: [1.5, 2.5, 3.5, 11.5, 12.5, 13.5] },
    ],
    LABELS,
  );
  expect(constantCount).toBe(1);
  expect(keywords.map(({ keyword }) => keyword)).toEqual(['TEMP', 'OBSERVER', 'AIRMASS']);
  expect(keywords[0]).toMatchObject({
    isDate: false,
    all: { count: 6, low: 1.5, median: 3.5, high: 13.5 },
    clusters: [
      { label: -1, count: 1, low: 13.5, high: 13.5, contrast: 1 },
      { label: 0, count: 3, low: 1.5, median: 2.5, high: 3.5, contrast: 1 },
      { label: 1, count: 2, low: 11.5, median: 11.5, high: 12.5, contrast: 0.5 },
    ],
  });
  expect(keywords[1]).toMatchObject({
    all: { count: 5, value: 'Ben', share: 0.6, low: null },
    clusters: [
      { label: -1, count: 0, value: null, share: null, contrast: 0 },
      { label: 0, value: 'Ada', share: 2 / 3, contrast: 2 / 3 },
      { label: 1, value: 'Ben', share: 1, contrast: 1 - 1 / 3 },
    ],
  });
});

test('dates are numbers that say so', () => {
  const values = ['2024-01-01', '2024-01-02', '2024-01-03', '2024-01-04', '2024-01-05', '2024-01-06'];
  const { keywords } = summariseHeaders([{ name: 'DATE-OBS', values }], LABELS);
  expect(keywords[0]).toMatchObject({ isDate: true, all: { low: Date.parse('2024-01-01') } });
});
