import { expect, test } from 'vitest';
import { byComponent, leastSureFirst, surenessOf } from './responsibilities.ts';

// Four samples of three components.
const SHARES = [0.1, 0.6, 0.3, 0.9, 0.05, 0.05, 0.3, 0.2, 0.5, 0, 1, 0];

test('each sample has its likeliest component and the next one', () => {
  expect(surenessOf(SHARES, 3)).toEqual([
    { index: 0, first: 1, second: 2, firstShare: 0.6, secondShare: 0.3 },
    { index: 1, first: 0, second: 1, firstShare: 0.9, secondShare: 0.05 },
    { index: 2, first: 2, second: 0, firstShare: 0.5, secondShare: 0.3 },
    { index: 3, first: 1, second: 0, firstShare: 1, secondShare: 0 },
  ]);
  expect(surenessOf([1, 1], 1)).toMatchObject([{ first: 0, second: null, secondShare: 0 }, { second: null }]);
});

test('the least sure come first in the list, last in their cluster', () => {
  const samples = surenessOf(SHARES, 3);
  expect(leastSureFirst(samples).map(({ index }) => index)).toEqual([2, 0, 1, 3]);
  expect(byComponent(samples)).toEqual([
    { label: 0, indexes: [1] },
    { label: 1, indexes: [3, 0] },
    { label: 2, indexes: [2] },
  ]);
});
