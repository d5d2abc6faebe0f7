import {
  continuity,
  createRandom,
  fitPca,
  fitTsne,
  fitUmap,
  type LinearAlgebra,
  type Matrix,
  trustworthiness,
  tsneParams,
  umapParams,
} from '@asterism/ml';
import { z } from 'zod';
import { readMatrix } from '../npy/readMatrix.ts';
import { inWords } from './inWords.ts';
import { openLinear } from './openLinear.ts';
import { parseParams, planeComponents, randomState } from './params.ts';
import { refusals } from './refusals.ts';
import { writeArrays } from './write.ts';

export const PROJECTORS = ['pca', 'tsne', 'umap'] as const;

export interface ProjectOptions {
  kind: (typeof PROJECTORS)[number];
  params?: string;
  json?: boolean;
  out?: string;
  /** All processors where it is left out; the answer is the same for any number. */
  threads?: number;
}

interface Projected {
  coordinates: Matrix<Float64Array>;
  fit: Record<string, unknown>;
}

const pcaChoice = z.strictObject({ nComponents: z.int().min(1).max(100_000).default(2), randomState });
// It starts from principal components, so nothing in it is random; the seed is taken as umap takes it.
const tsneChoice = z.strictObject({ ...tsneParams.shape, nComponents: planeComponents, randomState });
const umapChoice = z.strictObject({ ...umapParams.shape, nComponents: planeComponents, randomState });

/** What `--params` may hold. */
export const PROJECT_PARAMS = { pca: pcaChoice, tsne: tsneChoice, umap: umapChoice };

// As scikit-learn's trustworthiness; every pair of samples is looked at.
const NEIGHBORS = 5;
const TRUST_ROWS = 20_000;

/**
 * Draws a map of the (n, d) array of a .npy file without a server and prints its coordinates and what the fit says of
 * itself, with how far to trust it: as one line of JSON, or in words. Throws CommandFailure.
 */
export async function projectFile(
  path: string,
  { kind, params, json, out, threads }: ProjectOptions,
  print: (line: string) => void,
): Promise<void> {
  const linear = openLinear(threads);
  const fitOf = projectorOf(kind, params, linear);
  const points = await readMatrix(path);
  const { coordinates, fit, trust } = await refusals(async () => {
    const projected = await fitOf(points);
    return { ...projected, trust: await trustIn(points, projected.coordinates, linear) };
  });
  const { data, rows, cols } = coordinates;
  if (out !== undefined)
    await writeArrays(out, { coordinates: { dtype: 'float64', shape: [rows, cols], values: data } });
  const all = { ...fit, ...trust };
  if (json) {
    const places = Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);
    print(JSON.stringify({ coordinates: places, fit: all }));
  } else for (const line of inWords({ samples: rows, ...all })) print(line);
}

function projectorOf(
  kind: ProjectOptions['kind'],
  params: string | undefined,
  linear: LinearAlgebra,
): (points: Matrix) => Promise<Projected> {
  switch (kind) {
    case 'pca': {
      const { nComponents } = parseParams(pcaChoice, params);
      return async (points) => {
        const fit = await fitPca(points, { nComponents }, { linear });
        const { explainedVariance, explainedVarianceRatio } = fit;
        return {
          coordinates: await fit.transform(points),
          fit: {
            explainedVariance: [...explainedVariance],
            explainedVarianceRatio: [...explainedVarianceRatio],
          },
        };
      };
    }
    case 'tsne': {
      const { randomState: _, nComponents: _plane, ...choice } = parseParams(tsneChoice, params);
      return async (points) => {
        const { coordinates, klDivergence, iterations } = await fitTsne(points, choice, { linear });
        return { coordinates, fit: { klDivergence, iterations } };
      };
    }
    case 'umap': {
      const { randomState: seed, nComponents: _plane, ...choice } = parseParams(umapChoice, params);
      return async (points) => {
        const { coordinates, epochs } = await fitUmap(points, choice, { random: createRandom(seed), linear });
        return { coordinates, fit: { epochs } };
      };
    }
  }
}

/** Null where the samples are too few for five neighbours, or so many that it would take minutes. */
async function trustIn(points: Matrix, coordinates: Matrix, linear: LinearAlgebra) {
  if (points.rows <= 2 * NEIGHBORS || points.rows > TRUST_ROWS)
    return { trustworthiness: null, continuity: null };
  return {
    trustworthiness: (await trustworthiness(points, coordinates, NEIGHBORS, { linear })).value,
    continuity: (await continuity(points, coordinates, NEIGHBORS, { linear })).value,
  };
}
