import { expect, test } from 'vitest';
import { mapOf } from './mapOf.ts';

test('the new points come last, as diamonds in the colours of their clusters', () => {
  const map = mapOf({
    trained: Float32Array.of(0, 1, 2, 3),
    labels: Int32Array.of(0, -1),
    placed: Float32Array.of(4, 5),
    newLabels: [0],
  });
  expect([...map.coordinates]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(map.codes[2]).toBe(map.codes[0]);
  expect(map.codes[1]).not.toBe(map.codes[0]);
  expect(map.hollow).toEqual([false, true, false]);
  expect(map.diamonds).toEqual([false, false, true]);
});
