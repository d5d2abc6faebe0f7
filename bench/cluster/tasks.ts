import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kmeans as mlKMeans } from 'ml-kmeans';
import TSNE from 'tsne-js';
import {
  clusteringParams,
  createRandom,
  fitGaussianMixture,
  fitHdbscan,
  fitKMeans,
  fitPca,
  fitTsne,
  gaussianMixtureParams,
  hdbscanParams,
  type LinearAlgebra,
  type Matrix,
  scanClusterings,
  silhouettes,
  trustworthiness,
  tsneParams,
} from '../../packages/ml/src/index.ts';

export type Points = Matrix<Float64Array>;
export type Scores = Record<string, number>;

/** One line of the table; scikit-learn's side of it is in peer.py under the same name. */
export interface Task {
  metric: string;
  points(): Points;
  /** Timed. Null where the product does not do it. */
  ours: ((points: Points, linear: LinearAlgebra) => Promise<Scores>) | null;
  /** Libraries of npm, timed. */
  libraries?: Record<string, (points: Points) => Scores>;
  /** Takes so long that it is done once, without a round before. */
  once?: boolean;
  /** Takes minutes: done once, by the kernels alone, and only when asked for by its whole name. Tells peak memory. */
  long?: boolean;
  sklearn: boolean;
}

/** Groups that overlap where `spread` is 15, so that iterations are many, as on real latents; 3 is well apart. */
function groups(rows: number, cols: number, count: number, spread: number): Points {
  const random = createRandom(rows + cols);
  const centers = Float64Array.from({ length: count * cols }, () => 20 * random.next() - 10);
  // Not Float64Array.from, which makes a list first: of 100,000 x 64 that would be the peak of memory.
  const data = new Float64Array(rows * cols);
  for (let at = 0; at < data.length; at++) {
    const row = Math.floor(at / cols);
    data[at] = centers[(row % count) * cols + (at % cols)]! + spread * random.normal();
  }
  return { data, rows, cols };
}

function digits(): Points {
  const path = join(import.meta.dirname, '../../packages/ml/fixtures/digits.json');
  const { data, rows, cols } = JSON.parse(readFileSync(path, 'utf8'));
  return { data: Float64Array.from(data), rows, cols };
}

const rowsOf = ({ data, rows, cols }: Points, count = rows): number[][] =>
  Array.from({ length: count }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);

/** The same start for all, so that all do the same iterations: the first rows. */
function kmeansFrom(nClusters: number): NonNullable<Task['ours']> {
  return async (points, linear) => {
    const initialCenters = {
      ...points,
      data: points.data.subarray(0, nClusters * points.cols),
      rows: nClusters,
    };
    const params = { nClusters, nInit: 1, maxIter: 300, tol: 1e-4 };
    const fit = await fitKMeans(points, params, { random: createRandom(0), initialCenters, linear });
    return { inertia: fit.inertia, iterations: fit.iterations };
  };
}

/** Many fits, since one start may need four times the iterations of another: over 600 both need 20.2. */
function kmeansPlusPlus(nClusters: number, fits: number): NonNullable<Task['ours']> {
  return async (points, linear) => {
    const params = { nClusters, nInit: 1, maxIter: 300, tol: 1e-4 };
    let [inertia, iterations] = [0, 0];
    for (let seed = 0; seed < fits; seed++) {
      const fit = await fitKMeans(points, params, { random: createRandom(seed), linear });
      inertia += fit.inertia / fits;
      iterations += fit.iterations;
    }
    return { inertia, iterations };
  };
}

const hdbscan: NonNullable<Task['ours']> = async (points, linear) => {
  const fit = await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 20 }), { linear });
  return { clusters: fit.selected.length };
};

const tsne: NonNullable<Task['ours']> = async (points, linear) => {
  const fit = await fitTsne(points, tsneParams.parse({}), { linear });
  const trust = await trustworthiness(points, fit.coordinates, 5, { linear });
  return { kl: fit.klDivergence, trustworthiness: trust.value };
};

