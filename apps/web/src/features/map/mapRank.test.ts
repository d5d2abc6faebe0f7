import { expect, test } from 'vitest';
import { mapRank } from './mapRank.ts';

test('points are counted from the nearest; of equally near ones the lower number is first', () => {
  const line = Float32Array.of(0, 0, 1, 0, -1, 0, 5, 0, 3, 0);
  expect([1, 2, 4, 3].map((other) => mapRank(line, 0, other))).toEqual([1, 2, 3, 4]);
  expect(mapRank(line, 3, 2)).toBe(4);
});
