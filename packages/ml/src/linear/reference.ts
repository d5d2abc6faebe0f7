import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import { symmetricEigen } from '../pca/symmetricEigen.ts';
import { createReferenceForces } from '../tsne/referenceForces.ts';
import type { LinearAlgebra, Nearest, ProductOptions } from './linearAlgebra.ts';
import { createReferenceAssigner } from './referenceAssigner.ts';
import { scaledSquares, scatters } from './referenceMixtures.ts';
import { ranks } from './referenceRanks.ts';
import { spanningTree } from './spanningTree.ts';
import { transposed } from './transposed.ts';
import { createTurns } from './turns.ts';

type Points = Matrix<Float64Array>;

/** The readable implementation, which others are held against. */
export function createReferenceAlgebra(): LinearAlgebra {
  return {
    name: 'reference',
    product: async (a, b, options = {}) => product(a, b, options),
    nearest,
    assigner: createReferenceAssigner,
    neighbours,
    ranks,
    distanceSums,
    spanningTree,
    scatters,
    scaledSquares,
    mapForces: createReferenceForces,
    async symmetricEigen({ data, rows }) {
      const { values, vectors } = symmetricEigen(data, rows);
      return { values, vectors: transposed({ data: vectors, rows, cols: rows }) };
    },
  };
}

function product(a: Points, b: Points, { transposeA = false, transposeB = false }: ProductOptions): Points {
  const left = transposeA ? transposed(a) : a;
  // Rows of the right side are then read one after another.
  const right = transposeB ? b : transposed(b);
  if (left.cols !== right.cols)
    throw new RangeError(`(${left.rows}, ${left.cols}) and (${right.cols}, ${right.rows}) have no product.`);
  const { cols } = left;
  const data = new Float64Array(left.rows * right.rows);
  for (let i = 0, at = 0; i < left.rows; i++)
    for (let j = 0; j < right.rows; j++, at++) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += left.data[i * cols + k]! * right.data[j * cols + k]!;
      data[at] = sum;
    }
  return { data, rows: left.rows, cols: right.rows };
}

async function nearest(points: Points, centers: Points, signal?: AbortSignal): Promise<Nearest> {
  const turn = createTurns(signal);
  const indexes = new Int32Array(points.rows);
  const squaredDistances = new Float64Array(points.rows);
  for (let i = 0; i < points.rows; i++) {
    await turn();
    let least = Number.POSITIVE_INFINITY;
    for (let c = 0; c < centers.rows; c++) {
      const distance = squaredDistance(points, i, centers, c);
      if (distance >= least) continue;
      least = distance;
      indexes[i] = c;
    }
    squaredDistances[i] = least;
  }
  return { indexes, squaredDistances };
}

async function neighbours(points: Points, count: number, signal?: AbortSignal): Promise<Nearest> {
  const { rows } = points;
  if (count < 1 || count >= rows) throw new RangeError(`${rows} rows have no ${count} neighbours each.`);
  const turn = createTurns(signal);
  const indexes = new Int32Array(rows * count);
  const squaredDistances = new Float64Array(rows * count);
  squaredDistances.fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < rows; i++) {
    await turn();
    const base = i * count;
    const last = base + count - 1;
    for (let j = 0; j < rows; j++) {
      if (j === i) continue;
      const distance = squaredDistance(points, i, points, j);
      if (distance >= squaredDistances[last]!) continue;
      // Equal ones stay before it: they have the lower index.
      let at = last;
      for (; at > base && squaredDistances[at - 1]! > distance; at--) {
        squaredDistances[at] = squaredDistances[at - 1]!;
        indexes[at] = indexes[at - 1]!;
      }
      squaredDistances[at] = distance;
      indexes[at] = j;
    }
  }
  return { indexes, squaredDistances };
}

async function distanceSums(
  points: Points,
  labels: Int32Array,
  clusterCount: number,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const turn = createTurns(signal);
  const sums = new Float64Array(points.rows * clusterCount);
  for (let i = 0; i < points.rows; i++) {
    await turn();
    for (let j = i + 1; j < points.rows; j++) {
      const distance = Math.sqrt(squaredDistance(points, i, points, j));
      sums[i * clusterCount + labels[j]!]! += distance;
      sums[j * clusterCount + labels[i]!]! += distance;
    }
  }
  return sums;
}
