import type { Slicing } from '../operation.ts';
import type { Tensor, Tfjs } from './tfjs.ts';

/** The numbers that a slice names; lengths as they are in this run. */
export function slice(tf: Tfjs, x: Tensor, { begin, strides }: Slicing, counts: readonly number[]): Tensor {
  const end = counts.map((count, axis) => begin[axis]! + (count - 1) * strides[axis]! + 1);
  return tf.stridedSlice(x, [...begin], end, [...strides]);
}

/** Puts a slice's numbers back where they were taken from, zeros elsewhere: axis by axis, zeros between, then around. */
export function sliceGradient(
  tf: Tfjs,
  gradient: Tensor,
  { begin, strides }: Slicing,
  shape: readonly number[],
): Tensor {
  return shape.reduce<Tensor>((partial, length, axis) => {
    const [from, stride, count] = [begin[axis]!, strides[axis]!, partial.shape[axis]!];
    if (count === length) return partial;
    const before = partial.shape.slice(0, axis).reduce((product, n) => product * n, 1);
    const after = partial.shape.slice(axis + 1).reduce((product, n) => product * n, 1);
    const apart = tf.pad(tf.reshape(partial, [before, count, 1, after]), [
      [0, 0],
      [0, 0],
      [0, stride - 1],
      [0, 0],
    ]);
    // Without the zeros behind the last one, which may lie outside.
    const taken = (count - 1) * stride + 1;
    const cut = tf.slice(
      tf.reshape(apart, [before, count * stride, after]),
      [0, 0, 0],
      [before, taken, after],
    );
    const placed = tf.pad(cut, [
      [0, 0],
      [from, length - from - taken],
      [0, 0],
    ]);
    return tf.reshape(placed, partial.shape.with(axis, length));
  }, gradient);
}
