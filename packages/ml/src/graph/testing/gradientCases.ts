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
