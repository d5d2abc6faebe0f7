import { expect, test } from 'vitest';
import { fittingIndexes } from './sampleIndexes.ts';

test.each([
  ['1', 24, [1, 10, 11, 12, 13, 14]],
  ['17', 24, [17]],
  ['17', 1000, [17, 170, 171, 172, 173, 174]],
  ['07', 24, [7]],
  ['0', 24, [0]],
  ['00', 24, [0]],
  ['24', 24, []],
  ['9', 24, [9]],
  ['x', 24, []],
  ['1x', 24, []],
  ['99999999999', 24, []],
  ['', 24, [5, 3]],
])('#%s of %i samples', (typed, count, expected) => {
  expect(fittingIndexes(typed, count, [5, 3, 99])).toEqual(expected);
});

test('where nothing is offered the first ones are', () => {
  expect(fittingIndexes('', 24, [])).toEqual([0, 1, 2, 3, 4, 5]);
  expect(fittingIndexes('', 2, [])).toEqual([0, 1]);
  expect(fittingIndexes('', 0, [])).toEqual([]);
});
