import { describe, expect, test } from 'vitest';
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import type { LinearAlgebra } from './linearAlgebra.ts';
import { createReferenceAlgebra } from './reference.ts';
import { createWasmAlgebra } from './wasm/wasmAlgebra.ts';

const IMPLEMENTATIONS: Record<string, () => Promise<LinearAlgebra>> = {
  reference: async () => createReferenceAlgebra(),
  wasm: async () => createWasmAlgebra(),
};

const SHAPES: [rows: number, cols: number][] = [
  [2, 1],
  [7, 3],
  [33, 5],
  [64, 16],
  [129, 37],
];

const random = createRandom(12);
const drawn = (rows: number, cols: number): Matrix<Float64Array> => ({
  data: Float64Array.from({ length: rows * cols }, () => random.normal()),
  rows,
  cols,
});

/** Squared distance of two rows, the plain way. */
function between(a: Matrix, i: number, b: Matrix, j: number): number {
  let sum = 0;
  for (let k = 0; k < a.cols; k++) sum += (a.data[i * a.cols + k]! - b.data[j * b.cols + k]!) ** 2;
  return sum;
}

const rowsOf = ({ rows }: Matrix): number[] => Array.from({ length: rows }, (_, i) => i);

describe.each(Object.entries(IMPLEMENTATIONS))('%s', (_, open) => {
  test.each(SHAPES)('products of %d x %d, transposed or not', async (rows, cols) => {
    const linear = await open();
    const a = drawn(rows, cols);
    const b = drawn(cols, rows + 1);
    const plain = await linear.product(a, b);
    expect([plain.rows, plain.cols]).toEqual([rows, rows + 1]);
    for (const [i, j] of [
      [0, 0],
      [rows - 1, rows],
    ] as const) {
      let sum = 0;
      for (let k = 0; k < cols; k++) sum += a.data[i * cols + k]! * b.data[k * (rows + 1) + j]!;
      expect(plain.data[i * (rows + 1) + j]).toBeCloseTo(sum, 11);
    }
    const scatter = await linear.product(a, a, { transposeA: true });
    const gram = await linear.product(a, a, { transposeB: true });
    const trace = ({ data, rows: n }: Matrix) =>
      rowsOf({ data, rows: n, cols: n }).reduce((sum, i) => sum + data[i * n + i]!, 0);
    expect(scatter.rows).toBe(cols);
    expect(trace(scatter)).toBeCloseTo(trace(gram), 9);
    await expect(linear.product(a, drawn(cols + 1, 2))).rejects.toThrow(RangeError);
  });

  test.each(SHAPES)('nearest centres and neighbours of %d x %d', async (rows, cols) => {
    const linear = await open();
    const points = drawn(rows, cols);
    const centers = drawn(5, cols);
    const near = await linear.nearest(points, centers);
    for (const i of rowsOf(points)) {
      const distances = rowsOf(centers).map((c) => between(points, i, centers, c));
      expect(near.squaredDistances[i]).toBeCloseTo(Math.min(...distances), 11);
      expect(near.indexes[i]).toBe(distances.indexOf(Math.min(...distances)));
    }
    const count = Math.min(6, rows - 1);
    const found = await linear.neighbours(points, count);
    for (const i of rowsOf(points)) {
      const order = rowsOf(points)
        .filter((j) => j !== i)
        .sort((a, b) => between(points, i, points, a) - between(points, i, points, b) || a - b);
      expect([...found.indexes.subarray(i * count, (i + 1) * count)]).toEqual(order.slice(0, count));
    }
  });

  test.each(SHAPES)('ranks among %d x %d', async (rows, cols) => {
    const linear = await open();
    const points = drawn(rows, cols);
    const count = Math.min(4, rows - 1);
    const others = Int32Array.from({ length: rows * count }, (_row, at) => {
      const i = Math.floor(at / count);
      return (i + 1 + 5 * (at % count)) % rows;
    });
    const found = await linear.ranks(points, others);
    for (const i of rowsOf(points)) {
      const order = rowsOf(points)
        .filter((j) => j !== i)
        .sort((a, b) => between(points, i, points, a) - between(points, i, points, b));
      for (let at = i * count; at < (i + 1) * count; at++)
        if (others[at] !== i) expect(found[at]).toBe(1 + order.indexOf(others[at]!));
    }
  });

  test('ranks of rows that are not there are refused', async () => {
    const linear = await open();
    const points = drawn(5, 3);
    await expect(linear.ranks(points, new Int32Array(7))).rejects.toThrow(RangeError);
    await expect(linear.ranks(points, Int32Array.of(1, 2, 3, 4, 5))).rejects.toThrow('no row 5');
    await expect(linear.ranks(points, Int32Array.of(1, 2, 3, -1, 4))).rejects.toThrow('no row -1');
  });

  test('equal distances go to the lower index', async () => {
    const linear = await open();
    const points = { data: Float64Array.of(0, 1, 1, 1, 2), rows: 5, cols: 1 };
    expect((await linear.nearest(points, { data: Float64Array.of(1, 1), rows: 2, cols: 1 })).indexes).toEqual(
      new Int32Array(5),
    );
    const { indexes } = await linear.neighbours(points, 2);
    expect([...indexes]).toEqual([1, 2, 2, 3, 1, 3, 1, 2, 1, 2]);
    const told = Int32Array.of(3, 1, 0, 3, 0, 4, 0, 4, 3, 2);
    expect([...(await linear.ranks(points, told))]).toEqual([3, 1, 3, 2, 3, 4, 3, 4, 3, 2]);
  });

  test.each(SHAPES)('sums of distances of %d x %d', async (rows, cols) => {
    const linear = await open();
    const points = drawn(rows, cols);
    const labels = Int32Array.from({ length: rows }, (_, i) => i % 3);
    const sums = await linear.distanceSums(points, labels, 3);
    for (const i of rowsOf(points)) {
      const own = [0, 0, 0];
      for (const j of rowsOf(points)) own[labels[j]!]! += Math.sqrt(between(points, i, points, j));
      own.forEach((sum, c) => {
        expect(sums[i * 3 + c]).toBeCloseTo(sum, 9);
      });
    }
  });

  test.each([1, 2, 9, 40])('eigenvalues of %d x %d', async (n) => {
    const linear = await open();
    const { data } = await linear.product(drawn(n, n + 2), drawn(n + 2, n));
    const matrix = {
      data: data.map((value, at) => value + data[(at % n) * n + Math.floor(at / n)]!),
      rows: n,
      cols: n,
    };
    const { values, vectors } = await linear.symmetricEigen(matrix);
    const image = await linear.product(matrix, vectors);
    image.data.forEach((value, at) => {
      expect(value).toBeCloseTo(values[at % n]! * vectors.data[at]!, 8);
    });
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  test('an abort ends what takes long', async () => {
    const linear = await open();
    const signal = AbortSignal.abort(new Error('enough'));
    const points = drawn(50, 4);
    await expect(linear.neighbours(points, 3, signal)).rejects.toThrow('enough');
    await expect(linear.nearest(points, points, signal)).rejects.toThrow('enough');
    await expect(linear.ranks(points, new Int32Array(50), signal)).rejects.toThrow('enough');
  });
});
