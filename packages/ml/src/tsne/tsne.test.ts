import { describe, expect, test, vi } from 'vitest';
import digits from '../../fixtures/digits.json' with { type: 'json' };
import reference from '../../fixtures/maps.json' with { type: 'json' };
import type { Matrix } from '../matrix/matrix.ts';
import { tsneParams } from '../params/tsne.ts';
import { createRandom } from '../random/random.ts';
import { continuity, trustworthiness } from '../scores/neighbourhoods.ts';
import { repelAll } from './forces.ts';
import { createBarnesHut } from './quadtree.ts';
import { fitTsne } from './tsne.ts';

const matrix = (data: number[], rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(data),
  rows,
  cols: data.length / rows,
});
const someDigits = (rows: number) => matrix(digits.data.slice(0, rows * digits.cols), rows);

describe('against scikit-learn', () => {
  test('the digits, by Barnes-Hut: divergence within 3 %, trustworthiness within .003', async () => {
    const points = someDigits(digits.rows);
    const reports: number[] = [];
    const fit = await fitTsne(points, tsneParams.parse({}), {
      onProgress: ({ iteration }) => reports.push(iteration),
    });
    expect(Math.abs(fit.klDivergence / reference.digits.klDivergence - 1)).toBeLessThan(0.03);
    const { value } = await trustworthiness(points, fit.coordinates, 12);
    expect(Math.abs(value - reference.digits.trustworthiness)).toBeLessThan(0.003);
    expect(fit.iterations).toBe(1000);
    expect(reports).toEqual(Array.from({ length: 20 }, (_, n) => 50 * (n + 1)));
  }, 180_000);

  test('300 digits, all pairs', async () => {
    const points = someDigits(300);
    const fit = await fitTsne(points, tsneParams.parse({ perplexity: 20 }));
    expect(Math.abs(fit.klDivergence / reference.exact.klDivergence - 1)).toBeLessThan(0.03);
    const { value } = await trustworthiness(points, fit.coordinates, 12);
    expect(Math.abs(value - reference.exact.trustworthiness)).toBeLessThan(0.003);
  });

  describe.each(reference.cases)('$rows rows', ({ data, rows, map, ...theirs }) => {
    test.each(['1', '5', '12'] as const)('trustworthiness and continuity of %s neighbours', async (count) => {
      const [points, plane] = [matrix(data, rows), matrix(map, rows)];
      const trusted = await trustworthiness(points, plane, Number(count));
      expect(trusted.value).toBeCloseTo(theirs.trustworthiness[count], 9);
      expect((await continuity(points, plane, Number(count))).value).toBeCloseTo(theirs.continuity[count], 9);
      const mean = trusted.perSample.reduce((sum, value) => sum + value, 0) / rows;
      expect(mean).toBeCloseTo(trusted.value, 12);
    });
  });
});

test('a tree of squares pushes as all pairs do, within half a percent; repeated places too', () => {
  const draw = createRandom(9);
  for (const rows of [2, 3, 50, 700]) {
    const positions = Float64Array.from({ length: 2 * rows }, () => 10 * draw.normal());
    if (rows > 10) positions.copyWithin(2, 0, 8);
    const exact = new Float64Array(2 * rows);
    const near = new Float64Array(2 * rows);
    const total = repelAll(positions, exact);
    expect(Math.abs(createBarnesHut(rows, 0.2)(positions, near) / total - 1)).toBeLessThan(2e-3);
    const norm = Math.hypot(...exact);
    expect(Math.hypot(...near.map((force, at) => force - exact[at]!)) / norm).toBeLessThan(5e-3);
  }
});

test('the same map twice, without Math.random; another order of the samples gives as good a one', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const params = tsneParams.parse({ perplexity: 10, maxIter: 300 });
  const points = someDigits(120);
  const fit = await fitTsne(points, params);
  expect((await fitTsne(points, params)).coordinates).toEqual(fit.coordinates);
  vi.restoreAllMocks();
  const order = createRandom(4).shuffle(Array.from({ length: 120 }, (_, i) => i));
  const moved = matrix(
    order.flatMap((row) => [...points.data.subarray(row * 64, row * 64 + 64)]),
    120,
  );
  expect((await fitTsne(moved, params)).klDivergence / fit.klDivergence).toBeCloseTo(1, 1);
});

test('repeated samples, one column and no variance still give finite places', async () => {
  const params = tsneParams.parse({ perplexity: 3, maxIter: 260 });
  for (const data of [Array(24).fill(2), Array.from({ length: 24 }, (_, i) => i % 3)]) {
    const { coordinates } = await fitTsne(matrix(data, 24), params);
    expect([...coordinates.data].every(Number.isFinite)).toBe(true);
  }
});

test('what cannot be drawn is refused; an abort ends it', async () => {
  await expect(fitTsne(someDigits(30), tsneParams.parse({}))).rejects.toMatchObject({
    code: 'PERPLEXITY_TOO_LARGE',
  });
  await expect(
    fitTsne(matrix([1, Number.NaN, 2], 3), tsneParams.parse({ perplexity: 2 })),
  ).rejects.toMatchObject({ code: 'NOT_FINITE' });
  await expect(trustworthiness(someDigits(10), matrix(Array(20).fill(0), 10), 5)).rejects.toMatchObject({
    code: 'TOO_MANY_NEIGHBORS',
  });
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fitTsne(someDigits(100), tsneParams.parse({}), { signal })).rejects.toThrow('enough');
});
