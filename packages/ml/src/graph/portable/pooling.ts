import type { Pooling } from '../operation.ts';
import { samePadding } from '../shapes.ts';
import type { Tensor4D, Tfjs } from './tfjs.ts';

export const maxPool = (tf: Tfjs, x: Tensor4D, { size, stride }: Pooling): Tensor4D =>
  tf.maxPool(x, size, stride, 'same');

/** Gives each gradient to the first pixel of its window that has the largest value. The wasm backend has no kernel. */
export function maxPoolGradient(
  tf: Tfjs,
  [x, y, gradient]: readonly [Tensor4D, Tensor4D, Tensor4D],
  { size, stride }: Pooling,
): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const [, rows, cols] = y.shape;
  const top = samePadding(height, size, stride).before;
  const left = samePadding(width, size, stride).before;
  const [values, largest, given] = [x.dataSync(), y.dataSync(), gradient.dataSync()];
  const result = new Float32Array(x.size);
  let at = 0;
  for (let n = 0; n < batch; n++)
    for (let row = 0; row < rows; row++)
      for (let col = 0; col < cols; col++)
        for (let c = 0; c < channels; c++, at++) {
          const pixel = firstLargest(row * stride - top, col * stride - left, (i, j) => {
            const inside = i >= 0 && i < height && j >= 0 && j < width;
            const place = ((n * height + i) * width + j) * channels + c;
            return inside && values[place] === largest[at] ? place : -1;
          });
          if (pixel >= 0) result[pixel]! += given[at]!;
        }
  return tf.tensor4d(result, x.shape, 'float32');

  function firstLargest(fromRow: number, fromCol: number, place: (i: number, j: number) => number): number {
    for (let i = fromRow; i < fromRow + size; i++)
      for (let j = fromCol; j < fromCol + size; j++) {
        const found = place(i, j);
        if (found >= 0) return found;
      }
    return -1;
  }
}
