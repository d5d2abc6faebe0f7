import { createTurns } from '../linear/turns.ts';
import { type Matrix, toFloat64 } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';
import { STABILITY_SAMPLES_MAXIMUM } from './bootstrapStability.ts';
import { drawSamples } from './drawSamples.ts';

/**
 * The same numbers, each column permuted by itself: every column keeps its distribution, and what the columns have to
 * do with each other is gone, groups included. Throws ParameterError EMPTY or NOT_FINITE.
 */
export function shuffledColumns(points: Matrix, random: Random): Matrix<Float64Array> {
  const { data, rows, cols } = toFloat64(points);
  const column = new Float64Array(rows);
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) column[i] = data[i * cols + j]!;
    random.shuffle(column);
    for (let i = 0; i < rows; i++) data[i * cols + j] = column[i]!;
  }
  return { data, rows, cols };
}

export interface ShuffledOptions {
  random: Random;
  signal?: AbortSignal;
  shuffles?: number;
  /** False for scores of which less is better, as Davies-Bouldin. */
  isHigherBetter?: boolean;
  /** Above so many samples a seeded draw of that many stands for all, in `value` too. */
  samplesMaximum?: number;
}

export interface ShuffledComparison {
  value: number | null;
  /** The score of each shuffled copy; null where it is not defined. */
  shuffled: (number | null)[];
  /** Of the defined ones; null where there are none. */
  shuffledMean: number | null;
  /** Share of the copies, the data itself among them, that score at least as well: 1 / (shuffles + 1) at best. */
  pValue: number;
  /** Whether no shuffled copy scores as well. */
  isBetter: boolean;
  sampleCount: number;
}

/** The fewest with which no copy as good as the data means p = .05. */
export const SHUFFLES = 19;

/**
 * Holds a score of the data against the same score of copies without structure. `scoreOf` does the whole task, the
 * clustering with its choice of k included: a k chosen for the data and kept for the copies would flatter the data.
 * A score that is not defined counts as the worst.
 *
 * Columns that go together (an oblong cloud of one piece) make the data differ from its copies too: better than
 * shuffled is needed for groups, and no proof of them.
 *
 * Throws ParameterError EMPTY or NOT_FINITE, what `scoreOf` throws, and the signal's reason.
 */
export async function compareWithShuffled(
  points: Matrix,
  scoreOf: (points: Matrix<Float64Array>, seed: number) => number | null | Promise<number | null>,
  {
    random,
    signal,
    shuffles = SHUFFLES,
    isHigherBetter = true,
    samplesMaximum = STABILITY_SAMPLES_MAXIMUM,
  }: ShuffledOptions,
): Promise<ShuffledComparison> {
  const { points: drawn } = drawSamples(points, samplesMaximum, random);
  const turns = createTurns(signal);
  const value = await scoreOf(drawn, random.int(2 ** 32));
  const shuffled: (number | null)[] = [];
  for (let copy = 0; copy < shuffles; copy++) {
    await turns();
    shuffled.push(await scoreOf(shuffledColumns(drawn, random), random.int(2 ** 32)));
  }
  signal?.throwIfAborted();
  const rank = (score: number | null) =>
    score === null ? Number.NEGATIVE_INFINITY : isHigherBetter ? score : -score;
  const asGood = shuffled.filter((score) => rank(score) >= rank(value)).length;
  const defined = shuffled.filter((score) => score !== null);
  return {
    value,
    shuffled,
    shuffledMean: defined.length > 0 ? defined.reduce((sum, score) => sum + score, 0) / defined.length : null,
    pValue: (1 + asGood) / (shuffles + 1),
    isBetter: value !== null && asGood === 0,
    sampleCount: drawn.rows,
  };
}
