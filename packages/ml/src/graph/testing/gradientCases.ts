import type { GraphNode } from '../graph.ts';
import { groupNorm } from '../groupNorm.ts';
import { BATCH } from '../shapes.ts';
import type { GradientCase } from './gradientCheck.ts';

const images = (height: number, width: number, channels: number) => [BATCH, height, width, channels];

/** At least one case for every operation that has a gradient, on even and odd sizes. */
export const GRADIENT_CASES: GradientCase[] = [
  {
    name: 'add, same shape',
    inputs: { a: [BATCH, 4], b: [BATCH, 4] },
    build: (g, { a, b }) => g.add(a!, b!),
  },
  {
    name: 'add, subtract, multiply, divide, broadcast',
    inputs: { x: images(3, 2, 2), a: [2], b: [2, 1] },
    positive: true,
    build: (g, { x, a, b }) => g.divide(g.subtract(g.multiply(g.add(x!, a!), b!), a!), b!),
  },
  {
    name: 'divide by what has a batch',
    inputs: { a: [4], b: [BATCH, 4] },
    positive: true,
    build: (g, { a, b }) => g.divide(a!, b!),
  },
  { name: 'negate', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.negate(x!) },
  { name: 'square', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.square(x!) },
  { name: 'exp', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.exp(x!) },
  { name: 'log', inputs: { x: [BATCH, 5] }, positive: true, build: (g, { x }) => g.log(x!) },
  { name: 'sqrt', inputs: { x: [BATCH, 5] }, positive: true, build: (g, { x }) => g.sqrt(x!) },
  {
    name: 'relu',
    inputs: { x: [BATCH, 5], y: [BATCH, 5] },
    positive: true,
    // Half of it above the kink and half below, none near.
    build: (g, { x, y }) => g.add(g.relu(x!), g.relu(g.negate(y!))),
  },
  {
    name: 'leakyRelu, elu',
    inputs: { x: [BATCH, 5], y: [BATCH, 5] },
    positive: true,
    build: (g, { x, y }) => {
      const both = (sign: GraphNode) =>
        g.add(g.leakyRelu(g.multiply(x!, sign), 0.2), g.elu(g.multiply(y!, sign)));
      return g.multiply(both(g.scalar(1)), both(g.scalar(-1)));
    },
  },
  {
    name: 'abs',
    inputs: { x: [BATCH, 5], y: [BATCH, 5] },
    positive: true,
    build: (g, { x, y }) => g.multiply(g.abs(x!), g.abs(g.negate(y!))),
  },
  {
    name: 'maximum and minimum, broadcast',
    inputs: { x: [BATCH, 4], y: [BATCH, 4] },
    positive: true,
    // All of x above 0.25 and all of -y below.
    build: (g, { x, y }) => {
      const bound = g.constant([0.25, 0.125, 0.25, -0.25], [4]);
      const below = g.negate(y!);
      return g.multiply(
        g.add(g.maximum(x!, bound), g.minimum(below, bound)),
        g.add(g.minimum(bound, x!), g.maximum(bound, below)),
      );
    },
  },
  {
    name: 'maximum of two that both change',
    inputs: { x: [BATCH, 3], y: [3] },
    positive: true,
    build: (g, { x, y }) => g.maximum(g.add(x!, g.scalar(3)), g.square(g.negate(y!))),
  },
  { name: 'sigmoid', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.sigmoid(x!) },
  { name: 'tanh', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.tanh(x!) },
  { name: 'softplus', inputs: { x: [BATCH, 5] }, build: (g, { x }) => g.softplus(x!) },
  { name: 'a b', inputs: { a: [BATCH, 4], b: [4, 2] }, build: (g, { a, b }) => g.matMul(a!, b!) },
  {
    name: 'transposed a, b',
    inputs: { a: [BATCH, 4], b: [BATCH, 2] },
    build: (g, { a, b }) => g.matMul(a!, b!, true, false),
  },
  {
    name: 'a, transposed b',
    inputs: { a: [BATCH, 4], b: [2, 4] },
    build: (g, { a, b }) => g.matMul(a!, b!, false, true),
  },
  {
    name: 'a, transposed wide b',
    inputs: { a: [2, 3], b: [9, 3] },
    build: (g, { a, b }) => g.matMul(a!, b!, false, true),
  },
  {
    name: 'both transposed',
    inputs: { a: [4, 3], b: [2, 4] },
    build: (g, { a, b }) => g.matMul(a!, b!, true, true),
  },
  {
    name: 'products in a batch',
    inputs: { a: [BATCH, 2, 4], b: [BATCH, 4, 3] },
    build: (g, { a, b }) => g.batchMatMul(a!, b!),
  },
  {
    name: 'products in a batch, both transposed',
    inputs: { a: [BATCH, 4, 2], b: [BATCH, 3, 4] },
    build: (g, { a, b }) => g.batchMatMul(a!, b!, true, true),
  },
  {
    name: 'products in a batch, one side repeated',
    inputs: { a: [1, 1, 2, 4], b: [BATCH, 2, 4, 3] },
    build: (g, { a, b }) => g.batchMatMul(a!, b!),
  },
  {
    name: 'products in a batch, the other side repeated and transposed',
    inputs: { a: [BATCH, 2, 4], b: [1, 3, 4] },
    build: (g, { a, b }) => g.batchMatMul(a!, b!, false, true),
  },
  {
    name: 'products in a batch of single planes, one side repeated',
    inputs: { a: [1, 1, 3, 5], b: [BATCH, 1, 5, 5] },
    build: (g, { a, b }) => g.batchMatMul(g.batchMatMul(a!, b!), a!, false, true),
  },
  {
    name: 'batch covariance',
    inputs: { x: [BATCH, 3] },
    build: (g, { x }) => {
      const centred = g.subtract(x!, g.mean(x!, [0], true));
      return g.divide(g.matMul(centred, centred, true), g.batchSize(x!));
    },
  },
  { name: 'bias on rows', inputs: { x: [BATCH, 3], b: [3] }, build: (g, { x, b }) => g.biasAdd(x!, b!) },
  {
    name: 'bias on images, squared',
    inputs: { x: images(2, 3, 2), b: [2] },
    build: (g, { x, b }) => g.square(g.biasAdd(x!, b!)),
  },
  ...(
    [
      ['3x3 stride 1', [5, 6], 3, 1],
      ['3x3 stride 2, even', [6, 4], 3, 2],
      ['3x3 stride 2, odd', [5, 7], 3, 2],
      ['4x4 stride 2', [6, 5], 4, 2],
      ['3x3 stride 3', [7, 8], 3, 3],
      ['5x5 stride 2', [5, 6], 5, 2],
      ['1x1', [3, 4], 1, 1],
      ['3x3 stride 2 to one pixel', [2, 1], 3, 2],
    ] as const
  ).flatMap(([name, [height, width], kernel, stride]): GradientCase[] => [
    {
      name: `conv2d ${name}`,
      inputs: { x: images(height, width, 2), w: [kernel, kernel, 2, 3] },
      build: (g, { x, w }) => g.conv2d(x!, w!, stride),
    },
    {
      name: `conv2dTranspose ${name}`,
      inputs: {
        x: images(Math.ceil(height / stride), Math.ceil(width / stride), 3),
        w: [kernel, kernel, 2, 3],
      },
      build: (g, { x, w }) => g.conv2dTranspose(x!, w!, stride, [height, width]),
    },
  ]),
  ...(
    [
      ['3x3 stride 2, even', [6, 4], 3, 2],
      ['3x3 stride 2, odd', [5, 4], 3, 2],
      ['4x4 stride 2', [6, 4], 4, 2],
      ['5x5 stride 2', [6, 8], 5, 2],
      ['5x5 stride 3', [6, 3], 5, 3],
      ['11x11 stride 4', [8, 12], 11, 4],
      ['3x3 stride 2 to two pixels', [2, 2], 3, 2],
    ] as const
  ).map(
    ([name, [height, width], kernel, stride]): GradientCase => ({
      name: `conv2dTranspose to one channel, ${name}`,
      inputs: {
        x: images(Math.ceil(height / stride), Math.ceil(width / stride), 3),
        w: [kernel, kernel, 1, 3],
      },
      build: (g, { x, w }) => g.conv2dTranspose(x!, w!, stride, [height, width]),
    }),
  ),
  ...(
    [
      ['2x2 by 2', 2, 2, [4, 6]],
      ['3x3 by 2, even', 3, 2, [4, 6]],
      ['3x3 by 2, odd', 3, 2, [5, 3]],
    ] as const
  ).map(
    ([name, size, stride, [height, width]]): GradientCase => ({
      name: `maxPool ${name}`,
      inputs: { x: images(height, width, 2) },
      build: (g, { x }) => g.maxPool(x!, size, stride),
    }),
  ),
  ...[2, 3].flatMap((factor): GradientCase[] => [
    {
      name: `blockMean ${factor}`,
      inputs: { x: images(6, 12, 2) },
      build: (g, { x }) => g.square(g.blockMean(x!, factor)),
    },
    {
      name: `upsample ${factor}`,
      inputs: { x: images(2, 3, 2) },
      build: (g, { x }) => g.square(g.upsample(x!, factor)),
    },
  ]),
  ...[1, 2, 4].map(
    (groups): GradientCase => ({
      name: `groupNorm, ${groups} groups`,
      inputs: { x: images(3, 2, 4), scale: [4], offset: [4] },
      build: (g, { x, scale, offset }) => g.tanh(groupNorm(g, g.tanh(x!), scale!, offset!, groups)),
    }),
  ),
  {
    name: 'transpose',
    inputs: { x: images(2, 3, 4) },
    build: (g, { x }) => g.square(g.transpose(x!, [0, 3, 1, 2])),
  },
  {
    name: 'concat on channels and on rows',
    inputs: { x: images(2, 3, 2), y: images(2, 3, 1) },
    build: (g, { x, y }) => {
      const channels = g.concat([x!, g.square(y!), x!], 3);
      return g.square(g.concat([channels, g.square(channels)], 1));
    },
  },
  {
    name: 'pad',
    inputs: { x: images(2, 3, 2) },
    build: (g, { x }) =>
      g.add(
        g.square(
          g.pad(x!, [
            [0, 0],
            [1, 2],
            [0, 1],
            [2, 0],
          ]),
        ),
        g.scalar(1),
      ),
  },
  {
    name: 'part of the rows',
    inputs: { x: images(5, 3, 2) },
    build: (g, { x }) => g.square(g.part(x!, 1, 1, 4)),
  },
  ...([2, 3] as const).map(
    (stride): GradientCase => ({
      name: `subsample by ${stride}, then 1x1`,
      inputs: { x: images(5, 6, 2), w: [1, 1, 2, 3] },
      build: (g, { x, w }) => g.conv2d(g.subsample(x!, stride), w!, 1),
    }),
  ),
  {
    name: 'reshape',
    inputs: { x: images(2, 3, 2) },
    build: (g, { x }) => g.reshape(g.square(x!), [BATCH, 12]),
  },
  {
    name: 'sum over pixels',
    inputs: { x: images(2, 3, 2) },
    build: (g, { x }) => g.sum(g.square(x!), [1, 2, 3]),
  },
  {
    name: 'sum over batch and channels, kept',
    inputs: { x: images(2, 3, 2) },
    build: (g, { x }) => g.sum(g.square(x!), [0, 3], true),
  },
  { name: 'mean over all', inputs: { x: images(2, 3, 2) }, build: (g, { x }) => g.mean(g.square(x!)) },
  {
    name: 'mean over pixels',
    inputs: { x: images(2, 3, 2) },
    build: (g, { x }) => g.mean(g.exp(x!), [1, 2]),
  },
  {
    name: 'broadcast',
    inputs: { x: [BATCH, 1, 2], like: [BATCH, 3, 2] },
    build: (g, { x, like }) => g.add(g.node('broadcast', [g.square(x!), like!], {}), like!),
  },
  {
    name: 'batchSize',
    inputs: { x: [BATCH, 2] },
    build: (g, { x }) => g.multiply(g.square(x!), g.batchSize(g.exp(x!))),
  },
  {
    name: 'a node used three times',
    inputs: { x: [BATCH, 3] },
    build: (g, { x }) => {
      const y = g.tanh(x!);
      return g.add(g.multiply(y, g.exp(y)), y);
    },
  },
];
