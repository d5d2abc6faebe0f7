import { expect, test } from 'vitest';
import { membersByDistance } from './members.ts';

test('members come by their distance to the mean, equally near ones by number', () => {
  const points = { data: Float32Array.from([0, 9, 4, 2, 100]), rows: 5, cols: 1 };
  // The mean of 0, 4 and 2 is 2: sample 3 lies on it, 0 and 2 equally far.
  expect(membersByDistance(points, Int32Array.from([0, 1, 0, 0, -1]), 0)).toEqual([3, 0, 2]);
  expect(membersByDistance(points, Int32Array.from([0, 1, 0, 0, -1]), -1)).toEqual([4]);
});
