import fc from 'fast-check';
import { kmeans as mlKMeans } from 'ml-kmeans';
import { describe, expect, test, vi } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import { adjustedRandIndex } from '../compare/adjustedRandIndex.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createReferenceAlgebra } from '../linear/reference.ts';
import { createWasmAlgebra } from '../linear/wasm/wasmAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { fitKMeans } from './kmeans.ts';
import { predictKMeans } from './predict.ts';

const params = { nClusters: 3, nInit: 10, maxIter: 300, tol: 1e-4 };
const matrix = (rows: number[][]): Matrix => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  cols: rows[0]!.length,
});
const relative = (a: number, b: number) => Math.abs(a - b) / Math.max(Math.abs(b), 1e-12);

describe.each(reference.cases)('as scikit-learn from the same start: $name', async (c) => {
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const initialCenters: Matrix = {
    data: Float64Array.from(c.initialCenters),
    rows: c.nClusters,
    cols: c.cols,
  };
  const fit = await fitKMeans(
    points,
    { ...params, nClusters: c.nClusters },
    { random: createRandom(0), initialCenters },
  );

  test('labels, inertia, centres, iterations', () => {
    expect([...fit.labels]).toEqual(c.labels);
    expect(relative(fit.inertia, c.inertia)).toBeLessThan(1e-9);
    fit.centers.data.forEach((value, i) => {
      expect(relative(value, c.centers[i]!)).toBeLessThan(1e-8);
    });
    expect(fit.iterations).toBe(c.iterations);
    expect(fit.converged).toBe(true);
  });

  test('inertia as ml-kmeans', () => {
    const rows = Array.from({ length: c.rows }, (_, i) => c.data.slice(i * c.cols, (i + 1) * c.cols));
    const start = Array.from({ length: c.nClusters }, (_, i) =>
      c.initialCenters.slice(i * c.cols, (i + 1) * c.cols),
    );
    const other = mlKMeans(rows, c.nClusters, { initialization: start, tolerance: 0, maxIterations: 300 });
    const inertia = rows.reduce((sum, row, i) => {
      const center = other.centroids[other.clusters[i]!]!;
      return sum + row.reduce((s, value, k) => s + (value - center[k]!) ** 2, 0);
    }, 0);
    // With an offset of 1e6 ml-kmeans itself keeps nine digits.
    expect(relative(fit.inertia, inertia)).toBeLessThan(c.name === 'offset' ? 1e-8 : 1e-9);
  });
});

test('k-means++ finds separate groups, twice the same, and never asks Math.random', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const c = reference.cases[0]!;
  const points: Matrix = { data: Float32Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = () => fitKMeans(points, params, { random: createRandom(11) });
  expect(await fit()).toEqual(await fit());
  const truth = Array.from({ length: c.rows }, (_, i) => Math.floor(i / 40));
  expect(adjustedRandIndex((await fit()).labels, truth)).toBe(1);
  vi.restoreAllMocks();
});

test('an empty cluster takes the farthest sample, as in scikit-learn', async () => {
  const c = reference.emptied;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const initialCenters: Matrix = { data: Float64Array.from(c.initialCenters), rows: 3, cols: c.cols };
  const fit = await fitKMeans(points, params, { random: createRandom(0), initialCenters });
  expect([...fit.labels]).toEqual(c.labels);
  expect(relative(fit.inertia, c.inertia)).toBeLessThan(1e-9);
  expect(fit.iterations).toBe(c.iterations);
});

test('one start reaches on average what one of scikit-learn does where groups overlap', async () => {
  const c = reference.overlapping;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  let sum = 0;
  for (let seed = 0; seed < 200; seed++)
    sum += (
      await fitKMeans(points, { ...params, nClusters: c.nClusters, nInit: 1 }, { random: createRandom(seed) })
    ).inertia;
  // The standard error of the ratio is .0015; evenly chosen starts reach 1.007.
  expect(Math.abs(sum / 200 / c.meanInertia - 1)).toBeLessThan(0.005);
});

test('of several starts the one with the lowest inertia is kept', async () => {
  const c = reference.overlapping;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = (nInit: number, random = createRandom(6)) =>
    fitKMeans(points, { ...params, nClusters: c.nClusters, nInit }, { random });
  const random = createRandom(6);
  const singly: number[] = [];
  for (let start = 0; start < 6; start++) singly.push((await fit(1, random)).inertia);
  expect(new Set(singly).size).toBeGreaterThan(1);
  expect((await fit(6)).inertia).toBe(Math.min(...singly));
});

