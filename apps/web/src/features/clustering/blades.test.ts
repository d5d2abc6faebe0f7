import { expect, test } from 'vitest';
import { bladesOf, borderCases } from './blades.ts';

const blades = bladesOf([0.2, -0.1, 0.9, Number.NaN, 0.4, -0.3, 0.4], [1, 0, 1, -1, 0, 1, 0]);

test('each cluster is sorted, the best placed first, equal ones by ID; noise is left out', () => {
  expect(blades.map(({ label, samples }) => [label, samples.map(({ index }) => index)])).toEqual([
    [0, [4, 6, 1]],
    [1, [2, 0, 5]],
  ]);
  expect(blades[0]!.mean).toBeCloseTo(0.7 / 3, 12);
});

test('border cases are those below 0, the worst first', () => {
  expect(borderCases(blades)).toEqual([
    { index: 5, value: -0.3, label: 1 },
    { index: 1, value: -0.1, label: 0 },
  ]);
});
