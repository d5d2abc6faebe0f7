import { UMAP } from 'umap-js';
import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import { centred, type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { UmapParams } from '../params/umap.ts';
import { fitPca } from '../pca/pca.ts';
import type { Random } from '../random/random.ts';

export interface UmapOptions {
  random: Random;
  linear?: LinearAlgebra;
  signal?: AbortSignal;
  onProgress?(progress: { epoch: number; nEpochs: number }): void;
}

export interface UmapFit {
  params: UmapParams;
  /** (rows, 2) */
  coordinates: Matrix<Float64Array>;
  epochs: number;
}

/**
 * UMAP (McInnes, Healy & Melville 2018) by the library umap-js, with exact neighbours and a start along the first two
 * principal components instead of a random one, so that the map's large structure is the data's.
 *
 * Throws ParameterError where the data hold NaN or are not more than nNeighbors, and the signal's reason.
 */
export async function fitUmap(
  points: Matrix,
  params: UmapParams,
  { random, linear = defaultAlgebra(), signal, onProgress }: UmapOptions,
): Promise<Readonly<UmapFit>> {
  const data = centred(points);
  const { rows } = data;
  const { nNeighbors, minDist, spread, nEpochs: asked } = params;
  if (rows <= nNeighbors)
    throw new ParameterError(
      'TOO_FEW_SAMPLES',
      `UMAP with nNeighbors ${nNeighbors} needs more than ${nNeighbors} samples; there are ${rows}.`,
      ['nNeighbors'],
    );
  const turn = createTurns(signal);
  const umap = new UMAP({
    nNeighbors,
    minDist,
    spread,
    nComponents: 2,
    random: random.next,
    ...(asked === undefined ? {} : { nEpochs: asked }),
  });
  const { indexes, distances } = await neighbours(data, nNeighbors, linear, signal);
  umap.setPrecomputedKNN(indexes, distances);
  const epochs = umap.initializeFit(rowsOf(data));
  await place(umap.getEmbedding(), data, random);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await turn();
    umap.step();
    onProgress?.({ epoch, nEpochs: epochs });
  }
  return Object.freeze({
    params,
    coordinates: { data: Float64Array.from(umap.getEmbedding().flat()), rows, cols: 2 },
    epochs,
  });
}

/** Each sample, then its nearest ones: the library counts the sample itself. */
async function neighbours(
  data: Matrix<Float64Array>,
  nNeighbors: number,
  linear: LinearAlgebra,
  signal: AbortSignal | undefined,
): Promise<{ indexes: number[][]; distances: number[][] }> {
  const count = nNeighbors - 1;
  const near = await linear.neighbours(data, count, signal);
  const own = Array.from({ length: data.rows }, (_, i) => i);
  const of = (values: Int32Array | Float64Array, row: number) => [
    ...values.subarray(row * count, (row + 1) * count),
  ];
  return {
    indexes: own.map((row) => [row, ...of(near.indexes, row)]),
    distances: own.map((row) => [0, ...of(near.squaredDistances, row).map(Math.sqrt)]),
  };
}

const rowsOf = ({ data, rows, cols }: Matrix<Float64Array>): number[][] =>
  Array.from({ length: rows }, (_, i) => [...data.subarray(i * cols, (i + 1) * cols)]);

// As umap-learn places its own starts: 10 from the middle at most, and a little apart where samples repeat.
const REACH = 10;
const JITTER = 1e-4;

async function place(embedding: number[][], data: Matrix<Float64Array>, random: Random): Promise<void> {
  const nComponents = Math.min(2, data.cols, data.rows);
  const { data: scores } = await (await fitPca(data, { nComponents })).transform(data);
  const farthest = scores.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  embedding.forEach((position, row) => {
    for (let c = 0; c < 2; c++) {
      const score = c < nComponents && farthest > 0 ? scores[row * nComponents + c]! / farthest : 0;
      position[c] = REACH * score + JITTER * random.normal();
    }
  });
}
