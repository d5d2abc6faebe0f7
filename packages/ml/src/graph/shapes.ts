/** Lengths of the axes, slowest first. Only the first may be BATCH, which is known when a graph is run. */
export type Shape = readonly number[];
export const BATCH = -1;

export const shapeText = (shape: Shape): string =>
  `(${shape.map((n) => (n === BATCH ? 'batch' : n)).join(', ')})`;

/** Numbers in one sample, or in all where there is no batch axis. */
export const elementsPerSample = (shape: Shape): number =>
  shape.reduce((product, length) => product * (length === BATCH ? 1 : length), 1);

export const equalShapes = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i]);

/** NumPy's rule: shapes are aligned at their last axis, and a length of 1 or a missing axis repeats. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const x = a[axis - rank + a.length] ?? 1;
    const y = b[axis - rank + b.length] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new RangeError(`${shapeText(a)} and ${shapeText(b)} cannot be broadcast to one shape.`);
    return x === 1 ? y : x;
  });
}

/** Output length of a convolution with padding SAME. */
export const sameConvolution = (length: number, stride: number): number => Math.ceil(length / stride);

/** Pixels that padding SAME adds before and after, as TensorFlow splits them. */
export function samePadding(
  length: number,
  kernel: number,
  stride: number,
): { before: number; after: number } {
  const total = Math.max((sameConvolution(length, stride) - 1) * stride + kernel - length, 0);
  return { before: Math.floor(total / 2), after: total - Math.floor(total / 2) };
}
