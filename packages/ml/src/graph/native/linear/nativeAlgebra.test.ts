import { describe, expect, test } from 'vitest';
import { createReferenceAlgebra } from '../../../linear/reference.ts';
import { transposed } from '../../../linear/transposed.ts';
import type { Matrix } from '../../../matrix/matrix.ts';
import { createRandom } from '../../../random/random.ts';
import { loadTfjsNode } from '../../testing/backends.ts';
import { createNativeAlgebra } from './nativeAlgebra.ts';

const tf = loadTfjsNode();
const reference = createReferenceAlgebra();
const random = createRandom(4);
const drawn = (rows: number, cols: number): Matrix<Float64Array> => ({
  data: Float64Array.from({ length: rows * cols }, () => random.normal()),
  rows,
  cols,
});

/** The largest difference, as a share of the largest number. */
function apart(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  let most = 0;
  let size = 0;
  a.forEach((value, at) => {
    most = Math.max(most, Math.abs(value - b[at]!));
    size = Math.max(size, Math.abs(b[at]!));
  });
  return most / size;
}

describe.skipIf(!tf)('what TensorFlow computes agrees with the reference', async () => {
  if (!tf) return;
  const native = await createNativeAlgebra(tf);

  test('products, transposed or not; sides that do not fit are refused', async () => {
    const before = tf.memory().numTensors;
    const a = drawn(310, 230);
    const b = drawn(230, 210);
    for (const transposeA of [false, true])
      for (const transposeB of [false, true]) {
        const sides = [transposeA ? transposed(a) : a, transposeB ? transposed(b) : b] as const;
        const found = await native.product(...sides, { transposeA, transposeB });
        const expected = await reference.product(a, b);
        expect([found.rows, found.cols]).toEqual([310, 210]);
        expect(apart(found.data, expected.data)).toBeLessThan(1e-13);
      }
    for (const side of ['transposeA', 'transposeB'] as const) {
      const found = await native.product(a, a, { [side]: true });
      const expected = await reference.product(a, a, { [side]: true });
      expect(apart(found.data, expected.data)).toBeLessThan(1e-13);
    }
    await expect(native.product(a, drawn(231, 200))).rejects.toThrow(RangeError);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('eigenvalues in descending order, and their vectors', async () => {
    const a = drawn(100, 90);
    const scatter = await reference.product(a, a, { transposeA: true });
    const found = await native.symmetricEigen(scatter);
    const expected = await reference.symmetricEigen(scatter);
    expect(apart(found.values, expected.values)).toBeLessThan(1e-12);
    const image = await reference.product(scatter, found.vectors);
    const stretched = found.vectors.data.map((value, at) => value * found.values[at % 90]!);
    expect(apart(image.data, stretched)).toBeLessThan(1e-12);
  });

  test.each([
    ['far from each other', 0],
    ['equal ones in two blocks', 40],
    ['all nearly one point, far from the origin', 1100],
  ])('sums of distances: rows %s', async (_, equal) => {
    const points = drawn(1100, 9);
    for (let i = 0; i < equal; i++)
      points.data.set(
        points.data.subarray(0, 9).map((value) => value * 30 + 1e-7 * i),
        ((i * 27) % 1100) * 9,
      );
    const labels = Int32Array.from({ length: 1100 }, (_row, i) => i % 5);
    const found = await native.distanceSums(points, labels, 5);
    const expected = await reference.distanceSums(points, labels, 5);
    for (let at = 0; at < found.length; at++)
      expect(Math.abs(found[at]! / expected[at]! - 1)).toBeLessThan(1e-12);
  });

  test('an abort ends what takes long', async () => {
    const points = drawn(1100, 9);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(native.distanceSums(points, new Int32Array(1100), 1, signal)).rejects.toThrow('enough');
  });
});
