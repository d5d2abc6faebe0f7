import type { Tensor, Tensor2D, Tfjs } from './tfjs.ts';

/**
 * op(a) op(b), op being the transpose where asked. The wasm kernel is 15 times slower on transposed operands than on
 * plain ones, and transposing costs by size, so the smaller of b and (a, result) is turned.
 */
export function matMul(
  tf: Tfjs,
  a: Tensor2D,
  b: Tensor2D,
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
): Tensor2D {
  if (!transposeB) return tf.matMul(transposeA ? tf.transpose(a) : a, b);
  const rows = transposeA ? a.shape[1] : a.shape[0];
  if (b.size <= a.size + rows * b.shape[0])
    return matMul(tf, a, tf.transpose(b), { transposeA, transposeB: false });
  return tf.transpose(tf.matMul(b, transposeA ? a : tf.transpose(a)));
}

/** Sums one axis after the other, the last first: less rounding than in one run over all numbers. */
export function sum(tf: Tfjs, x: Tensor, axes: readonly number[]): Tensor {
  return [...axes].sort((a, b) => b - a).reduce<Tensor>((partial, axis) => tf.sum(partial, axis), x);
}
