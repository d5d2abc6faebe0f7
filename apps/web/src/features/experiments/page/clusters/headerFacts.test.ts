import { expect, test } from 'vitest';
import { headerFactsOf, spreadText } from './headerFacts.ts';

const none = { low: null, median: null, high: null, value: null, share: null };
const numbers = (low: number, median: number, high: number) => ({ ...none, count: 9, low, median, high });
const word = (value: string, share: number) => ({ ...none, count: 9, value, share });

test('values are read by their ends, their day, or the most common one', () => {
  expect(spreadText(numbers(-1.5, 2, 30.00001), false)).toBe('−1.5 to 30, median 2');
  expect(spreadText(numbers(30, 30, 30), false)).toBe('30');
  const [first, last] = [Date.parse('2024-01-01'), Date.parse('2024-02-01T12:00:00Z')];
  expect(spreadText(numbers(first, first, last), true)).toBe('2024-01-01 to 2024-02-01, median 2024-01-01');
  expect(spreadText(word('Ada', 0.918), false)).toBe('Ada (92 %)');
  expect(spreadText({ ...none, count: 0 }, false)).toBe('none');
});

test('only what tells the cluster from the others is said, the most telling first', () => {
  const cluster = (label: number, contrast: number) => ({ label, contrast, spread: word('Ada', 1) });
  const summary = {
    sampleCount: 9,
    totalCount: 9,
    constantCount: 0,
    keywords: [
      { keyword: 'FILTER', isDate: false, all: word('R', 0.5), clusters: [cluster(0, 0.4), cluster(1, 0.9)] },
      {
        keyword: 'OBSERVER',
        isDate: false,
        all: word('Ben', 0.5),
        clusters: [cluster(0, 0.8), cluster(1, 0.1)],
      },
    ],
  };
  expect(headerFactsOf(summary, 0, 5).map(({ keyword }) => keyword)).toEqual(['OBSERVER', 'FILTER']);
  expect(headerFactsOf(summary, 1, 5)).toEqual([
    { keyword: 'FILTER', here: 'Ada (100 %)', all: 'R (50 %)', contrast: 0.9 },
  ]);
  expect(headerFactsOf(summary, 0, 1)).toHaveLength(1);
});
