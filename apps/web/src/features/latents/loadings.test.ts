import { expect, test } from 'vitest';
import { componentsFor, cumulative, heaviest, loadingsOf, shareOf, shownCount } from './loadings.ts';

test('the heaviest dimensions come first, whichever their sign', () => {
  const found = heaviest([0.1, -0.8, 0.5, 0.3, -0.1], 3);
  expect(found).toEqual([
    { dimension: 1, value: -0.8 },
    { dimension: 2, value: 0.5 },
    { dimension: 3, value: 0.3 },
  ]);
  expect(shareOf(found)).toBeCloseTo(0.98);
  expect(heaviest([0.1, -0.1], 9).map(({ dimension }) => dimension)).toEqual([0, 1]);
});

test('shares add up, and some components hold most', () => {
  expect(cumulative([0.5, 0.25]).map(({ sum }) => sum)).toEqual([0.5, 0.75]);
  expect(componentsFor([0.5, 0.25, 0.2, 0.05], 0.9)).toBe(3);
  expect(componentsFor([0.5, 0.2], 0.9)).toBeNull();
  expect(shownCount([0.9, 0.1, ...Array(30).fill(0)])).toBe(8);
  expect(shownCount(Array(32).fill(0.01))).toBe(32);
});

test('what is not there is none', () => {
  expect(loadingsOf(null)).toEqual([]);
  expect(loadingsOf([[1, 0]])).toEqual([[1, 0]]);
});
