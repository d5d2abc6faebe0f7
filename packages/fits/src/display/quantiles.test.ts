import { expect, test } from 'vitest';
import { poolDistributions, QUANTILE_LEVELS, quantileAt } from './quantiles.ts';
import { sortValues } from './sortValues.ts';

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

/** Repeatable numbers from 0 to 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const tableOf = (values: Float32Array) => {
  const sorted = values.slice().sort();
  return Float32Array.from(QUANTILE_LEVELS, (level) => sorted[Math.round(level * (sorted.length - 1))]!);
};

test('pooled quantiles are those of all values together', () => {
  const next = numbers(7);
  // Many faint pictures and a few bright ones, of unequal sizes.
  const parts = Array.from({ length: 40 }, (_, i) =>
    Float32Array.from({ length: 2000 + 50 * i }, () => (i % 10 === 0 ? 5 : 1) * next() ** 4 - 0.1 * next()),
  );
  const pooled = poolDistributions(parts.map((part) => ({ count: part.length, quantiles: tableOf(part) })))!;
  const all = Float32Array.from(parts.flatMap((part) => [...part])).sort();
  expect(pooled.count).toBe(all.length);
  expect(pooled.quantiles[0]).toBe(all[0]);
  expect(pooled.quantiles[128]).toBe(all.at(-1));
  for (const level of [0.001, 0.005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995, 0.999]) {
    const found = quantileAt(pooled.quantiles, level);
    const share = all.filter((value) => value <= found).length / all.length;
    // As a share of the pixels: 2 % of the way to the nearer end, and the 0.02 % that a rank is worth.
    expect(Math.abs(share - level)).toBeLessThan(0.02 * Math.min(level, 1 - level) + 2e-4);
  }
});

test('values that repeat are a step no wider than the levels lie apart, and what has no value says nothing', () => {
  const constant = (value: number, count: number) => ({
    count,
    quantiles: new Float32Array(129).fill(value),
  });
  const pooled = poolDistributions([constant(3, 30), constant(1, 70), constant(Number.NaN, 0)])!;
  expect(pooled.count).toBe(100);
  expect([0, 0.5, 0.67, 0.73, 1].map((level) => quantileAt(pooled.quantiles, level))).toEqual([
    1, 1, 1, 3, 3,
  ]);
  expect(poolDistributions([constant(Number.NaN, 0)])).toBeNull();
  expect(poolDistributions([])).toBeNull();
});

test.each([0, 1, 2, 1000])('%i values are sorted as by comparing them', (length) => {
  const next = numbers(3);
  const values = Float32Array.from({ length }, () => (next() - 0.5) * 10 ** (next() * 80 - 40));
  values.set([Number.NEGATIVE_INFINITY, -0, 0, Number.POSITIVE_INFINITY].slice(0, length));
  expect([...sortValues(values.slice())]).toEqual([...values.slice().sort()]);
});

test('a view is sorted within its bounds', () => {
  const values = Float32Array.of(9, 3, 2, 1, -9);
  sortValues(values.subarray(1, 4));
  expect([...values]).toEqual([9, 1, 2, 3, -9]);
});
