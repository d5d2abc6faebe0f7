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
  const rows = placesOf(a);
  const columns = placesOf(b);
  const rowLabels = rows.labels;
  const columnLabels = columns.labels;
  const counts = new Float64Array(rowLabels.length * columnLabels.length);
  const rowSums = new Float64Array(rowLabels.length);
  const columnSums = new Float64Array(columnLabels.length);
  for (let i = 0; i < a.length; i++) {
    const row = rows.places[i]!;
    const column = columns.places[i]!;
    counts[row * columnLabels.length + column]! += 1;
    rowSums[row]! += 1;
    columnSums[column]! += 1;
  }
  return { rowLabels, columnLabels, counts, rowSums, columnSums, sampleCount: a.length };
}

/** The labels, ascending, and of each sample the place of its label among them. */
function placesOf(samples: ArrayLike<number>): { labels: number[]; places: Int32Array } {
  const found = new Map<number, number>();
  // By first appearance at first: one look-up a sample, none where its label is that of the sample before.
  const places = new Int32Array(samples.length);
  let last: number | undefined;
  let place = 0;
  for (let i = 0; i < samples.length; i++) {
    const label = samples[i]!;
    if (label !== last) {
      place = found.get(label) ?? found.size;
      if (place === found.size) found.set(label, place);
      last = label;
    }
    places[i] = place;
  }
  const labels = [...found.keys()].sort((x, y) => x - y);
  const rank = new Int32Array(labels.length);
  for (const [place, label] of labels.entries()) rank[found.get(label)!] = place;
  for (let i = 0; i < places.length; i++) places[i] = rank[places[i]!]!;
  return { labels, places };
}
