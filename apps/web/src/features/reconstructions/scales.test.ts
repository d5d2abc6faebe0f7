import { expect, test } from 'vitest';
import { reachOf, residualScale } from './scales.ts';

test('one scale reaches over all planes, past what is missing', () => {
  expect(reachOf([Float32Array.of(0, 2), Float32Array.of(Number.NaN, -1)])).toEqual([-1, 2]);
  expect(reachOf([Float32Array.of(Number.NaN)])).toBeNull();
});

test('residuals are seen on a round scale around zero that one hot pixel does not widen', () => {
  const quiet = Float32Array.from({ length: 1000 }, (_, i) => (i % 2 ? 0.03 : -0.04));
  expect(residualScale([quiet])).toBe(0.05);
  const hot = quiet.slice();
  hot[0] = 9;
  expect(residualScale([hot])).toBe(0.05);
  expect(residualScale([Float32Array.of(0.2, -0.2)])).toBe(0.2);
  expect(residualScale([Float32Array.of(3e-5, Number.NaN)])).toBe(5e-5);
  expect(residualScale([new Float32Array(4)])).toBe(1);
});
