import { expect, test } from 'vitest';
import { smoothCurve, smoothed, smoothingOf, thinned } from './smoothing.ts';

test('a moving average begins at the first value and follows slowly; without weight it is the values', () => {
  expect(smoothed([4, 2, 6], 0)).toEqual([4, 2, 6]);
  const [first, second, third] = smoothed([4, 2, 6], 0.5);
  expect(first).toBe(4);
  // (.25 x 4 + .5 x 2) / .75
  expect(second).toBeCloseTo(8 / 3, 12);
  // (.125 x 4 + .25 x 2 + .5 x 6) / .875
  expect(third).toBeCloseTo(4 / 0.875, 12);
  for (const value of smoothed(Array(50).fill(3), 0.99)) expect(value).toBeCloseTo(3, 12);
});

test('what is not known stays so and does not pull the average', () => {
  expect(smoothed([2, null, 2], 0.9)).toEqual([2, null, expect.closeTo(2, 12)]);
  const [point] = smoothCurve([{ epoch: 1, trainLoss: 2 }], 0.5);
  expect(point).toEqual({
    epoch: 1,
    trainLoss: 2,
    validationLoss: null,
    smoothTrainLoss: 2,
    smoothValidationLoss: null,
  });
});

test('a long curve is thinned to its ends and evenly between', () => {
  expect(thinned([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3)).toEqual([0, 5, 10]);
  expect(thinned([1, 2], 3)).toEqual([1, 2]);
});

test('the address says the weight in hundredths', () => {
  expect([smoothingOf('90'), smoothingOf(null), smoothingOf('100'), smoothingOf('x')]).toEqual([
    0.9, 0, 0, 0,
  ]);
});
