import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustedRandIndex } from '../compare/adjustedRandIndex.ts';
import { fitGaussianMixture } from '../gmm/gaussianMixture.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import { takeRows } from '../matrix/matrix.ts';
import {
  COVARIANCE_TYPES,
  gaussianMixtureParams,
  hdbscanParams,
  kMeansParams,
  TSNE_METHODS,
  tsneParams,
} from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { createRandom } from '../random/random.ts';
import { calinskiHarabaszScore } from '../scores/calinskiHarabasz.ts';
import { daviesBouldinScore } from '../scores/daviesBouldin.ts';
import { dbcv } from '../scores/dbcv.ts';
import { trustworthiness } from '../scores/neighbourhoods.ts';
import { silhouettes } from '../scores/silhouette.ts';
import { fitTsne } from '../tsne/tsne.ts';
import type { Points } from './cases.ts';

const K = 3;

interface Cloud {
  points: Points;
  /** (rows), one of K for each, every one of them taken. */
  start: Int32Array;
  order: Int32Array;
}

/**
 * Overlapping groups in general position. Numbers are whole multiples of 2^-16, so that a shift by 1e6 and a power of two
 * as a factor are exact.
 */
const cloud = fc
  .record({
    rows: fc.integer({ min: 16, max: 60 }),
    cols: fc.integer({ min: 1, max: 5 }),
    seed: fc.integer(),
  })
  .map(({ rows, cols, seed }): Cloud => {
    const random = createRandom(seed);
    const start = Int32Array.from({ length: rows }, (_, i) => i % K);
    const data = Float64Array.from({ length: rows * cols }, (_, at) => {
      const value = random.normal() + 2.5 * (start[Math.floor(at / cols)]! - 1);
      return Math.round(value * 2 ** 16) / 2 ** 16;
    });
    const order = random.shuffle(Int32Array.from({ length: rows }, (_, i) => i));
    return { points: { data, rows, cols }, start, order };
  });
const runs = { numRuns: 40, seed: 1 };

const each = (check: (cloud: Cloud) => Promise<void>) => fc.assert(fc.asyncProperty(cloud, check), runs);
const changed = ({ data, ...shape }: Points, change: (value: number) => number): Points => ({
  ...shape,
  data: data.map(change),
});
const inOrder = <T extends Int32Array | Float64Array>(values: T, order: Int32Array) =>
  Array.from(order, (row) => values[row]!);
const twice = (points: Points) =>
  takeRows(
    points,
    [...Array(2 * points.rows).keys()].map((i) => i >> 1),
  );
const near = (value: number, expected: number, relative: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));

const kMeansFrom = (points: Points, start: Int32Array) => {
  const first = [0, 1, 2].map((label) => start.indexOf(label));
  return fitKMeans(
    points,
    { ...kMeansParams.parse({ tol: 0 }), nClusters: K },
    { random: createRandom(0), initialCenters: takeRows(points, first) },
  );
};

const mixtureFrom = (
  points: Points,
  start: Int32Array,
  covarianceType: (typeof COVARIANCE_TYPES)[number],
  regCovar = 1e-6,
) => {
  const data = new Float64Array(points.rows * K);
  for (const [i, label] of start.entries()) data[i * K + label] = 1;
  return fitGaussianMixture(
    points,
    { ...gaussianMixtureParams.parse({ covarianceType, regCovar, tol: 1e-9, maxIter: 15 }), nComponents: K },
    { random: createRandom(0), initialResponsibilities: { data, rows: points.rows, cols: K } },
  );
};

/** With two samples the core distance is that to the nearest other, so that no two edges of the tree are equally long. */
const dense = (points: Points, minClusterSize = 4, minSamples = 2) =>
  fitHdbscan(points, hdbscanParams.parse({ minClusterSize, minSamples }));

describe('k-means', () => {
  test('the order of the samples moves their labels and nothing else', () =>
    each(async ({ points, start, order }) => {
      const plain = await kMeansFrom(points, start);
      const centres = takeRows(
        points,
        [0, 1, 2].map((label) => start.indexOf(label)),
      );
      const moved = await fitKMeans(takeRows(points, order), plain.params, {
        random: createRandom(0),
        initialCenters: centres,
      });
      expect([...moved.labels]).toEqual(inOrder(plain.labels, order));
      near(moved.inertia, plain.inertia, 1e-12);
    }));

  test('a factor scales the inertia by its square, a shift changes nothing', () =>
    each(async ({ points, start }) => {
      const plain = await kMeansFrom(points, start);
      const scaled = await kMeansFrom(
        changed(points, (value) => 8 * value),
        start,
      );
      expect(scaled.labels).toEqual(plain.labels);
      near(scaled.inertia, 64 * plain.inertia, 1e-12);
      const shifted = await kMeansFrom(
        changed(points, (value) => value + 1e6),
        start,
      );
      expect(shifted.labels).toEqual(plain.labels);
      near(shifted.inertia, plain.inertia, 1e-8);
    }));

  test('every sample twice doubles the inertia', () =>
    each(async ({ points, start }) => {
      const plain = await kMeansFrom(points, start);
      const double = await kMeansFrom(
        twice(points),
        Int32Array.from([...start].flatMap((label) => [label, label])),
      );
      expect([...double.labels]).toEqual([...plain.labels].flatMap((label) => [label, label]));
      near(double.inertia, 2 * plain.inertia, 1e-12);
    }));
});

