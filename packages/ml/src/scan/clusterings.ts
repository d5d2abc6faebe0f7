import { fitGaussianMixture } from '../gmm/gaussianMixture.ts';
import { columnsToldBy } from '../gmm/reduction.ts';
import type { CondensedTree } from '../hdbscan/condensedTree.ts';
import { fitHdbscan } from '../hdbscan/hdbscan.ts';
import { fitKMeans } from '../kmeans/kmeans.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import type { ClusteringOf, ClusteringParams } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import type { Random } from '../random/random.ts';

/** What any clusterer says; null where it does not say such a thing. */
export interface ClusteringFit {
  /** (rows), -1 is noise. */
  labels: Int32Array;
  inertia: number | null;
  logLikelihood: number | null;
  bic: number | null;
  aic: number | null;
  /** (rows, nComponents) */
  responsibilities: Matrix<Float64Array> | null;
  /** (rows), how surely each sample belongs to its cluster, 0 to 1. */
  membership: Float64Array | null;
  /** (rows), 0 to 1. */
  outlierScores: Float64Array | null;
  /** With the numbers in it of the clusters with labels 0, 1, ... */
  tree: { condensedTree: CondensedTree; selected: number[] } | null;
  iterations: number | null;
  converged: boolean | null;
  warnings: { code: string; message: string }[];
}

export interface FitOptions {
  random: Random;
  signal?: AbortSignal;
  linear?: LinearAlgebra;
}

const SAYS_NOTHING_ELSE = {
  inertia: null,
  logLikelihood: null,
  bic: null,
  aic: null,
  responsibilities: null,
  membership: null,
  outlierScores: null,
  tree: null,
  iterations: null,
  converged: null,
  warnings: [],
} satisfies Partial<ClusteringFit>;

/** Clusters with the main parameter at `value`. Throws ParameterError, and the signal's reason. */
export function fitClustering(
  points: Matrix,
  clustering: ClusteringParams,
  value: number,
  options: FitOptions,
): Promise<ClusteringFit> {
  switch (clustering.algorithm) {
    case 'KMEANS':
      return byKMeans(points, clustering, value, options);
    case 'GMM':
      return byMixture(points, clustering, value, options);
    case 'HDBSCAN':
      return byDensity(points, clustering, value, options);
  }
}

async function byKMeans(
  points: Matrix,
  { params }: ClusteringOf<'KMEANS'>,
  nClusters: number,
  options: FitOptions,
): Promise<ClusteringFit> {
  const { labels, inertia, iterations, converged, warnings } = await fitKMeans(
    points,
    { ...params, nClusters },
    options,
  );
  return { ...SAYS_NOTHING_ELSE, labels, inertia, iterations, converged, warnings };
}

async function byMixture(
  points: Matrix,
  { params }: ClusteringOf<'GMM'>,
  nComponents: number,
  options: FitOptions,
): Promise<ClusteringFit> {
  const { reduceTo: _, ...own } = params;
  const fit = await fitGaussianMixture(points, { ...own, nComponents }, options);
  const { labels, responsibilities, logLikelihood, bic, aic, iterations, converged, warnings } = fit;
  const { data, cols } = responsibilities;
  return {
    ...SAYS_NOTHING_ELSE,
    labels,
    logLikelihood,
    bic,
    aic,
    responsibilities,
    membership: Float64Array.from(labels, (label, i) => data[i * cols + label]!),
    iterations,
    converged,
    warnings,
  };
}

async function byDensity(
  points: Matrix,
  { params }: ClusteringOf<'HDBSCAN'>,
  minClusterSize: number,
  { signal, linear }: FitOptions,
): Promise<ClusteringFit> {
  const fit = await fitHdbscan(
    points,
    { ...params, minClusterSize },
    { ...(signal ? { signal } : {}), ...(linear ? { linear } : {}) },
  );
  const { labels, probabilities, outlierScores, condensedTree, selected, approximate } = fit;
  return {
    ...SAYS_NOTHING_ELSE,
    labels,
    membership: probabilities,
    outlierScores,
    tree: { condensedTree, selected },
    warnings: approximate
      ? [
          {
            code: 'APPROXIMATE_TREE',
            message: `${labels.length} samples are many: the tree was made from near neighbours only.`,
          },
        ]
      : [],
  };
}

// Beyond, a scan up to ten would leave two dimensions of 150 samples. Where more components are chosen, the mixture warns.
const MOST_TOLD = 6;

/**
 * What a clusterer is fitted to: for a mixture with more columns than the samples can tell the covariances of `largest`
 * components of (of six at most), their principal components, as many for every number of components, so that BIC
 * compares like with like.
 */
export async function reducedFor(
  points: Matrix,
  clustering: ClusteringParams,
  largest: number,
  ground: Omit<FitOptions, 'random'> = {},
): Promise<{ points: Matrix; reducedTo: number | null }> {
  if (clustering.algorithm !== 'GMM') return { points, reducedTo: null };
  const { reduceTo, covarianceType } = clustering.params;
  const wanted =
    reduceTo ?? columnsToldBy(points, { nComponents: Math.min(largest, MOST_TOLD), covarianceType });
  if (wanted >= Math.min(points.cols, points.rows)) return { points, reducedTo: null };
  const fit = await fitPca(points, { nComponents: wanted }, ground);
  return { points: await fit.transform(points), reducedTo: wanted };
}
