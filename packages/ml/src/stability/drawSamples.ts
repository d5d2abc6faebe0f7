import { type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
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

/** The rows at `places`, in that order. */
export function takeRows({ data, cols }: Matrix<Float64Array>, places: Int32Array): Matrix<Float64Array> {
  const taken = new Float64Array(places.length * cols);
  places.forEach((place, i) => {
    taken.set(data.subarray(place * cols, (place + 1) * cols), i * cols);
  });
  return { data: taken, rows: places.length, cols };
}

/** Throws ParameterError LABELS_DIFFER where a labelling is not of these samples. */
export function checkLabelCount(labels: ArrayLike<number>, rows: number): void {
  if (labels.length !== rows)
    throw new ParameterError('LABELS_DIFFER', `${labels.length} labels do not fit ${rows} samples.`);
}