export const TASKS: Record<string, Task> = {
  kmeans10k: {
    metric: 'k-means 10,000 x 64, k = 10, same start',
    points: () => groups(10_000, 64, 10, 15),
    ours: kmeansFrom(10),
    libraries: {
      'ml-kmeans': (points) => {
        const initialization = rowsOf(points, 10);
        const fit = mlKMeans(rowsOf(points), 10, { initialization, tolerance: 1e-4, maxIterations: 300 });
        return { iterations: fit.iterations };
      },
    },
    sklearn: true,
  },
  kmeans10kPlus: {
    metric: 'k-means 10,000 x 64, k = 10, sixty fits of one k-means++ start',
    points: () => groups(10_000, 64, 10, 15),
    ours: kmeansPlusPlus(10, 60),
    sklearn: true,
  },
  kmeans100k: {
    metric: 'k-means 100,000 x 64, k = 20, same start',
    points: () => groups(100_000, 64, 20, 15),
    ours: kmeansFrom(20),
    sklearn: true,
  },
  kmeans100kPlus: {
    metric: 'k-means 100,000 x 64, k = 20, five fits of one k-means++ start',
    points: () => groups(100_000, 64, 20, 15),
    ours: kmeansPlusPlus(20, 5),
    sklearn: true,
  },
  scan: {
    metric: 'scan of 150 x 64, k = 2 to 6, ten starts each, with silhouettes',
    points: () => groups(150, 64, 4, 15),
    async ours(points, linear) {
      let [best, highest] = [0, -2];
      for (let nClusters = 2; nClusters <= 6; nClusters++) {
        const params = { nClusters, nInit: 10, maxIter: 300, tol: 1e-4 };
        const { labels } = await fitKMeans(points, params, { random: createRandom(nClusters), linear });
        const mean = (await silhouettes(points, labels, { linear }))?.mean ?? -2;
        if (mean > highest) [best, highest] = [nClusters, mean];
      }
      return { best };
    },
    sklearn: true,
  },
  study: {
    metric: 'scans of 150 x 64 by k-means and mixtures, k = 2 to 10, all scores, stability, shuffled copies',
    points: () => groups(150, 64, 4, 15),
    async ours(points, linear) {
      const best = async (algorithm: 'KMEANS' | 'GMM') => {
        const clustering = clusteringParams.parse({ algorithm });
        const { points: tried } = await scanClusterings(points, clustering, { seed: 0, linear });
        return tried.find((one) => one.best)!.value;
      };
      return { kmeans: await best('KMEANS'), mixture: await best('GMM') };
    },
    sklearn: false,
  },
  gmm: {
    metric: 'Gaussian mixture, full, 10,000 x 16, 6 components',
    points: () => groups(10_000, 16, 6, 15),
    async ours(points, linear) {
      const params = { ...gaussianMixtureParams.parse({}), nComponents: 6 };
      const fit = await fitGaussianMixture(points, params, { random: createRandom(0), linear });
      return { logLikelihood: fit.logLikelihood / points.rows, iterations: fit.iterations };
    },
    sklearn: true,
  },
  hdbscan16: {
    metric: 'HDBSCAN 10,000 x 16',
    points: () => groups(10_000, 16, 6, 3),
    ours: hdbscan,
    sklearn: true,
  },
  hdbscan64: {
    metric: 'HDBSCAN 10,000 x 64',
    points: () => groups(10_000, 64, 10, 3),
    ours: hdbscan,
    sklearn: true,
    once: true,
  },
  pca: {
    metric: 'PCA 5,000 x 256 to 50',
    points: () => groups(5000, 256, 12, 3),
    async ours(points, linear) {
      const fit = await fitPca(points, { nComponents: 50 }, { linear });
      return { explained: fit.explainedVarianceRatio.reduce((a, b) => a + b) };
    },
    sklearn: true,
  },
  tsneDigits: {
    metric: 't-SNE of the digits, 1,797 x 64, with trustworthiness',
    points: digits,
    ours: tsne,
    sklearn: true,
    once: true,
  },
  tsne5k: {
    metric: 't-SNE 5,000 x 64, with trustworthiness',
    points: () => groups(5000, 64, 12, 3),
    ours: tsne,
    sklearn: true,
    once: true,
  },
  tsneJs: {
    metric: 't-SNE 150 x 64',
    points: () => groups(150, 64, 4, 3),
    ours: async (points, linear) => ({
      kl: (await fitTsne(points, tsneParams.parse({}), { linear })).klDivergence,
    }),
    libraries: {
      'tsne-js': (points) => {
        const model = new TSNE({ dim: 2, perplexity: 30, nIter: 1000, metric: 'euclidean' });
        model.init({ data: rowsOf(points), type: 'dense' });
        return { kl: model.run()[0] };
      },
    },
    once: true,
    sklearn: false,
  },
  silhouette: {
    metric: 'silhouette 20,000 x 64, 12 clusters',
    points: () => groups(20_000, 64, 12, 3),
    async ours(points, linear) {
      const labels = Int32Array.from({ length: points.rows }, (_, i) => i % 12);
      return { silhouette: (await silhouettes(points, labels, { linear }))!.mean };
    },
    sklearn: true,
  },
  'hdbscan-100k': {
    metric: 'HDBSCAN 100,000 x 64',
    points: () => groups(100_000, 64, 20, 3),
    async ours(points, linear) {
      const fit = await fitHdbscan(points, hdbscanParams.parse({ minClusterSize: 20 }), { linear });
      const noise = fit.labels.reduce((count, label) => count + Number(label < 0), 0);
      return { clusters: fit.selected.length, noise };
    },
    long: true,
    sklearn: false,
  },
  'tsne-100k': {
    metric: 't-SNE 100,000 x 64',
    points: () => groups(100_000, 64, 20, 3),
    async ours(points, linear) {
      const { klDivergence, iterations } = await fitTsne(points, tsneParams.parse({}), { linear });
      return { kl: klDivergence, iterations };
    },
    long: true,
    sklearn: false,
  },
};
