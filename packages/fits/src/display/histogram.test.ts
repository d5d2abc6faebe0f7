import { expect, test } from 'vitest';
import { fromPosition, histogramOf, limitsOf, toPosition, valueScaleOf } from '../index.ts';

const noisy = Float32Array.from({ length: 1001 }, (_, i) => (i < 1000 ? (i - 500) / 100 : 5000));

test('noise and bright parts both have room, and every finite value is counted', () => {
  const scale = valueScaleOf([noisy])!;
  expect(toPosition(scale, scale.centre)).toBe(0);
  expect(fromPosition(scale, scale.to)).toBeCloseTo(5000, 6);
  const { counts, notFinite } = histogramOf(Float32Array.of(...noisy, Number.NaN), scale, 20);
  expect(counts.reduce((a, b) => a + b, 0)).toBe(1001);
  expect([notFinite, counts[19]]).toEqual([1, 1]);
  // The noise takes a good part of the bins, which on a linear scale it would share one of.
  expect([...counts].filter((count) => count > 10).length).toBeGreaterThan(4);
});

test('constant planes and planes without values', () => {
  const scale = valueScaleOf([Float32Array.of(2, 2, 2)])!;
  expect(histogramOf(Float32Array.of(2, 2, 2), scale, 4).counts[0]).toBe(3);
  expect(fromPosition(scale, toPosition(scale, 7))).toBe(7);
  expect(valueScaleOf([Float32Array.of(Number.NaN)])).toBeNull();
});

test('limits by rule', () => {
  expect(limitsOf(noisy, { kind: 'MIN_MAX' })).toEqual({ lower: -5, upper: 5000 });
  expect(limitsOf(noisy, { kind: 'PERCENTILE', percent: 90 })).toEqual({
    lower: expect.closeTo(-4, 5),
    upper: expect.closeTo(4, 5),
  });
  expect(limitsOf(noisy, { kind: 'HAND', lower: 1, upper: 2 })).toEqual({ lower: 1, upper: 2 });
  expect(limitsOf(noisy, { kind: 'ZSCALE' })!.upper).toBeLessThan(6);
  expect(limitsOf(Float32Array.of(Number.NaN), { kind: 'ZSCALE' })).toBeNull();
});