describe('points that a fit has not seen', () => {
  test.each(reference.cases)(
    'have the nearest centre, and those it has seen their labels: $name',
    async (c) => {
      const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
      const fit = await fitKMeans(points, params, { random: createRandom(1) });
      expect(await predictKMeans(fit, points)).toEqual(fit.labels);
      const between = matrix(
        [...Array(3).keys()].map((k) => [...fit.centers.data.subarray(k * c.cols, (k + 1) * c.cols)]),
      );
      expect([...(await predictKMeans(fit, between))]).toEqual([0, 1, 2]);
    },
  );

  test('are refused with NaN or other columns', async () => {
    const fit = await fitKMeans(
      matrix([
        [1, 2],
        [3, 4],
        [9, 9],
      ]),
      { ...params, nClusters: 2 },
      { random: createRandom(0) },
    );
    await expect(predictKMeans(fit, matrix([[1]]))).rejects.toMatchObject({ code: 'COLUMNS_DIFFER' });
    await expect(predictKMeans(fit, matrix([[1, Number.NaN]]))).rejects.toMatchObject({ code: 'NOT_FINITE' });
  });
});

test('more clusters than distinct points leave clusters empty, not NaN', async () => {
  const points = matrix([
    [1, 1],
    [1, 1],
    [1, 1],
    [2, 2],
  ]);
  const fit = await fitKMeans(points, { ...params, nClusters: 3 }, { random: createRandom(0) });
  expect(fit.inertia).toBe(0);
  expect([...fit.centers.data].every(Number.isFinite)).toBe(true);
  expect(fit.warnings).toEqual([
    {
      code: 'CLUSTERS_EMPTY',
      message: '2 of 3 clusters have samples: too few of these are different. Ask for 2.',
    },
  ]);
  const two = await fitKMeans(points, { ...params, nClusters: 2 }, { random: createRandom(0) });
  expect(two.warnings).toEqual([]);
});

test('what cannot be fitted is refused with a code and a path', async () => {
  const fit = (rows: number[][], nClusters: number) =>
    fitKMeans(matrix(rows), { ...params, nClusters }, { random: createRandom(0) });
  await expect(fit([[1], [2]], 3)).rejects.toThrow(
    expect.objectContaining({ code: 'TOO_MANY_CLUSTERS', path: ['nClusters'] }),
  );
  await expect(fit([[1], [Number.NaN], [3]], 2)).rejects.toThrow(
    expect.objectContaining({ code: 'NOT_FINITE' }),
  );
});

test('an aborted fit throws the reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(
    fitKMeans(matrix([[1], [2], [9]]), { ...params, nClusters: 2 }, { random: createRandom(0), signal }),
  ).rejects.toThrow('enough');
});

test('what did not converge says so', async () => {
  const c = reference.overlapping;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = await fitKMeans(points, { ...params, maxIter: 1 }, { random: createRandom(0) });
  expect([fit.converged, fit.iterations]).toEqual([false, 1]);
});

// Points in general position: where distances tie, rounding may decide one way or the other.
const cloud = fc.tuple(fc.integer({ min: 6, max: 40 }), fc.integer()).map(([rows, seed]) => {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () => [random.normal(), random.normal(), random.normal()]);
});

test('scaling the data scales the inertia; the order of samples only moves their labels', async () => {
  await fc.assert(
    fc.asyncProperty(cloud, fc.constantFrom(0.5, 2, 8), fc.integer(), async (rows, factor, seed) => {
      const initialCenters = matrix(rows.slice(0, 3));
      const fit = (data: number[][], start: Matrix) =>
        fitKMeans(matrix(data), { ...params, tol: 0 }, { random: createRandom(0), initialCenters: start });
      const plain = await fit(rows, initialCenters);
      const scale = (list: number[][]) => list.map((row) => row.map((value) => value * factor));
      const scaled = await fit(scale(rows), matrix(scale(rows.slice(0, 3))));
      expect(scaled.inertia).toBeCloseTo(plain.inertia * factor ** 2, 8);
      const order = createRandom(seed).shuffle(rows.map((_, i) => i));
      const moved = await fit(
        order.map((i) => rows[i]!),
        initialCenters,
      );
      expect([...moved.labels]).toEqual(order.map((i) => plain.labels[i]));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test('the kernels give the same fit, byte for byte', async () => {
  const c = reference.overlapping;
  const points: Matrix = { data: Float64Array.from(c.data), rows: c.rows, cols: c.cols };
  const fit = (linear: LinearAlgebra) =>
    fitKMeans(points, { ...params, nClusters: 7, tol: 0 }, { random: createRandom(4), linear });
  expect(await fit(createWasmAlgebra())).toEqual(await fit(createReferenceAlgebra()));
});
