import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { gradients } from '../graph/gradients.ts';
import { Graph, type GraphNode } from '../graph/graph.ts';
import { openFloat64Session } from '../graph/native/float64.ts';
import { BATCH } from '../graph/shapes.ts';
import { loadTfjsNode, wasmTestBackend } from '../graph/testing/backends.ts';
import { type GradientCase, gradientError, gradientProgram } from '../graph/testing/gradientCheck.ts';
import { createRandom } from '../random/random.ts';
import { barlowTwins } from './barlowTwins.ts';
import { columnVariances, countActive } from './collapse.ts';
import { klDivergence } from './divergence.ts';
import { msSsimScore, psnrOf, type SquareImage, ssimScore } from './imageScores.ts';
import { msSsim, similarityScores } from './msSsim.ts';
import { vicReg } from './vicReg.ts';

interface ScoreCase {
  channels: number;
  size: number;
  noise: number;
  scales: number;
  ssim: number;
  psnr: number;
  msSsim: number;
}
const file = new URL('../../fixtures/imageScores.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: ScoreCase[] };

/** The formulas of make_image_scores.py. */
function pictures({ channels, size, noise }: ScoreCase): [SquareImage, SquareImage] {
  const [a, b] = [new Float64Array(channels * size * size), new Float64Array(channels * size * size)];
  let state = 1;
  for (let c = 0, at = 0; c < channels; c++)
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++, at++) {
        state = (Math.imul(1664525, state) + 1013904223) >>> 0;
        a[at] = (((3 + c) * x + 5 * y) % 32) / 31;
        b[at] = Math.min(Math.max(a[at]! + noise * (state / 2 ** 32 - 0.5), 0), 1);
      }
  return [
    { data: a, channels, size },
    { data: b, channels, size },
  ];
}

describe.each(cases)('images of $channels x $size x $size', (one) => {
  const [a, b] = pictures(one);

  test('score as in scikit-image and pytorch-msssim', () => {
    expect(ssimScore(a, b)).toBeCloseTo(one.ssim, 9);
    const { value, scales } = msSsimScore(a, b);
    expect(value).toBeCloseTo(one.msSsim, 9);
    expect(scales).toBe(one.scales);
    const squares = Array.from(a.data, (x, i) => (x - b.data[i]!) ** 2);
    expect(psnrOf(squares.reduce((sum, x) => sum + x, 0) / squares.length)).toBeCloseTo(one.psnr, 9);
  });

  test('have the same MS-SSIM as a loss, and the same scores each by itself', async () => {
    const graph = new Graph();
    const shape = [BATCH, one.size, one.size, one.channels];
    const [x, y] = [graph.placeholder('x', shape), graph.placeholder('y', shape)];
    const { backend } = await wasmTestBackend();
    const outputs = { value: msSsim(graph, x, y), ...similarityScores(graph, x, y) };
    const session = await backend.open({
      graph,
      parameters: [],
      signatures: { score: { inputs: [x, y], outputs } },
      training: null,
    });
    const channelsLast = ({ data, channels, size }: SquareImage) =>
      Float32Array.from(
        { length: data.length },
        (_, i) => data[(i % channels) * size * size + Math.floor(i / channels)]!,
      );
    const { value, ssims, msSsims } = session.run('score', { x: channelsLast(a), y: channelsLast(b) });
    session.close();
    expect(value![0]).toBeCloseTo(one.msSsim, 4);
    expect(ssims![0]).toBeCloseTo(one.ssim, 4);
    expect(msSsims![0]).toBeCloseTo(one.msSsim, 4);
  });
});

test('equal images are 1 alike, and images of another shape or too small are refused', () => {
  const [a, b] = pictures(cases[0]!);
  expect(ssimScore(a, a)).toBe(1);
  expect(msSsimScore(a, a).value).toBe(1);
  expect(psnrOf(0)).toBeNull();
  expect(() => ssimScore(a, { ...b, channels: 2 })).toThrow('one shape');
  const small = { data: new Float32Array(64), channels: 1, size: 8 };
  expect(() => ssimScore(small, small)).toThrow('at least 11 pixels');
  expect(() => msSsimScore(small, small)).toThrow('at least 11 pixels');
});

