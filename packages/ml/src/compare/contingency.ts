/** How two labellings of the same samples overlap. */
export interface Contingency {
  /** Labels of the first, ascending; noise (-1) is one of them. */
  rowLabels: number[];
  /** Labels of the second, ascending. */
  columnLabels: number[];
  /** (rowLabels, columnLabels), row after row: samples that have both labels. */
  counts: Float64Array;
  rowSums: Float64Array;
  columnSums: Float64Array;
  sampleCount: number;
}

/** Counts the samples of each pair of labels. Throws RangeError where the lengths differ. */
export function contingencyOf(a: ArrayLike<number>, b: ArrayLike<number>): Contingency {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} labels cannot be compared.`);
  const rowLabels = labelsOf(a);
  const columnLabels = labelsOf(b);
  const rows = places(rowLabels);
  const columns = places(columnLabels);
  const counts = new Float64Array(rowLabels.length * columnLabels.length);
  const rowSums = new Float64Array(rowLabels.length);
  const columnSums = new Float64Array(columnLabels.length);
  for (let i = 0; i < a.length; i++) {
    const row = rows.get(a[i]!)!;
    const column = columns.get(b[i]!)!;
    counts[row * columnLabels.length + column]! += 1;
    rowSums[row]! += 1;
    columnSums[column]! += 1;
  }
  return { rowLabels, columnLabels, counts, rowSums, columnSums, sampleCount: a.length };
}

const labelsOf = (labels: ArrayLike<number>): number[] =>
  [...new Set(Array.from(labels))].sort((x, y) => x - y);

const places = (labels: readonly number[]): Map<number, number> =>
  new Map(labels.map((label, place) => [label, place]));
