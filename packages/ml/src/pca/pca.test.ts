import { describe, expect, test, vi } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { fitPca } from './pca.ts';

describe.each(reference.cases)('as scikit-learn: $name', (c) => {
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const nComponents = c.explainedVariance.length;
  const fit = fitPca(points, { nComponents });
  const digits = c.name === 'offset' ? 1e-8 : 1e-12;

  test('explained variance', () => {
    fit.explainedVariance.forEach((value, i) => {
      expect(Math.abs(value / c.explainedVariance[i]! - 1)).toBeLessThan(digits);
      expect(fit.explainedVarianceRatio[i]).toBeCloseTo(c.explainedVarianceRatio[i]!, 9);
    });
  });
  test('components with their signs, and the projection', () => {
    fit.components.data.forEach((value, i) => {
      expect(value).toBeCloseTo(c.components[i]!, 7);
    });
    fit.transform(points).data.forEach((value, i) => {
      expect(value).toBeCloseTo(c.projected[i]!, 7);
    });
  });
});

test('as many components as columns bring every sample back', () => {
  const c = reference.cases[0]!;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const { components, mean, transform } = fitPca(points, { nComponents: c.cols });
  const scores = transform(points);
  for (let i = 0; i < c.rows; i++)
    for (let k = 0; k < c.cols; k++) {
      let value = mean[k]!;
      for (let j = 0; j < c.cols; j++)
        value += scores.data[i * c.cols + j]! * components.data[j * c.cols + k]!;
      expect(value).toBeCloseTo(c.data[i * c.cols + k]!, 10);
    }
});

test('data without any variance have components and no variance', () => {
  const fit = fitPca({ data: new Float64Array(12).fill(4), rows: 4, cols: 3 }, { nComponents: 2 });
  expect([...fit.explainedVariance, ...fit.explainedVarianceRatio]).toEqual([0, 0, 0, 0]);
  expect([...fit.components.data].every(Number.isFinite)).toBe(true);
});

test.each([
  [12, 3],
  [5, 9],
  [4, 40],
])(
  '%d samples of %d numbers, repeated ones too: components are orthonormal, up to the last',
  (rows, cols) => {
    const random = createRandom(rows);
    const data = Float64Array.from({ length: rows * cols }, () => random.normal());
    // Two equal rows and the mean leave two directions less with variance.
    data.copyWithin(cols, 0, cols);
    const count = Math.min(rows, cols);
    const { components } = fitPca({ data, rows, cols }, { nComponents: count });
    for (let a = 0; a < count; a++)
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let k = 0; k < cols; k++)
          product += components.data[a * cols + k]! * components.data[b * cols + k]!;
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
  },
);

test('twice the same, and never asks Math.random', () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const c = reference.cases[2]!;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = () => fitPca(points, { nComponents: 3 });
  expect(fit().components).toEqual(fit().components);
  vi.restoreAllMocks();
});

test('NaN is refused by row', () => {
  const points: Matrix = { data: Float64Array.of(1, 2, 3, Number.NaN), rows: 2, cols: 2 };
  expect(() => fitPca(points, { nComponents: 1 })).toThrow(
    expect.objectContaining({ code: 'NOT_FINITE', message: expect.stringContaining('Row 1') }),
  );
});

test('too many components are refused', () => {
  const points: Matrix = { data: new Float64Array(6), rows: 2, cols: 3 };
  expect(() => fitPca(points, { nComponents: 3 })).toThrow(
    expect.objectContaining({ code: 'TOO_MANY_COMPONENTS' }),
  );
});
