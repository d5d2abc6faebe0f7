import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { centre, checkFinite, checkShape, type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import type { KMeansParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import { type LloydRun, lloyd } from './lloyd.ts';
import { chooseCenters } from './plusPlus.ts';

export interface KMeansOptions {
  random: Random;
  signal?: AbortSignal;
  linear?: LinearAlgebra;
  /** (nClusters, cols): one run from these instead of `nInit` runs from chosen ones. */
  initialCenters?: Matrix;
}

export interface KMeansFit {
  params: KMeansParams & { nClusters: number };
  /** (rows), 0 to nClusters - 1 */
  labels: Int32Array;
  /** (nClusters, cols) */
  centers: Matrix<Float64Array>;
  /** Sum of squared distances of the samples to their centres. */
  inertia: number;
  iterations: number;
  /** False where `maxIter` ended the best run. */
  converged: boolean;
  /** CLUSTERS_EMPTY where samples that are equal leave clusters without any. */
  warnings: { code: string; message: string }[];
}

/**
 * k-means by Lloyd's algorithm from greedy k-means++ starts, as scikit-learn's KMeans (`_kmeans.py`): the data are
 * centred first, `tol` is relative to the mean variance of the columns, an empty cluster takes the sample farthest
 * from its centre, and the run with the lowest inertia of `nInit` is kept. Every `linear` gives the same bytes.
 *
 * Throws ParameterError where the data hold NaN or nClusters exceeds the samples, and the signal's reason.
 */
export async function fitKMeans(
  points: Matrix,
  params: KMeansParams & { nClusters: number },
  { random, signal, linear = defaultAlgebra(), initialCenters }: KMeansOptions,
): Promise<Readonly<KMeansFit>> {
  const { nClusters, nInit, maxIter, tol } = params;
  checkShape(points);
  if (nClusters > points.rows)
    throw new ParameterError(
      'TOO_MANY_CLUSTERS',
      `${nClusters} clusters need ${nClusters} samples at least, not ${points.rows}.`,
      ['nClusters'],
    );
  // Without centring, an offset of 1e6 costs half of the digits of every distance.
  const rows = linear.assigner(points, { centred: true, clusterCount: nClusters });
  const { means } = rows;
  let best: LloydRun | null = null;
  try {
    // Looked for only where it shows, which saves one of four passes before the first iteration.
    if (!means.every(Number.isFinite)) checkFinite(points);
    const tolerance = tol * mean(rows.variances);
    for (let run = 0; run < (initialCenters ? 1 : nInit); run++) {
      signal?.throwIfAborted();
      const start = initialCenters
        ? centred(initialCenters, means)
        : await chooseCenters(points, nClusters, random, rows, signal);
      const fit = await lloyd(start, rows, { maxIter, tolerance, ...(signal ? { signal } : {}) });
      if (best === null || fit.inertia < best.inertia) best = fit;
    }
  } finally {
    rows.close();
  }
  const { centers, labels } = best!;
  for (let i = 0; i < centers.data.length; i++) centers.data[i]! += means[i % centers.cols]!;
  return Object.freeze({ ...best!, params, warnings: warningsOf(labels, nClusters) });
}

function warningsOf(labels: Int32Array, nClusters: number): KMeansFit['warnings'] {
  const found = new Set(labels).size;
  if (found === nClusters) return [];
  const message = `${found} of ${nClusters} clusters have samples: too few of these are different. Ask for ${found}.`;
  return [{ code: 'CLUSTERS_EMPTY', message }];
}

function centred(centers: Matrix, means: Float64Array): Matrix<Float64Array> {
  const own = toFloat64(centers);
  centre(own, means);
  return own;
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