describe.each(COVARIANCE_TYPES)('mixture, %s', (type) => {
  test('the order of the samples moves their labels and nothing else', () =>
    each(async ({ points, start, order }) => {
      const plain = await mixtureFrom(points, start, type);
      const moved = await mixtureFrom(takeRows(points, order), Int32Array.from(inOrder(start, order)), type);
      expect(adjustedRandIndex(moved.labels, inOrder(plain.labels, order))).toBe(1);
      near(moved.logLikelihood, plain.logLikelihood, 1e-8);
    }));

  test('a shift changes nothing; a factor adds its logarithm to each density', () =>
    each(async ({ points, start }) => {
      const plain = await mixtureFrom(points, start, type);
      const shifted = await mixtureFrom(
        changed(points, (value) => value + 1e6),
        start,
        type,
      );
      expect(shifted.labels).toEqual(plain.labels);
      near(shifted.logLikelihood, plain.logLikelihood, 1e-8);
      const scaled = await mixtureFrom(
        changed(points, (value) => 4 * value),
        start,
        type,
        16e-6,
      );
      expect(scaled.labels).toEqual(plain.labels);
      near(scaled.logLikelihood, plain.logLikelihood - points.rows * points.cols * Math.log(4), 1e-8);
    }));

  test('every sample twice doubles the likelihood', () =>
    each(async ({ points, start }) => {
      const plain = await mixtureFrom(points, start, type);
      const double = await mixtureFrom(
        twice(points),
        Int32Array.from([...start].flatMap((label) => [label, label])),
        type,
      );
      expect([...double.labels]).toEqual([...plain.labels].flatMap((label) => [label, label]));
      near(double.logLikelihood, 2 * plain.logLikelihood, 1e-8);
    }));
});

describe('HDBSCAN', () => {
  test('neither the order of the samples nor a shift nor a factor changes who is with whom', () =>
    each(async ({ points, order }) => {
      const plain = await dense(points);
      for (const [other, expected] of [
        [takeRows(points, order), inOrder(plain.labels, order)],
        [changed(points, (value) => value + 1e6), plain.labels],
        [changed(points, (value) => 4 * value), plain.labels],
      ] as const) {
        const { labels } = await dense(other);
        expect(adjustedRandIndex(labels, expected)).toBe(1);
        expect(Array.from(labels, (label) => label === -1)).toEqual(
          Array.from(expected, (label) => label === -1),
        );
      }
    }));

  test('every sample twice, and sizes twice as large, keep equal samples and clusters together', () =>
    each(async ({ points }) => {
      const plain = await dense(points, 4, 2);
      const double = await dense(twice(points), 8, 4);
      const tree = plain.singleLinkage.distances.toSorted();
      // Between copies of a sample lies its core distance.
      const between = double.singleLinkage.distances.toSorted();
      for (const distance of tree)
        expect(Math.min(...between.map((other) => Math.abs(other - distance)))).toBeLessThan(1e-10);
      expect(
        adjustedRandIndex(
          double.labels,
          [...plain.labels].flatMap((label) => [label, label]),
        ),
      ).toBe(1);
    }));
});

describe('PCA', () => {
  test('order and shift change nothing, a factor the variance by its square', () =>
    each(async ({ points, order }) => {
      const nComponents = Math.min(2, points.cols);
      const plain = await fitPca(points, { nComponents });
      for (const [other, factor] of [
        [takeRows(points, order), 1],
        [changed(points, (value) => value + 1e6), 1],
        [changed(points, (value) => 4 * value), 16],
      ] as const) {
        const found = await fitPca(other, { nComponents });
        for (const [c, variance] of plain.explainedVariance.entries())
          near(found.explainedVariance[c]!, factor * variance, 1e-8);
      }
    }));
});

describe('scores', () => {
  const all = async (points: Points, labels: ArrayLike<number>) => {
    const found = await silhouettes(points, labels);
    return [
      found!.mean,
      daviesBouldinScore(points, labels)!,
      calinskiHarabaszScore(points, labels)!,
      (await dbcv(points, labels))!.value,
    ];
  };

  test('neither order nor shift nor factor changes one', () =>
    each(async ({ points, start, order }) => {
      const labels = start.map((label, i) => (i % 7 === 6 ? -1 : label));
      const plain = await all(points, labels);
      for (const [other, own, digits] of [
        [takeRows(points, order), inOrder(labels, order), 1e-12],
        [changed(points, (value) => value + 1e6), labels, 1e-8],
        [changed(points, (value) => 4 * value), labels, 1e-12],
      ] as const) {
        const found = await all(other, own);
        // The tree of DBCV, the last, takes the earliest of equally near samples, which the order decides.
        const compared = own === labels ? plain : plain.slice(0, -1);
        for (const [n, value] of compared.entries()) near(found[n]!, value, digits);
      }
    }));
});

describe('trustworthiness', () => {
  test('of a map that is the data is 1, and the order changes nothing', () =>
    each(async ({ points, order }) => {
      expect((await trustworthiness(points, points, 4)).value).toBe(1);
      const map = { ...points, cols: 1, data: points.data.filter((_, at) => at % points.cols === 0) };
      const plain = await trustworthiness(points, map, 4);
      const moved = await trustworthiness(takeRows(points, order), takeRows(map, order), 4);
      near(moved.value, plain.value, 1e-12);
    }));
});

test.each(TSNE_METHODS)(
  't-SNE %s: a shift or a factor changes the map no more than its divergence tells',
  async (method) => {
    const random = createRandom(3);
    const data = Float64Array.from(
      { length: 90 * 6 },
      (_, at) => Math.round((random.normal() + 7 * (Math.floor(at / 6) % 3)) * 2 ** 16) / 2 ** 16,
    );
    const points = { data, rows: 90, cols: 6 };
    const params = tsneParams.parse({ method, perplexity: 8, maxIter: 500 });
    const plain = await fitTsne(points, params);
    for (const other of [changed(points, (value) => value + 1e6), changed(points, (value) => 4 * value)]) {
      const found = await fitTsne(other, params);
      near(found.klDivergence, plain.klDivergence, 0.03);
    }
  },
);
