import { contingencyOf } from './contingency.ts';

/** One cluster of each labelling that belong together; null where one side has no counterpart. */
export interface ClusterMatch {
  first: number | null;
  second: number | null;
  /** Samples that have both labels. */
  shared: number;
  /** Shared over all samples that have either label (Jaccard). */
  jaccard: number;
}

const NOISE = -1;

/**
 * Pairs the clusters of two labellings of the same samples one to one so that the most samples are in paired clusters
 * (Kuhn 1955, by shortest augmenting paths: Jonker & Volgenant 1987). Noise (-1) is no cluster and stays out.
 * Pairs that share nothing are not made. In the order of the first labelling's labels, the second's left-over ones last.
 * Throws RangeError where the lengths differ.
 */
export function matchClusters(a: ArrayLike<number>, b: ArrayLike<number>): ClusterMatch[] {
  const { rowLabels, columnLabels, counts, rowSums, columnSums } = contingencyOf(a, b);
  const rows = [...rowLabels.keys()].filter((row) => rowLabels[row] !== NOISE);
  const columns = [...columnLabels.keys()].filter((column) => columnLabels[column] !== NOISE);
  const sharedBy = (row: number, column: number) => counts[row * columnLabels.length + column]!;
  const side = Math.max(rows.length, columns.length);
  const cost = new Float64Array(side * side);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      cost[i * side + j] = -sharedBy(row, column);
    });
  });
  const assigned = assign(cost, side);
  const partners = rows.map((row, i) => {
    const column = columns[assigned[i]!];
    return { row, column: column !== undefined && sharedBy(row, column) > 0 ? column : null };
  });
  const matched = partners.map(({ row, column }): ClusterMatch => {
    if (column === null) return { first: rowLabels[row]!, second: null, shared: 0, jaccard: 0 };
    const shared = sharedBy(row, column);
    const jaccard = shared / (rowSums[row]! + columnSums[column]! - shared);
    return { first: rowLabels[row]!, second: columnLabels[column]!, shared, jaccard };
  });
  const left = columns.filter((column) => partners.every((partner) => partner.column !== column));
  return [
    ...matched,
    ...left.map((column) => ({ first: null, second: columnLabels[column]!, shared: 0, jaccard: 0 })),
  ];
}

/** The column of each row, so that the sum of the chosen costs is least; `cost` is (side, side). */
function assign(cost: Float64Array, side: number): Int32Array {
  const rowPotential = new Float64Array(side + 1);
  const columnPotential = new Float64Array(side + 1);
  // Column 0 is where a search starts; real ones count from 1, as rows do.
  const rowOf = new Int32Array(side + 1);
  for (let row = 1; row <= side; row++) {
    rowOf[0] = row;
    const path = shortestPath({ cost, side, rowPotential, columnPotential, rowOf });
    for (let column = path.end; column !== 0; column = path.previous[column]!)
      rowOf[column] = rowOf[path.previous[column]!]!;
  }
  const columns = new Int32Array(side);
  for (let column = 1; column <= side; column++) columns[rowOf[column]! - 1] = column - 1;
  return columns;
}

interface Search {
  cost: Float64Array;
  side: number;
  rowPotential: Float64Array;
  columnPotential: Float64Array;
  rowOf: Int32Array;
}

/** Dijkstra's algorithm over reduced costs from the row at column 0 to the nearest column without a row. */
function shortestPath({ cost, side, rowPotential, columnPotential, rowOf }: Search) {
  const least = new Float64Array(side + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(side + 1);
  const done = new Uint8Array(side + 1);
  let column = 0;
  while (rowOf[column] !== 0) {
    done[column] = 1;
    const row = rowOf[column]!;
    let step = Number.POSITIVE_INFINITY;
    let next = 0;
    for (let j = 1; j <= side; j++) {
      if (done[j]) continue;
      const reduced = cost[(row - 1) * side + j - 1]! - rowPotential[row]! - columnPotential[j]!;
      if (reduced < least[j]!) {
        least[j] = reduced;
        previous[j] = column;
      }
      if (least[j]! < step) {
        step = least[j]!;
        next = j;
      }
    }
    for (let j = 0; j <= side; j++) {
      if (done[j]) {
        rowPotential[rowOf[j]!]! += step;
        columnPotential[j]! -= step;
      } else least[j]! -= step;
    }
    column = next;
  }
  return { end: column, previous };
}
