import { type Matrix, ParameterError, takeRows, toFloat64 } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';

/** Some of the samples, for work that would take too long on all of them. */
export interface DrawnSamples {
  points: Matrix<Float64Array>;
  /** Each row's place in the matrix it came from, ascending. */
  sourceRows: Int32Array;
}

/**
 * `maximum` samples without replacement, each equally likely, in their order; all of them, and nothing drawn from
 * `random`, where there are no more. Throws ParameterError EMPTY or NOT_FINITE.
 */
export function drawSamples(points: Matrix, maximum: number, random: Random): DrawnSamples {
  const all = toFloat64(points);
  const places = Int32Array.from({ length: all.rows }, (_, i) => i);
  if (all.rows <= maximum) return { points: all, sourceRows: places };
  const sourceRows = random.shuffle(places).slice(0, maximum).sort();
  return { points: takeRows(all, sourceRows), sourceRows };
}

/** Throws ParameterError LABELS_DIFFER where a labelling is not of these samples. */
export function checkLabelCount(labels: ArrayLike<number>, rows: number): void {
  if (labels.length !== rows)
    throw new ParameterError('LABELS_DIFFER', `${labels.length} labels do not fit ${rows} samples.`);
}
