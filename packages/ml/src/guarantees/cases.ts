import digits from '../../fixtures/digits.json' with { type: 'json' };
import { fitGaussianMixture } from '../gmm/gaussianMixture.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import type { Matrix } from '../matrix/matrix.ts';
import {
  COVARIANCE_TYPES,
  type CovarianceType,
  gaussianMixtureParams,
  hdbscanParams,
  kMeansParams,
  TSNE_METHODS,
  tsneParams,
  umapParams,
} from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { createRandom } from '../random/random.ts';
import { fitTsne } from '../tsne/tsne.ts';
import { fitUmap } from '../umap/umap.ts';

// What the tests of all algorithms at once are made of.

export type Points = Matrix<Float64Array>;

export const matrixOf = (rows: readonly (readonly number[])[]): Points => ({
  data: Float64Array.from(rows.flat()),
  rows: rows.length,
  cols: rows[0]?.length ?? 0,
});

/** Groups of unit spread `apart` from each other along every column; row i is in group i % count. */
export function groups(rows: number, cols: number, { count = 3, apart = 9, seed = 1 } = {}): Points {
  const random = createRandom(seed);
  return matrixOf(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: cols }, (_, k) => apart * ((i + k) % count) + random.normal()),
    ),
  );
}

/** As scikit-learn has them: 64 columns of 0 to 16, some of them constant. */
export const someDigits = (rows: number): Points => ({
  data: Float64Array.from(digits.data.slice(0, rows * digits.cols)),
  rows,
  cols: digits.cols,
});

/** Clusterers with k, or the least size, chosen to suit `groups` and the digits. */
export const CLUSTERERS: Record<string, (points: Points, k?: number) => Promise<Int32Array>> = {
  'k-means': async (points, k = 3) =>
    (await fitKMeans(points, { ...kMeansParams.parse({}), nClusters: k }, { random: createRandom(2) }))
      .labels,
  ...Object.fromEntries(
    COVARIANCE_TYPES.map((covarianceType) => [
      `GMM ${covarianceType}`,
      async (points: Points, k = 3) => (await mixtureOf(points, covarianceType, k)).labels,
    ]),
  ),
  HDBSCAN: async (points) => (await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 5 }))).labels,
  'HDBSCAN, approximate': async (points) =>
    (await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 5 }), { exactRows: 10 })).labels,
};

export const mixtureOf = (points: Points, covarianceType: CovarianceType, nComponents: number) =>
  fitGaussianMixture(
    points,
    { ...gaussianMixtureParams.parse({ covarianceType }), nComponents },
    { random: createRandom(2) },
  );

/** Maps with parameters that fit a few dozen samples; every method that t-SNE has. */
export const PROJECTIONS: Record<string, (points: Points) => Promise<Points>> = {
  PCA: async (points) => (await fitPca(points, { nComponents: Math.min(2, points.cols) })).transform(points),
  ...Object.fromEntries(
    TSNE_METHODS.map((method) => [
      `t-SNE ${method}`,
      async (points: Points) =>
        (await fitTsne(points, tsneParams.parse({ method, perplexity: 5, maxIter: 300 }))).coordinates,
    ]),
  ),
  UMAP: async (points) =>
    (
      await fitUmap(points, umapParams.parse({ nNeighbors: 5, nEpochs: 40 }), {
        random: createRandom(2),
      })
    ).coordinates,
};
