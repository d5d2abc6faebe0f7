import { describe, expect, test, vi } from 'vitest';
import digits from '../../fixtures/digits.json' with { type: 'json' };
import reference from '../../fixtures/hdbscan.json' with { type: 'json' };
import ofDigits from '../../fixtures/hdbscanDigits.json' with { type: 'json' };
import { adjustedRandIndex } from '../compare/index.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { hdbscanParams } from '../params/hdbscan.ts';
import { createRandom } from '../random/random.ts';
import { fitHdbscan } from './hdbscan.ts';

const matrix = (data: number[], rows: number): Matrix<Float64Array> => ({
  data: Float64Array.from(data),
  rows,
  cols: data.length / rows,
});

interface Run {
  params: object;
  labels: number[];
  probabilities: number[];
  distances: number[];
  outlierScores: number[] | null;
}

describe.each(reference.cases)('as scikit-learn: $name', ({ data, rows, runs }) => {
  test.each<Run>(runs)('$params', async ({ params, labels, probabilities, distances, outlierScores }) => {
    const fit = await fitHdbscan(matrix(data, rows), hdbscanParams.parse(params));
    const mine = [...fit.singleLinkage.distances].sort((a, b) => a - b);
    mine.forEach((distance, i) => {
      expect(Math.abs(distance - distances[i]!)).toBeLessThan(1e-10 * Math.max(1, distance));
    });
    expect(fit.labels.map((label) => Math.min(label, 0))).toEqual(
      Int32Array.from(labels, (label) => Math.min(label, 0)),
    );
    expect(adjustedRandIndex(fit.labels, labels)).toBe(1);
    fit.probabilities.forEach((value, i) => {
      expect(value).toBeCloseTo(probabilities[i]!, 9);
    });
    outlierScores?.forEach((score, i) => {
      expect(fit.outlierScores[i]).toBeCloseTo(score, 9);
    });
  });
});

test('where two thirds of the heights are tied, the tree has scikit-learn’s heights, and labels are as near as its own ways are', async () => {
  const { minClusterSize, squaredDistances, labels } = ofDigits;
  const fit = await fitHdbscan(matrix(digits.data, digits.rows), hdbscanParams.parse({ minClusterSize }));
  const squared = [...fit.singleLinkage.distances].map((distance) => Math.round(distance ** 2));
  expect(squared.sort((a, b) => a - b)).toEqual(squaredDistances);
  const apart = (one: ArrayLike<number>, other: number[]) =>
    other.filter((label, row) => label < 0 !== one[row]! < 0).length;
  expect(apart(fit.labels, labels.kd_tree)).toBeLessThan(apart(labels.brute, labels.kd_tree));
  expect(adjustedRandIndex(fit.labels, labels.kd_tree)).toBeGreaterThan(0.995);
});

test('a row outside every cluster is more of an outlier than a cluster’s core', async () => {
  const draw = createRandom(3);
  const data = Array.from({ length: 120 }, (_, i) => 6 * (Math.floor(i / 2) % 2) + 0.3 * draw.normal());
  const { outlierScores } = await fitHdbscan(matrix([...data, 40, 40], 61), hdbscanParams.parse({}));
  expect(outlierScores.indexOf(Math.max(...outlierScores))).toBe(60);
  expect(outlierScores.every((score) => score >= 0 && score <= 1)).toBe(true);
});

test('outlier scores are those of the definition', async () => {
  const { data, rows } = reference.cases[0]!;
  const { outlierScores, condensedTree } = await fitHdbscan(matrix(data, rows), hdbscanParams.parse({}));
  const parentOf = new Map(condensedTree.edges.map((edge) => [edge.child, edge]));
  const inside = (row: number, cluster: number): boolean => {
    const edge = parentOf.get(row);
    return edge !== undefined && (edge.parent === cluster || inside(edge.parent, cluster));
  };
  for (let row = 0; row < rows; row += 7) {
    const { parent, lambda } = parentOf.get(row)!;
    const below = condensedTree.edges.filter(({ child }) => child < rows && inside(child, parent));
    expect(outlierScores[row]).toBeCloseTo(1 - lambda / Math.max(...below.map((edge) => edge.lambda)), 12);
  }
});

test('repeated samples make a cluster of their own', async () => {
  const data = [...Array(12).fill(1), ...Array(12).fill(5), 30];
  const { labels, probabilities, outlierScores } = await fitHdbscan(
    matrix(data, 25),
    hdbscanParams.parse({}),
  );
  expect(new Set(labels.subarray(0, 12)).size).toBe(1);
  expect(labels[0]).not.toBe(labels[12]);
  expect(labels[24]).toBe(-1);
  expect([...probabilities].every(Number.isFinite) && [...outlierScores].every(Number.isFinite)).toBe(true);
});

test('the order of the samples changes no label', async () => {
  const { data, rows } = reference.cases[0]!;
  const cols = data.length / rows;
  const order = createRandom(4).shuffle(Array.from({ length: rows }, (_, i) => i));
  const moved = order.flatMap((row) => data.slice(row * cols, (row + 1) * cols));
  const fit = await fitHdbscan(matrix(data, rows), hdbscanParams.parse({}));
  const other = await fitHdbscan(matrix(moved, rows), hdbscanParams.parse({}));
  expect(
    adjustedRandIndex(
      other.labels,
      order.map((row) => fit.labels[row]!),
    ),
  ).toBe(1);
});

test('from near neighbours only, well separated groups are the same, and said to be approximate', async () => {
  const draw = createRandom(6);
  const truth = Array.from({ length: 600 }, (_, i) => i % 3);
  const data = truth.flatMap((group) => [50 * group + draw.normal(), draw.normal()]);
  const params = hdbscanParams.parse({ minClusterSize: 20 });
  const exact = await fitHdbscan(matrix(data, 600), params);
  const near = await fitHdbscan(matrix(data, 600), params, { exactRows: 100 });
  expect([exact.approximate, near.approximate]).toEqual([false, true]);
  expect(adjustedRandIndex(near.labels, exact.labels)).toBeGreaterThan(0.95);
  expect(new Set(near.labels.filter((label) => label >= 0)).size).toBe(3);
});

test('what cannot be clustered is refused with its reason', async () => {
  const few = matrix([1, 2, 3], 3);
  await expect(fitHdbscan(few, hdbscanParams.parse({}))).rejects.toMatchObject({ code: 'TOO_FEW_SAMPLES' });
  await expect(
    fitHdbscan(matrix([1, Number.NaN], 2), hdbscanParams.parse({ minClusterSize: 2 })),
  ).rejects.toMatchObject({ code: 'NOT_FINITE' });
});

test('an abort ends it, and Math.random is never asked', async () => {
  vi.spyOn(Math, 'random').mockImplementation(() => {
    throw new Error('Math.random');
  });
  const { data, rows } = reference.cases[0]!;
  await fitHdbscan(matrix(data, rows), hdbscanParams.parse({}));
  vi.restoreAllMocks();
  const signal = AbortSignal.abort(new Error('enough'));
  await expect(fitHdbscan(matrix(data, rows), hdbscanParams.parse({}), { signal })).rejects.toThrow('enough');
});
