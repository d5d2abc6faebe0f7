import { describe, expect, test, vi } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import { columnMeans, type Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { fitPca } from './pca.ts';

describe.each(reference.cases)('as scikit-learn: $name', async (c) => {
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const nComponents = c.explainedVariance.length;
  const fit = await fitPca(points, { nComponents });
  const digits = c.name === 'offset' ? 1e-8 : 1e-12;

  test('explained variance', () => {
    fit.explainedVariance.forEach((value, i) => {
      expect(Math.abs(value / c.explainedVariance[i]! - 1)).toBeLessThan(digits);
      expect(fit.explainedVarianceRatio[i]).toBeCloseTo(c.explainedVarianceRatio[i]!, 9);
    });
  });
  test('components with their signs, and the projection', async () => {
    fit.components.data.forEach((value, i) => {
      expect(value).toBeCloseTo(c.components[i]!, 7);
    });
    (await fit.transform(points)).data.forEach((value, i) => {
      expect(value).toBeCloseTo(c.projected[i]!, 7);
    });
  });
});

test('as many components as columns bring every sample back', async () => {
  const c = reference.cases[0]!;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const { components, mean, transform } = await fitPca(points, { nComponents: c.cols });
  const scores = await transform(points);
  for (let i = 0; i < c.rows; i++)
    for (let k = 0; k < c.cols; k++) {
      let value = mean[k]!;
      for (let j = 0; j < c.cols; j++)
        value += scores.data[i * c.cols + j]! * components.data[j * c.cols + k]!;
      expect(value).toBeCloseTo(c.data[i * c.cols + k]!, 10);
    }
});

test('data without any variance have components and no variance', async () => {
  const fit = await fitPca({ data: new Float64Array(12).fill(4), rows: 4, cols: 3 }, { nComponents: 2 });
  expect([...fit.explainedVariance, ...fit.explainedVarianceRatio]).toEqual([0, 0, 0, 0]);
  expect([...fit.components.data].every(Number.isFinite)).toBe(true);
});

test.each([
  [12, 3],
  [5, 9],
  [4, 40],
])(
  '%d samples of %d numbers, repeated ones too: components are orthonormal, up to the last',
  async (rows, cols) => {
    const random = createRandom(rows);
    const data = Float64Array.from({ length: rows * cols }, () => random.normal());
    // Two equal rows and the mean leave two directions less with variance.
    data.copyWithin(cols, 0, cols);
    const count = Math.min(rows, cols);
    const { components } = await fitPca({ data, rows, cols }, { nComponents: count });
    for (let a = 0; a < count; a++)
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let k = 0; k < cols; k++)
          product += components.data[a * cols + k]! * components.data[b * cols + k]!;
        expect(product).toBeCloseTo(a === b ? 1 : 0, 10);
      }
  },
);

test('twice the same, and never asks Math.random', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const c = reference.cases[2]!;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = () => fitPca(points, { nComponents: 3 });
  expect((await fit()).components).toEqual((await fit()).components);
  vi.restoreAllMocks();
});

test('NaN is refused by row', async () => {
  const points: Matrix = { data: Float64Array.of(1, 2, 3, Number.NaN), rows: 2, cols: 2 };
  await expect(fitPca(points, { nComponents: 1 })).rejects.toThrow(
    expect.objectContaining({ code: 'NOT_FINITE', message: expect.stringContaining('Row 1') }),
  );
});

test('too many components are refused', async () => {
  const points: Matrix = { data: new Float64Array(6), rows: 2, cols: 3 };
  await expect(fitPca(points, { nComponents: 3 })).rejects.toThrow(
    expect.objectContaining({ code: 'TOO_MANY_COMPONENTS' }),
  );
});

test('a random subspace finds what the covariances find, also where the last components are close', async () => {
  const random = createRandom(8);
  const [rows, cols] = [1100, 1010];
  const data = Float64Array.from(
    { length: rows * cols },
    (_, at) => random.normal() * (at % cols < 6 ? 30 - 3 * (at % cols) : 0.2),
  );
  const points: Matrix = { data, rows, cols };
  const fit = await fitPca(points, { nComponents: 5 });
  const mean = columnMeans(points);
  const centred = { ...points, data: data.map((value, at) => value - mean[at % cols]!) };
  const linear = defaultAlgebra();
  const scatter = await linear.product(centred, centred, { transposeA: true });
  const { values, vectors } = await linear.symmetricEigen(scatter);
  fit.explainedVariance.forEach((value, c) => {
    expect(Math.abs((value * (rows - 1)) / values[c]! - 1)).toBeLessThan(1e-9);
  });
  const overlap = await linear.product(fit.components, vectors);
  for (let c = 0; c < 5; c++) expect(Math.abs(overlap.data[c * cols + c]!)).toBeCloseTo(1, 9);
  expect((await fitPca(points, { nComponents: 5 })).components).toEqual(fit.components);
}, 120_000);
