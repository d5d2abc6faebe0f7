import { defaultAlgebra } from '../linear/defaultAlgebra.ts';
import type { Affinities, LinearAlgebra, MapForces, Repelling } from '../linear/linearAlgebra.ts';
import { createTurns } from '../linear/turns.ts';
import { centred, type Matrix, ParameterError } from '../matrix/matrix.ts';
import type { TsneParams } from '../params/tsne.ts';
import { fitPca } from '../pca/pca.ts';
import { affinitiesOf } from './affinities.ts';
import { divergence } from './forces.ts';

const EXACT_ROWS = 500;
// From here on a grid takes less time than a tree of squares.
const INTERPOLATED_ROWS = 50_000;
// Its neighbours at the default perplexity fill a quarter of the 4 GB that a kernel can address.
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
  /** After every 50 steps, with the divergence before the last of them; what is drawn in between is not reported. */
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
  const repelling = repellingOf(data.rows, params);
  const affinities = await affinitiesOf(data, params.perplexity, {
    exact: repelling.method === 'exact',
    linear,
    ...(signal ? { signal } : {}),
  });
  const forces = linear.mapForces(await startOf(data), affinities, repelling);
  try {
    const descent = new Descent(forces, affinities, rateOf(data.rows, params));
    const iterations = await descend(descent, params, {
      turn: createTurns(signal),
      report: (iteration, klDivergence) => onProgress?.({ iteration, maxIter: params.maxIter, klDivergence }),
    });
    return Object.freeze({
      params,
      coordinates: { data: forces.positions.slice(), rows: data.rows, cols: 2 },
      klDivergence: await descent.divergence(),
      iterations,
    });
  } finally {
    forces.close();
  }
}

function repellingOf(rows: number, { method, angle }: TsneParams): Repelling {
  const chosen =
    method !== 'auto'
      ? method
      : rows <= EXACT_ROWS
        ? 'exact'
        : rows < INTERPOLATED_ROWS
          ? 'barnesHut'
          : 'interpolation';
  return chosen === 'barnesHut' ? { method: chosen, angle } : { method: chosen };
}

const rateOf = (rows: number, { learningRate, earlyExaggeration }: TsneParams): number =>
  learningRate === 'auto' ? Math.max(rows / earlyExaggeration / 4, 50) : learningRate;

/** With exaggeration first; returns how many steps were done in all. */
async function descend(
  descent: Descent,
  { maxIter, earlyExaggeration }: TsneParams,
  hooks: Pick<Phase, 'turn' | 'report'>,
): Promise<number> {
  const explored = await descent.run({
    ...hooks,
    from: 0,
    to: Math.min(EXPLORATION, maxIter),
    exaggeration: earlyExaggeration,
    momentum: 0.5,
    patience: EXPLORATION,
  });
  return descent.run({
    ...hooks,
    from: explored,
    to: maxIter,
    exaggeration: 1,
    momentum: 0.8,
    patience: PATIENCE,
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
  report(iteration: number, klDivergence: number): void;
}

/** Gradient descent with momentum, and a gain for each coordinate (Jacobs 1988). */
class Descent {
  readonly #forces: MapForces;
  readonly #affinities: Affinities;
  readonly #learningRate: number;

  constructor(forces: MapForces, affinities: Affinities, learningRate: number) {
    this.#forces = forces;
    this.#affinities = affinities;
    this.#learningRate = learningRate;
  }

  async divergence(): Promise<number> {
    return divergence(this.#affinities, this.#forces.positions, await this.#forces.act());
  }

  /** Returns how many steps were done in all. */
  async run({ from, to, exaggeration, momentum, patience, turn, report }: Phase): Promise<number> {
    const { positions } = this.#forces;
    const gains = new Float64Array(positions.length).fill(1);
    const moves = new Float64Array(positions.length);
    let least = Number.POSITIVE_INFINITY;
    let leastAt = from;
    for (let step = from; step < to; step++) {
      await turn();
      const total = await this.#forces.act();
      const checked = (step + 1) % CHECK_EVERY === 0;
      // Of the map before this step, whose forces these are.
      const error = checked ? divergence(this.#affinities, positions, total) : 0;
      const norm = this.#step(gains, moves, { exaggeration, momentum, total });
      if (!checked) continue;
      report(step + 1, error);
      if (error < least) {
        least = error;
        leastAt = step;
      } else if (step - leastAt > patience) return step + 1;
      if (norm <= LEAST_GRADIENT) return step + 1;
    }
    return to;
  }

  /** Moves every row; returns the gradient's norm, gains included. */
  #step(
    gains: Float64Array,
    moves: Float64Array,
    { exaggeration, momentum, total }: { exaggeration: number; momentum: number; total: number },
  ): number {
    const { positions, pulls, pushes } = this.#forces;
    let squares = 0;
    for (let at = 0; at < moves.length; at++) {
      const slope = 4 * (exaggeration * pulls[at]! - pushes[at]! / total);
      const gain = moves[at]! * slope < 0 ? gains[at]! + 0.2 : gains[at]! * 0.8;
      gains[at] = Math.max(gain, LEAST_GAIN);
      const gained = slope * gains[at]!;
      squares += gained * gained;
      moves[at] = momentum * moves[at]! - this.#learningRate * gained;
      positions[at]! += moves[at]!;
    }
    return Math.sqrt(squares);
  }
}
