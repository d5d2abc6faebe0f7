import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { LinearAlgebra } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import { centred, type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { TsneParams } from '../params/tsne.ts';
import { fitPca } from '../pca/pca.ts';
import { type Affinities, affinitiesOf } from './affinities.ts';
import { attract, divergence, type Repulsion, repelAll } from './forces.ts';
import { createBarnesHut } from './quadtree.ts';

const EXACT_ROWS = 500;
// The sort packs a row's number into 20 bits.
const MOST_ROWS = 2 ** 20;
// scikit-learn's: steps with exaggeration; where a step's gains, momenta and patience come from.
const EXPLORATION = 250;
const CHECK_EVERY = 50;
const PATIENCE = 300;
const LEAST_GRADIENT = 1e-7;
const LEAST_GAIN = 0.01;
const START_SPREAD = 1e-4;

export interface TsneOptions {
  linear?: LinearAlgebra;
  signal?: AbortSignal;
  /** After every 50 steps, with the divergence then; what is drawn in between is not reported. */
  onProgress?(progress: { iteration: number; maxIter: number; klDivergence: number }): void;
}

export interface TsneFit {
  params: TsneParams;
  /** (rows, 2) */
  coordinates: Matrix<Float64Array>;
  /** Kullback-Leibler divergence of the map from the data, without exaggeration. */
  klDivergence: number;
  iterations: number;
}

/**
 * t-SNE (van der Maaten & Hinton 2008; van der Maaten 2014), with scikit-learn's defaults: the first two principal
 * components are the start, so that nothing in it is random and everybody gets the same map.
 *
 * Throws ParameterError where the data hold NaN, are more than a million samples, or not more than the perplexity; and
 * the signal's reason.
 */
export async function fitTsne(
  points: Matrix,
  params: TsneParams,
  { linear = defaultAlgebra(), signal, onProgress }: TsneOptions = {},
): Promise<Readonly<TsneFit>> {
  const data = centred(points);
  checkRows(data.rows, params.perplexity);
  const exact = params.method === 'exact' || (params.method === 'auto' && data.rows <= EXACT_ROWS);
  const affinities = await affinitiesOf(data, params.perplexity, {
    exact,
    linear,
    ...(signal ? { signal } : {}),
  });
  const descent = new Descent(await startOf(data), affinities, {
    repel: exact ? repelAll : createBarnesHut(data.rows, params.angle),
    learningRate:
      params.learningRate === 'auto'
        ? Math.max(data.rows / params.earlyExaggeration / 4, 50)
        : params.learningRate,
  });
  const turn = createTurns(signal);
  const report = (iteration: number) =>
    onProgress?.({ iteration, maxIter: params.maxIter, klDivergence: descent.divergence() });
  const explored = await descent.run({
    from: 0,
    to: Math.min(EXPLORATION, params.maxIter),
    exaggeration: params.earlyExaggeration,
    momentum: 0.5,
    patience: EXPLORATION,
    turn,
    report,
  });
  const iterations = await descent.run({
    from: explored,
    to: params.maxIter,
    exaggeration: 1,
    momentum: 0.8,
    patience: PATIENCE,
    turn,
    report,
  });
  return Object.freeze({
    params,
    coordinates: { data: descent.positions, rows: data.rows, cols: 2 },
    klDivergence: descent.divergence(),
    iterations,
  });
}

function checkRows(rows: number, perplexity: number): void {
  if (rows > MOST_ROWS)
    throw new ParameterError(
      'TOO_MANY_SAMPLES',
      `t-SNE is made of ${MOST_ROWS} samples at most, not ${rows}.`,
    );
  if (perplexity >= rows)
    throw new ParameterError(
      'PERPLEXITY_TOO_LARGE',
      `A perplexity of ${perplexity} needs more than ${perplexity} samples; there are ${rows}.`,
      ['perplexity'],
    );
}

/** The first two principal components, the first with a standard deviation of 1e-4. */
async function startOf(data: Matrix<Float64Array>): Promise<Float64Array> {
  const start = new Float64Array(2 * data.rows);
  const nComponents = Math.min(2, data.cols, data.rows);
  const fit = await fitPca(data, { nComponents });
  const { data: scores } = await fit.transform(data);
  const deviation = Math.sqrt((fit.explainedVariance[0]! * (data.rows - 1)) / data.rows);
  const scale = deviation > 0 ? START_SPREAD / deviation : 0;
  for (let i = 0; i < data.rows; i++)
    for (let c = 0; c < nComponents; c++) start[2 * i + c] = scale * scores[i * nComponents + c]!;
  return start;
}

interface Phase {
  from: number;
  to: number;
  exaggeration: number;
  momentum: number;
  /** Steps without a lower divergence, after which the phase ends. */
  patience: number;
  turn: ReturnType<typeof createTurns>;
  report(iteration: number): void;
}

/** Gradient descent with momentum, and a gain for each coordinate (Jacobs 1988). */
class Descent {
  readonly positions: Float64Array;
  readonly #affinities: Affinities;
  readonly #repel: Repulsion;
  readonly #learningRate: number;
  readonly #gradient: Float64Array;
  readonly #pushes: Float64Array;

  constructor(
    start: Float64Array,
    affinities: Affinities,
    { repel, learningRate }: { repel: Repulsion; learningRate: number },
  ) {
    this.positions = start;
    this.#affinities = affinities;
    this.#repel = repel;
    this.#learningRate = learningRate;
    this.#gradient = new Float64Array(start.length);
    this.#pushes = new Float64Array(start.length);
  }

  divergence(): number {
    return divergence(this.#affinities, this.positions, this.#repel(this.positions, this.#pushes.fill(0)));
  }

  /** Returns how many steps were done in all. */
  async run({ from, to, exaggeration, momentum, patience, turn, report }: Phase): Promise<number> {
    const gains = new Float64Array(this.positions.length).fill(1);
    const moves = new Float64Array(this.positions.length);
    let least = Number.POSITIVE_INFINITY;
    let leastAt = from;
    for (let step = from; step < to; step++) {
      await turn();
      const total = this.#slope(exaggeration);
      const norm = this.#step(gains, moves, momentum);
      if ((step + 1) % CHECK_EVERY !== 0) continue;
      report(step + 1);
      const error = divergence(this.#affinities, this.positions, total);
      if (error < least) {
        least = error;
        leastAt = step;
      } else if (step - leastAt > patience) return step + 1;
      if (norm <= LEAST_GRADIENT) return step + 1;
    }
    return to;
  }

  /** Fills the gradient; returns the sum of the map's affinities. */
  #slope(exaggeration: number): number {
    const total = this.#repel(this.positions, this.#pushes.fill(0));
    attract(this.#affinities, this.positions, this.#gradient.fill(0));
    for (let at = 0; at < this.#gradient.length; at++)
      this.#gradient[at] = 4 * (exaggeration * this.#gradient[at]! - this.#pushes[at]! / total);
    return total;
  }

  /** Moves every row; returns the gradient's norm, gains included. */
  #step(gains: Float64Array, moves: Float64Array, momentum: number): number {
    let squares = 0;
    for (let at = 0; at < moves.length; at++) {
      const slope = this.#gradient[at]!;
      const gain = moves[at]! * slope < 0 ? gains[at]! + 0.2 : gains[at]! * 0.8;
      gains[at] = Math.max(gain, LEAST_GAIN);
      const gained = slope * gains[at]!;
      squares += gained * gained;
      moves[at] = momentum * moves[at]! - this.#learningRate * gained;
      this.positions[at]! += moves[at]!;
    }
    return Math.sqrt(squares);
  }
}
