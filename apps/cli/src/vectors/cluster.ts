import {
  calinskiHarabaszScore,
  createRandom,
  daviesBouldinScore,
  dbcv,
  fitGaussianMixture,
  fitHdbscan,
  fitKMeans,
  gaussianMixtureParams,
  hdbscanParams,
  kMeansParams,
  type LinearAlgebra,
  type Matrix,
  silhouettes,
} from '@asterism/ml';
import { z } from 'zod';
import { readMatrix } from '../npy/readMatrix.ts';
import { inWords } from './inWords.ts';
import { openLinear } from './openLinear.ts';
import { parseParams, randomState } from './params.ts';
import { refusals } from './refusals.ts';
import { type Named, writeArrays } from './write.ts';

export const CLUSTERERS = ['kmeans', 'gmm', 'hdbscan'] as const;

export interface ClusterOptions {
  algorithm: (typeof CLUSTERERS)[number];
  params?: string;
  json?: boolean;
  out?: string;
  /** All processors where it is left out; the answer is the same for any number. */
  threads?: number;
}

interface Fitted {
  labels: Int32Array;
  fit: Record<string, unknown>;
  /** What else a file is written of. */
  arrays: Record<string, Named>;
}

// A distance of every pair within each cluster: above, minutes.
const DBCV_ROWS = 20_000;

// What is left out is scikit-learn's default, but for nInit: one start may end in a worse place than ten.
const kMeansChoice = z.strictObject({
  ...kMeansParams.shape,
  /** As scikit-learn's: one start, where it is chosen by k-means++. */
  nInit: z
    .union([z.literal('auto'), z.int().min(1).max(1000)], {
      error: 'a whole number from 1 to 1000 is needed, or "auto".',
    })
    .default(10),
  nClusters: z.int().min(1).max(1000).default(8),
  randomState,
});
const mixtureChoice = z.strictObject({
  ...gaussianMixtureParams.shape,
  nComponents: z.int().min(1).max(1000).default(1),
  randomState,
});
// Nothing in it is random; the seed is taken as the other two take it.
const hdbscanChoice = z.strictObject({
  ...hdbscanParams.shape,
  minClusterSize: z.int().min(2).max(100_000).default(5),
  randomState,
});

/** What `--params` may hold. */
export const CLUSTER_PARAMS = { kmeans: kMeansChoice, gmm: mixtureChoice, hdbscan: hdbscanChoice };

/**
 * Clusters the (n, d) array of a .npy file without a server and prints labels (-1 is noise), scores in the space of the
 * array, and what the fit says of itself: as one line of JSON, or in words. Throws CommandFailure.
 */
export async function clusterFile(
  path: string,
  { algorithm, params, json, out, threads }: ClusterOptions,
  print: (line: string) => void,
): Promise<void> {
  const linear = openLinear(threads);
  const fitOf = fitterOf(algorithm, params, linear);
  const points = await readMatrix(path);
  const { labels, fit, arrays, scores } = await refusals(async () => {
    const fitted = await fitOf(points);
    return { ...fitted, scores: await scoresOf(points, fitted.labels, linear) };
  });
  if (out !== undefined)
    await writeArrays(out, { labels: { dtype: 'int32', shape: [points.rows], values: labels }, ...arrays });
  if (json) print(JSON.stringify({ labels: [...labels], scores, fit }));
  else for (const line of inWords({ ...sizesOf(labels), ...scores, ...fit })) print(line);
}

function fitterOf(
  algorithm: ClusterOptions['algorithm'],
  params: string | undefined,
  linear: LinearAlgebra,
): (points: Matrix) => Promise<Fitted> {
  switch (algorithm) {
    case 'kmeans': {
      const choice = parseParams(kMeansChoice, params);
      return (points) => byKMeans(points, choice, linear);
    }
    case 'gmm': {
      const choice = parseParams(mixtureChoice, params);
      return (points) => byMixture(points, choice, linear);
    }
    case 'hdbscan': {
      const { randomState: _, ...choice } = parseParams(hdbscanChoice, params);
      return (points) => byDensity(points, choice, linear);
    }
  }
}

async function byKMeans(
  points: Matrix,
  { randomState: seed, nInit, ...params }: z.infer<typeof kMeansChoice>,
  linear: LinearAlgebra,
): Promise<Fitted> {
  const { labels, centers, inertia, iterations, converged, warnings } = await fitKMeans(
    points,
    { ...params, nInit: nInit === 'auto' ? 1 : nInit },
    { random: createRandom(seed), linear },
  );
  return {
    labels,
    fit: { inertia, iterations, converged, warnings },
    arrays: { centers: { dtype: 'float64', shape: [centers.rows, centers.cols], values: centers.data } },
  };
}

async function byMixture(
  points: Matrix,
  { randomState: seed, ...params }: z.infer<typeof mixtureChoice>,
  linear: LinearAlgebra,
): Promise<Fitted> {
  const found = await fitGaussianMixture(points, params, { random: createRandom(seed), linear });
  const { logLikelihood, lowerBound, bic, aic, iterations, converged, warnings, responsibilities } = found;
  return {
    labels: found.labels,
    fit: { logLikelihood, lowerBound, bic, aic, iterations, converged, warnings },
    arrays: {
      responsibilities: {
        dtype: 'float64',
        shape: [responsibilities.rows, responsibilities.cols],
        values: responsibilities.data,
      },
    },
  };
}

async function byDensity(
  points: Matrix,
  params: z.infer<typeof hdbscanParams>,
  linear: LinearAlgebra,
): Promise<Fitted> {
  const { labels, probabilities, outlierScores, approximate } = await fitHdbscan(points, params, { linear });
  const perSample = (values: Float64Array): Named => ({ dtype: 'float64', shape: [points.rows], values });
  return {
    labels,
    fit: { approximate },
    arrays: { probabilities: perSample(probabilities), outlierScores: perSample(outlierScores) },
  };
}

/** Null where a score is not defined for these labels, or, of dbcv, where it would take minutes. */
async function scoresOf(points: Matrix, labels: Int32Array, linear: LinearAlgebra) {
  const silhouette = await silhouettes(points, labels, { linear });
  return {
    silhouette: silhouette?.mean ?? null,
    // Of many samples it is one, and says so.
    ...(silhouette?.estimate ? { silhouetteEstimate: silhouette.estimate } : {}),
    daviesBouldin: daviesBouldinScore(points, labels),
    calinskiHarabasz: calinskiHarabaszScore(points, labels),
    dbcv: points.rows <= DBCV_ROWS ? ((await dbcv(points, labels, { linear }))?.value ?? null) : null,
  };
}

function sizesOf(labels: Int32Array): { samples: number; clusters: number; noise: number } {
  const clusters = new Set(labels);
  clusters.delete(-1);
  return {
    samples: labels.length,
    clusters: clusters.size,
    noise: labels.filter((label) => label === -1).length,
  };
}
