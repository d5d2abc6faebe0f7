import { expect, test } from 'vitest';
import { countLabels } from './countLabels.ts';

test('labels of the samples are counted, the most frequent first; samples beyond have none', () => {
  expect(countLabels(Int32Array.of(3, -1, 0, 3, 0, 3), Uint32Array.of(0, 1, 3, 4, 5, 9))).toEqual([
    { label: 3, size: 3 },
    { label: -1, size: 1 },
    { label: 0, size: 1 },
  ]);
  expect(countLabels(Int32Array.of(1), new Uint32Array())).toEqual([]);
});
