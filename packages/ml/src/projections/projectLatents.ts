import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import type { Matrix } from '../matrix/matrix.ts';
import { type ProjectionKind, tsneParams, umapParams } from '../params/index.ts';
import { fitPca } from '../pca/pca.ts';
import { createRandom } from '../random/random.ts';
import { continuity, type NeighbourhoodScore, trustworthiness } from '../scores/neighbourhoods.ts';
import { fitTsne } from '../tsne/tsne.ts';
import { fitUmap } from '../umap/umap.ts';

/** A map of samples, and how far to trust it. */
export interface LatentMap {
  /** (rows, 2) */
  coordinates: Matrix<Float64Array>;
  /** Shares of the variance along the two axes, of PCA; empty of others. */
  explainedVariance: number[];
  /** Shares of the variance along the first components, the largest first, of PCA; empty of others. */
  spectrum: number[];
  /** (2, cols), the columns' part in each axis, of PCA; null of others. */
  loadings: Matrix<Float64Array> | null;
  /** Neighbours that trustworthiness and continuity look at; null where they were not taken. */
  nNeighbors: number | null;
  trustworthiness: NeighbourhoodScore | null;
  continuity: NeighbourhoodScore | null;
}

export interface ProjectOptions {
  signal?: AbortSignal;
  linear?: LinearAlgebra;
  /** 0 to 1. */
  onProgress?(fraction: number): void;
}

const NEIGHBOURS = 15;
// As many as can be told apart as bars; latents of 8 to 256 dimensions seldom vary in more.
const SPECTRUM = 32;
// Every sample's distances to all others are taken twice: of 20,000 by 64 twelve seconds, so of 100,000 five minutes.
const TRUST_ROWS = 20_000;
// What is left for the scores of the map, when it is drawn.
const DRAWN = 0.8;

/**
 * A map with the parameters' defaults, as far as there are samples for them: t-SNE's perplexity is a third of the samples
 * at most, UMAP's neighbours one less than the samples. Its seed is fixed, so that the same points give the same map.
 *
 * Throws ParameterError where there are too few samples or they hold NaN, and the signal's reason.
 */
export async function projectLatents(
  points: Matrix,
  kind: ProjectionKind,
  { signal, linear, onProgress }: ProjectOptions = {},
): Promise<LatentMap> {
  const ground = { ...(signal ? { signal } : {}), ...(linear ? { linear } : {}) };
  const drawn = await MAPS[kind](points, { ...ground, onProgress: (part) => onProgress?.(DRAWN * part) });
  const nNeighbors = Math.min(NEIGHBOURS, Math.ceil(points.rows / 2) - 1);
  const map = { loadings: null, explainedVariance: [], spectrum: [], ...drawn };
  if (nNeighbors < 1 || points.rows > TRUST_ROWS)
    return { ...map, nNeighbors: null, trustworthiness: null, continuity: null };
  const trust = await trustworthiness(points, map.coordinates, nNeighbors, ground);
  onProgress?.((1 + DRAWN) / 2);
  const kept = await continuity(points, map.coordinates, nNeighbors, ground);
  onProgress?.(1);
  return { ...map, nNeighbors, trustworthiness: trust, continuity: kept };
}

type Draw = (
  points: Matrix,
  options: Required<Pick<ProjectOptions, 'onProgress'>> & Omit<ProjectOptions, 'onProgress'>,
) => Promise<Pick<LatentMap, 'coordinates'> & Partial<LatentMap>>;

const MAPS: Record<ProjectionKind, Draw> = {
  async PCA(points, { onProgress: _, ...ground }) {
    const nComponents = Math.max(2, Math.min(SPECTRUM, points.rows, points.cols));
    const fit = await fitPca(points, { nComponents }, ground);
    const spectrum = [...fit.explainedVarianceRatio];
    return {
      coordinates: firstTwo(await fit.transform(points)),
      explainedVariance: spectrum.slice(0, 2),
      spectrum,
      loadings: { ...fit.components, data: fit.components.data.slice(0, 2 * points.cols), rows: 2 },
    };
  },
  async TSNE(points, { onProgress, ...ground }) {
    const params = tsneParams.parse({});
    const perplexity = Math.max(1, Math.min(params.perplexity, Math.floor((points.rows - 1) / 3)));
    const { coordinates } = await fitTsne(
      points,
      { ...params, perplexity },
      { ...ground, onProgress: ({ iteration, maxIter }) => onProgress(iteration / maxIter) },
    );
    return { coordinates };
  },
  async UMAP(points, { onProgress, ...ground }) {
    const params = umapParams.parse({});
    const nNeighbors = Math.max(2, Math.min(params.nNeighbors, points.rows - 1));
    const { coordinates } = await fitUmap(
      points,
      { ...params, nNeighbors },
      {
        ...ground,
        random: createRandom(0),
        onProgress: ({ epoch, nEpochs }) => onProgress(epoch / nEpochs),
      },
    );
    return { coordinates };
  },
};

function firstTwo({ data, rows, cols }: Matrix<Float64Array>): Matrix<Float64Array> {
  return { data: data.filter((_, at) => at % cols < 2), rows, cols: 2 };
}
