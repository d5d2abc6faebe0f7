import { centred, checkFinite, type Matrix, ParameterError, takeRows } from '../matrix/matrix.ts';

/** The rows that have a label, without noise, and their labels as 0 to clusterCount - 1 in ascending order. */
export interface LabelledRows {
  points: Matrix<Float64Array>;
  labels: Int32Array;
  clusterCount: number;
  /** Members of each cluster. */
  sizes: Int32Array;
  /** Each row's place in the matrix it came from. */
  sourceRows: Int32Array;
}

/** Leaves noise (-1) out and closes gaps between labels; the rows are centred. Throws ParameterError. */
export function labelledRows(points: Matrix, labels: ArrayLike<number>): LabelledRows {
  if (labels.length !== points.rows)
    throw new ParameterError('LABELS_DIFFER', `${labels.length} labels do not fit ${points.rows} samples.`);
  // Of all rows, so that noise is looked at too and a row is named by its own number.
  checkFinite(points);
  const sourceRows = Int32Array.from(
    Array.from({ length: points.rows }, (_, i) => i).filter((i) => labels[i] !== -1),
  );
  const names = [...new Set(Array.from(sourceRows, (row) => labels[row]!))].sort((a, b) => a - b);
  const numbers = new Map(names.map((name, i) => [name, i]));
  const own = Int32Array.from(sourceRows, (row) => numbers.get(labels[row]!)!);
  const sizes = new Int32Array(names.length);
  for (const label of own) sizes[label]! += 1;
  return {
    points: centredRows(points, sourceRows),
    labels: own,
    clusterCount: names.length,
    sizes,
    sourceRows,
  };
}

/** Whether scores that compare clusters are defined: two clusters at least, and not every sample its own. */
export const isScorable = ({ clusterCount, labels }: LabelledRows): boolean =>
  clusterCount >= 2 && clusterCount < labels.length;

/** None where every sample is noise: then there is nothing to centre. */
function centredRows(points: Matrix, rows: Int32Array): Matrix<Float64Array> {
  const taken = takeRows(points, rows);
  return rows.length === 0 ? taken : centred(taken);
}

/** Mean of each cluster's rows, (clusterCount, cols). */
export function clusterMeans({ points, labels, clusterCount, sizes }: LabelledRows): Matrix<Float64Array> {
  const { rows, cols } = points;
  const data = new Float64Array(clusterCount * cols);
  for (let i = 0, at = 0; i < rows; i++)
    for (let k = 0; k < cols; k++, at++) data[labels[i]! * cols + k]! += points.data[at]!;
  for (let i = 0; i < data.length; i++) data[i]! /= sizes[Math.floor(i / cols)]!;
  return { data, rows: clusterCount, cols };
}
