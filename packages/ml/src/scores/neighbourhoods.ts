import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { centred, type Matrix, ParameterError } from '../matrix/matrix.ts';

/** How well neighbourhoods are kept, 0 to 1, in all and of each sample; below about .5 a map is no better than chance. */
export interface NeighbourhoodScore {
  value: number;
  /** (rows); may be below 0 for a sample whose neighbours are the farthest ones. */
  perSample: Float64Array;
  /** (rows), how many of the nNeighbors told ones are neighbours in truth. */
  kept: Int32Array;
}

interface Options {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
}

/**
 * Trustworthiness of a map (Venna & Kaski 2001; scikit-learn's `trustworthiness`): near samples on the map that are not
 * near in the data cost as much as their rank in the data says. Throws ParameterError where nNeighbors is not below half
 * of the samples.
 */
export const trustworthiness = (
  points: Matrix,
  map: Matrix,
  nNeighbors: number,
  options: Options = {},
): Promise<NeighbourhoodScore> => intruders(points, map, nNeighbors, options);

/**
 * Continuity of a map (Venna & Kaski 2001): near samples of the data that are not near on the map cost as much as their
 * rank on the map says. Throws as `trustworthiness`.
 */
export const continuity = (
  points: Matrix,
  map: Matrix,
  nNeighbors: number,
  options: Options = {},
): Promise<NeighbourhoodScore> => intruders(map, points, nNeighbors, options);

/** 1 less the normalised ranks in `truth` of those neighbours in `told` that are no neighbours in `truth`. */
async function intruders(
  truth: Matrix,
  told: Matrix,
  nNeighbors: number,
  { linear = defaultAlgebra(), signal }: Options,
): Promise<NeighbourhoodScore> {
  const { rows } = truth;
  if (told.rows !== rows) throw new RangeError(`${rows} and ${told.rows} rows cannot be compared.`);
  if (!(nNeighbors >= 1 && nNeighbors < rows / 2))
    throw new ParameterError('TOO_MANY_NEIGHBORS', `nNeighbors must be below half of the ${rows} samples.`, [
      'nNeighbors',
    ]);
  const [original, seen] = [centred(truth), centred(told)];
  const near = await linear.neighbours(seen, nNeighbors, signal);
  const ranks = await linear.ranks(original, near.indexes, signal);
  // What a sample's neighbours cost at worst: ranks rows - 1, rows - 2, ...
  const worst = (nNeighbors * (2 * rows - 3 * nNeighbors - 1)) / 2;
  const perSample = new Float64Array(rows);
  const kept = new Int32Array(rows);
  let sum = 0;
  for (let i = 0; i < rows; i++) {
    let cost = 0;
    for (const rank of ranks.subarray(i * nNeighbors, (i + 1) * nNeighbors)) {
      cost += Math.max(0, rank - nNeighbors);
      if (rank <= nNeighbors) kept[i]! += 1;
    }
    perSample[i] = 1 - cost / worst;
    sum += cost;
  }
  return { value: 1 - sum / (rows * worst), perSample, kept };
}
