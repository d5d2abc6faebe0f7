import { describe, expect, test, vi } from 'vitest';
import reference from '../../fixtures/gmm.json' with { type: 'json' };
import { adjustedRandIndex } from '../compare/index.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { gaussianMixtureParams } from '../params/gaussianMixture.ts';
import { createRandom } from '../random/random.ts';
import { fitGaussianMixture } from './gaussianMixture.ts';

const matrix = (data: number[], rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(data),
  rows,
  cols: data.length / rows,
});
const params = (nComponents: number, more: object = {}) => ({
  ...gaussianMixtureParams.parse(more),
  nComponents,
});
const random = () => createRandom(1);

/** Three well separated groups of 50, and which is which. */
function groups(cols: number): { points: Matrix<Float64Array>; truth: number[] } {
  const draw = createRandom(8);
  const truth = Array.from({ length: 150 }, (_, i) => i % 3);
  const data = truth.flatMap((group) => Array.from({ length: cols }, () => 8 * group + draw.normal()));
  return { points: matrix(data, 150), truth };
}

describe.each(reference.cases)('as scikit-learn: $name, $covarianceType', (c) => {
  test('the same start ends in the same mixture', async () => {
    const fit = await fitGaussianMixture(
      matrix(c.data, c.rows),
      params(3, { covarianceType: c.covarianceType, tol: 1e-6, maxIter: 200 }),
      { random: random(), initialResponsibilities: matrix(c.start, c.rows) },
    );
    expect(fit.iterations).toBe(c.iterations);
    expect(fit.converged).toBe(c.converged);
    expect([...fit.labels]).toEqual(c.labels);
    for (const key of ['logLikelihood', 'lowerBound', 'bic', 'aic'] as const)
      expect(Math.abs(fit[key] / c[key] - 1)).toBeLessThan(1e-8);
    close(fit.weights, c.weights, 8);
    close(fit.means.data, c.means, 7);
    close(fit.covariances, c.covariances, 7);
    close(fit.responsibilities.data, c.responsibilities, 7);
  });
});

function close(mine: Float64Array, theirs: number[], digits: number): void {
  expect(mine).toHaveLength(theirs.length);
  mine.forEach((value, i) => {
    expect(value).toBeCloseTo(theirs[i]!, digits);
  });
}

test('finds what is there from its own start, and predicts it for the same points', async () => {
  const { points, truth } = groups(4);
  const fit = await fitGaussianMixture(points, params(3, { nInit: 3 }), { random: random() });
  expect(adjustedRandIndex(fit.labels, truth)).toBe(1);
  const again = await fit.predictProbabilities(points);
  again.data.forEach((value, i) => {
    expect(value).toBeCloseTo(fit.responsibilities.data[i]!, 9);
  });
  expect(fit.warnings).toEqual([]);
});

test('the order of the samples changes no label', async () => {
  const { points } = groups(3);
  const fit = await fitGaussianMixture(points, params(3), { random: random() });
  const order = createRandom(4).shuffle(Array.from({ length: 150 }, (_, i) => i));
  const moved = order.flatMap((row) => [...points.data.subarray(row * 3, row * 3 + 3)]);
  const other = await fitGaussianMixture(matrix(moved, 150), params(3), { random: random() });
  expect(
    adjustedRandIndex(
      other.labels,
      order.map((row) => fit.labels[row]!),
    ),
  ).toBe(1);
});

test('too few samples for full covariances are said so, not for diagonal ones', async () => {
  const draw = createRandom(2);
  const points = matrix(
    Array.from({ length: 150 * 64 }, () => draw.normal()),
    150,
  );
  const codes = async (covarianceType: string) =>
    (await fitGaussianMixture(points, params(2, { covarianceType }), { random: random() })).warnings.map(
      ({ code }) => code,
    );
  expect(await codes('full')).toContain('TOO_FEW_FOR_COVARIANCE');
  const { warnings } = await fitGaussianMixture(points, params(2), { random: random() });
  expect(warnings[0]!.message).toMatch(/too many for 150 samples of 64.*Reduce the latents by PCA first/);
  expect(await codes('diag')).not.toContain('TOO_FEW_FOR_COVARIANCE');
});

test('what cannot be fitted is refused with its reason', async () => {
  const two = matrix([0, 0, 1, 1], 2);
  await expect(fitGaussianMixture(two, params(3), { random: random() })).rejects.toMatchObject({
    code: 'TOO_MANY_CLUSTERS',
  });
  const flat = matrix(
    Array.from({ length: 40 }, (_, i) => (i % 2 ? 5 : i)),
    20,
  );
  await expect(
    fitGaussianMixture(flat, params(2, { regCovar: 0 }), { random: random() }),
  ).rejects.toMatchObject({ code: 'COVARIANCE_NOT_POSITIVE' });
  await expect(
    fitGaussianMixture(matrix([1, Number.NaN, 2, 3], 2), params(1), { random: random() }),
  ).rejects.toMatchObject({ code: 'NOT_FINITE' });
});

test('an abort ends it; the same seed gives the same bytes, without Math.random', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const { points } = groups(6);
  const fit = () => fitGaussianMixture(points, params(3), { random: random() });
  expect((await fit()).responsibilities).toEqual((await fit()).responsibilities);
  vi.restoreAllMocks();
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fitGaussianMixture(points, params(3), { random: random(), signal })).rejects.toThrow('enough');
});
