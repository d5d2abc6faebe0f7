import { createTurns } from '../../../linear/turns.ts';
import { DistanceSummer } from '../../../linear/wasm/distanceSummer.ts';
import type { Workspace } from '../../../linear/wasm/workspace.ts';
import type { Matrix } from '../../../matrix/matrix.ts';
import type { MatrixGraph } from './matrixGraph.ts';

type Rows = Matrix<Float64Array>;

// The distances of a block of 512 x 512 rows, 2 MB, stay in the second cache.
const BLOCK = 512;
// |a|² + |b|² - 2ab is off by some 1e-16 of |a|² + |b|²; of a square above this share of it, the root keeps 13 digits.
const SAFE_SHARE = 0.01;

interface Task {
  graph: MatrixGraph;
  workspace: Workspace;
  points: Rows;
  labels: Int32Array;
  clusterCount: number;
  signal?: AbortSignal | undefined;
}

/**
 * Sums of distances by cluster. Squares of a block come from one product, (-2a, |a|², 1) times (b, 1, |b|²); where any
 * of them is too near to zero for that, as on the diagonal, the kernels take the block from differences.
 */
export async function rootSums(task: Task): Promise<Float64Array> {
  const { graph, workspace, points, labels, clusterCount, signal } = task;
  const { rows } = points;
  const turn = createTurns(signal);
  const kernels = new DistanceSummer(workspace, points, labels, clusterCount);
  const sums = new Float64Array(rows * clusterCount);
  const sides = sidesOf(points);
  const members = membersOf(labels, clusterCount);
  for (let from = 0; from < rows; from += BLOCK)
    for (let other = from; other < rows; other += BLOCK) {
      await turn();
      if (other > from) {
        const found = graph.rootSums({
          left: blockOf(sides.left, from),
          right: blockOf(sides.right, other),
          leftMembers: blockOf(members, from),
          rightMembers: blockOf(members, other),
        });
        if (found.least >= SAFE_SHARE * (sides.largest(from) + sides.largest(other))) {
          addTo(sums, from * clusterCount, found.left);
          addTo(sums, other * clusterCount, found.right);
          continue;
        }
      }
      kernels.add(from, from + BLOCK, other, other + BLOCK);
    }
  addTo(sums, 0, kernels.sums());
  return sums;
}

function sidesOf({ data, rows, cols }: Rows) {
  const width = cols + 2;
  const left: Rows = { data: new Float64Array(rows * width), rows, cols: width };
  const right: Rows = { data: new Float64Array(rows * width), rows, cols: width };
  const largest = new Float64Array(Math.ceil(rows / BLOCK));
  for (let i = 0; i < rows; i++) {
    let square = 0;
    for (let k = 0; k < cols; k++) {
      const value = data[i * cols + k]!;
      square += value * value;
      left.data[i * width + k] = -2 * value;
      right.data[i * width + k] = value;
    }
    left.data.set([square, 1], i * width + cols);
    right.data.set([1, square], i * width + cols);
    const block = Math.floor(i / BLOCK);
    largest[block] = Math.max(largest[block]!, square);
  }
  return { left, right, largest: (from: number) => largest[from / BLOCK]! };
}

/** (rows, clusterCount), 1 where the row is a member. */
function membersOf(labels: Int32Array, clusterCount: number): Rows {
  const data = new Float64Array(labels.length * clusterCount);
  labels.forEach((label, i) => {
    data[i * clusterCount + label] = 1;
  });
  return { data, rows: labels.length, cols: clusterCount };
}

function blockOf({ data, rows, cols }: Rows, from: number): Rows {
  const to = Math.min(from + BLOCK, rows);
  return { data: data.subarray(from * cols, to * cols), rows: to - from, cols };
}

function addTo(sums: Float64Array, start: number, values: Float64Array): void {
  for (let at = 0; at < values.length; at++) sums[start + at]! += values[at]!;
}
