import { describe, expect, test } from 'vitest';
import { fitGaussianMixture } from '../gmm/gaussianMixture.ts';
import { createNativeAlgebra } from '../graph/native/linear/nativeAlgebra.ts';
import { loadTfjsNode } from '../graph/testing/backends.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createReferenceAlgebra } from '../linear/reference.ts';
import { createWasmAlgebra } from '../linear/wasm/wasmAlgebra.ts';
import { COVARIANCE_TYPES, gaussianMixtureParams, hdbscanParams, kMeansParams } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { createRandom } from '../random/random.ts';
import { dbcv } from '../scores/dbcv.ts';
import { continuity, trustworthiness } from '../scores/neighbourhoods.ts';
import { silhouettes } from '../scores/silhouette.ts';
import { groups, type Points, someDigits } from './cases.ts';

/** One pass over the data; iterated ones round at every step. */
const [ONE_PASS, ITERATED] = [1e-12, 1e-8];

// Large enough that TensorFlow is given the products (it takes them from two million multiplications on).
const DATA: Record<string, { points: Points; truth: Int32Array }> = {
  digits: { points: someDigits(600), truth: Int32Array.from({ length: 600 }, (_, i) => i % 10) },
  groups: {
    points: groups(900, 60, { apart: 0.6 }),
    truth: Int32Array.from({ length: 900 }, (_, i) => (i % 50 === 0 ? -1 : i % 3)),
  },
};

const tf = loadTfjsNode();
const IMPLEMENTATIONS: Record<string, () => Promise<LinearAlgebra>> = {
  wasm: async () => createWasmAlgebra(),
  ...(tf ? { native: () => createNativeAlgebra(tf) } : {}),
};

test.skipIf(tf !== null)('native: skipped, the TensorFlow library is not there', () => undefined);

const near = (value: number, expected: number, relative: number) =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(expected)));

describe.each(Object.entries(IMPLEMENTATIONS))('%s gives what the reference gives', async (_, open) => {
  const linear = await open();
  const reference = createReferenceAlgebra();
  /** Both answers. */
  const both = <T>(work: (linear: LinearAlgebra) => Promise<T>): Promise<[T, T]> =>
    Promise.all([work(linear), work(reference)]);

  describe.each(Object.entries(DATA))('%s', (_name, { points, truth }) => {
    test('k-means: the same labels and inertia', async () => {
      const params = { ...kMeansParams.parse({ nInit: 2 }), nClusters: 7 };
      const [own, other] = await both((by) =>
        fitKMeans(points, params, { random: createRandom(3), linear: by }),
      );
      expect(own.labels).toEqual(other.labels);
      near(own.inertia, other.inertia, ITERATED);
    });

    test.each(COVARIANCE_TYPES)('mixture, %s: the same labels and likelihood', async (covarianceType) => {
      const params = {
        ...gaussianMixtureParams.parse({ covarianceType, regCovar: 1e-2, maxIter: 30 }),
        nComponents: 3,
      };
      const [own, other] = await both((by) =>
        fitGaussianMixture(points, params, { random: createRandom(3), linear: by }),
      );
      expect(own.labels).toEqual(other.labels);
      expect(own.iterations).toBe(other.iterations);
      for (const score of ['logLikelihood', 'bic', 'aic'] as const) near(own[score], other[score], ITERATED);
    });

    test('HDBSCAN: the same tree and labels, exact and approximate', async () => {
      for (const exactRows of [2000, 100]) {
        const params = hdbscanParams.parse({ minClusterSize: 8 });
        const [own, other] = await both((by) => fitHdbscan(points, params, { linear: by, exactRows }));
        expect(own.labels).toEqual(other.labels);
        for (const [i, distance] of other.singleLinkage.distances.entries())
          near(own.singleLinkage.distances[i]!, distance, ONE_PASS);
      }
    });

    test('PCA: the same variances', async () => {
      const [own, other] = await both((by) => fitPca(points, { nComponents: 12 }, { linear: by }));
      for (const [c, variance] of other.explainedVariance.entries())
        near(own.explainedVariance[c]!, variance, ONE_PASS);
    });

    test('silhouettes, exact and estimated, and DBCV', async () => {
      for (const exactRows of [2000, 800]) {
        const [own, other] = await both((by) => silhouettes(points, truth, { linear: by, exactRows }));
        near(own!.mean, other!.mean, ONE_PASS);
        for (const [i, value] of other!.values.entries())
          if (Number.isNaN(value)) expect(own!.values[i]).toBeNaN();
          else near(own!.values[i]!, value, ONE_PASS);
      }
      const [own, other] = await both((by) => dbcv(points, truth, { linear: by }));
      near(own!.value, other!.value, ONE_PASS);
    });

    test('trustworthiness and continuity', async () => {
      const map = {
        ...points,
        cols: 2,
        data: points.data.filter((_value, at) => [20, 21].includes(at % points.cols)),
      };
      for (const measure of [trustworthiness, continuity]) {
        const [own, other] = await both((by) => measure(points, map, 9, { linear: by }));
        near(own.value, other.value, ONE_PASS);
      }
    });
  });
});
