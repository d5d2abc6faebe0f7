import { expect, test } from 'vitest';
import { QUANTILE_LEVELS, quantileAt } from './quantiles.ts';

test('levels go from 0 to 1, the same distance from either end, dense there', () => {
  expect(QUANTILE_LEVELS).toHaveLength(129);
  expect([QUANTILE_LEVELS[0], QUANTILE_LEVELS[64], QUANTILE_LEVELS.at(-1)]).toEqual([0, 0.5, 1]);
  QUANTILE_LEVELS.forEach((level, i) => {
    expect(level + QUANTILE_LEVELS[128 - i]!).toBeCloseTo(1, 12);
  });
  expect(QUANTILE_LEVELS.filter((level) => level < 0.005)).toHaveLength(14);
});

test('between levels a quantile is linear', () => {
  for (const level of [0, 0.0001, 0.005, 0.3, 0.5, 0.995, 1])
    expect(quantileAt(QUANTILE_LEVELS, level)).toBeCloseTo(level, 12);
  expect(quantileAt(QUANTILE_LEVELS, 2)).toBe(1);
});