const CASES: GradientCase[] = [
  {
    name: 'MS-SSIM, two scales',
    inputs: { x: [BATCH, 22, 22, 1], y: [BATCH, 22, 22, 1] },
    // From 0 to 1 and alike enough that no similarity is negative.
    build: (g, { x, y }) => {
      const base = g.sigmoid(x!);
      return msSsim(g, base, g.sigmoid(g.add(x!, g.multiply(y!, g.scalar(0.3)))));
    },
  },
  {
    name: 'divergence with free bits',
    inputs: { mean: [BATCH, 6], logVariance: [BATCH, 6] },
    build: (g, { mean, logVariance }) => klDivergence(g, mean!, logVariance!, 0.9),
  },
  {
    name: 'VICReg',
    inputs: { a: [BATCH, 4], b: [BATCH, 4] },
    build: (g, { a, b }) => vicReg(g, a!, b!),
  },
  {
    name: 'Barlow Twins',
    inputs: { a: [BATCH, 4], b: [BATCH, 4] },
    build: (g, { a, b }) => barlowTwins(g, a!, b!),
  },
];

const tf = loadTfjsNode();

test.skipIf(!tf).each(CASES)('$name has the gradient that differences show', async (one) => {
  await tf!.setBackend('tensorflow');
  const made = gradientProgram(one);
  const session = await openFloat64Session(tf!, made.program);
  const error = gradientError(made, (values) => session.run('check', values), 1e-5);
  session.close();
  expect(error).toBeLessThan(1e-7);
});

test('free bits: a dimension below costs the same wherever it is, and is not pushed', async () => {
  const graph = new Graph();
  const [mean, logVariance] = [
    graph.placeholder('mean', [BATCH, 2]),
    graph.placeholder('logVariance', [BATCH, 2]),
  ];
  const value = klDivergence(graph, mean, logVariance, 0.5);
  const [slope] = gradients(graph, value, [mean]) as [GraphNode];
  const signatures = { look: { inputs: [mean, logVariance], outputs: { value, slope } } };
  const { backend } = await wasmTestBackend();
  const session = await backend.open({ graph, parameters: [], signatures, training: null });
  // The first dimension holds 0.02 nats, the second 4.5.
  const outputs = session.run('look', { mean: Float32Array.of(0.2, 3), logVariance: new Float32Array(2) });
  expect(outputs['value']![0]).toBeCloseTo((0.5 + 4.5) / 2, 6);
  expect([...outputs['slope']!]).toEqual([0, 1.5]);
  session.close();
});

test('views that agree and use every dimension cost nothing; a collapsed embedding costs its variance', async () => {
  const graph = new Graph();
  const [a, b] = [graph.placeholder('a', [BATCH, 2]), graph.placeholder('b', [BATCH, 2])];
  const outputs = { vicReg: vicReg(graph, a, b), barlow: barlowTwins(graph, a, b) };
  const { backend } = await wasmTestBackend();
  const signatures = { look: { inputs: [a, b], outputs } };
  const session = await backend.open({ graph, parameters: [], signatures, training: null });
  const look = (x: Float32Array, y: Float32Array) => session.run('look', { a: x, b: y });
  const spread = Float32Array.of(2, 2, 2, -2, -2, 2, -2, -2);
  expect(look(spread, spread)['vicReg']![0]).toBeCloseTo(0, 5);
  expect(look(spread, spread)['barlow']![0]).toBeCloseTo(0, 5);
  // Deviation 0.01, from the epsilon: (1 - 0.01) twice, weighted by 25.
  const point = new Float32Array(8).fill(3);
  expect(look(point, point)['vicReg']![0]).toBeCloseTo(25 * 2 * 0.99, 4);
  expect(look(point, point)['barlow']![0]).toBeCloseTo(1, 5);
  session.close();
});

test('active units are the columns whose variance is above a hundredth', () => {
  const random = createRandom(1);
  const scales = [1, 0.5, 0.05, 0, 0.2];
  const data = Float32Array.from({ length: 500 * 5 }, (_, i) => 3 + scales[i % 5]! * random.normal());
  const variances = columnVariances({ data, rows: 500, cols: 5 });
  scales.forEach((scale, i) => {
    expect(variances[i]! / (scale || 1) ** 2).toBeCloseTo(scale > 0 ? 1 : 0, 0);
  });
  expect(countActive(variances)).toBe(3);
});
