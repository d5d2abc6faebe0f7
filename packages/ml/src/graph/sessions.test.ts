import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotFiniteError, type Session } from './backend.ts';
import { Graph } from './graph.ts';
import { attribute } from './native/attributes.ts';
import { GraphWriter } from './native/writer.ts';
import { ADAM, initialState, type Optimizer, PLAIN_ADAM } from './optimizer.ts';
import { type Program, trainable } from './program.ts';
import { BATCH } from './shapes.ts';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from './testing/backends.ts';

/** Fits y = x w + b by least squares, w of 3 x 2. */
function linearProgram(optimizer: Optimizer = PLAIN_ADAM): Program {
  const graph = new Graph();
  const [x, y] = [graph.placeholder('x', [BATCH, 3]), graph.placeholder('y', [BATCH, 2])];
  const [w, b] = [graph.parameter('w', [3, 2]), graph.parameter('b', [2])];
  const predicted = graph.biasAdd(graph.matMul(x, w), b);
  const loss = graph.mean(graph.square(graph.subtract(predicted, y)));
  const parameters = [
    {
      name: 'w',
      node: w,
      initial: Float32Array.of(0.5, -0.25, 1, 0, -1, 0.125),
      role: 'DENSE' as const,
      axes: [[3], [2]],
    },
    { name: 'b', node: b, initial: Float32Array.of(0.1, -0.1), role: 'BIAS' as const, axes: [[2]] },
  ];
  const spread = graph.sum(graph.square(predicted), [0]);
  return trainable(
    graph,
    parameters,
    { loss, inputs: [x, y], monitors: { spread }, optimizer },
    {
      predict: { inputs: [x], outputs: { predicted } },
      measure: { inputs: [x, y], outputs: { loss, predicted } },
    },
  );
}

const X = Float32Array.of(1, 2, 3, -1, 0.5, 0, 2, -2, 1);
const Y = Float32Array.of(1, 0, 0, 1, -1, 2);

/**
 * The same steps in float64: Adam from the last lines of section 2 of Kingma & Ba 2015, decoupled decay from algorithm 2
 * of Loshchilov & Hutter 2019, momentum and clipping by the norm as PyTorch documents them. The matrix decays, the bias
 * does not.
 */
function trainByHand(optimizer: Optimizer, steps: number, learningRate: number) {
  const w = [0.5, -0.25, 1, 0, -1, 0.125];
  const b = [0.1, -0.1];
  const state = [w, b].map((values, k) => ({
    values,
    m: values.map(() => 0),
    v: values.map(() => 0),
    decay: k === 0 ? optimizer.weightDecay : 0,
  }));
  const losses: number[] = [];
  for (let step = 1; step <= steps; step++) {
    const { loss, gradient } = lossByHand(w, b);
    losses.push(loss);
    const norm = Math.sqrt(gradient.flat().reduce((sum, g) => sum + g * g, 0));
    const factor = Math.min(1, (optimizer.clipNorm ?? Number.POSITIVE_INFINITY) / norm);
    const rate = (learningRate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
    state.forEach(({ values, m, v, decay }, k) => {
      gradient[k]!.forEach((raw, i) => {
        const g = raw * factor + (optimizer.kind === 'ADAMW' ? 0 : decay * values[i]!);
        if (optimizer.kind === 'SGD') {
          m[i] = optimizer.momentum * m[i]! + g;
          values[i]! -= learningRate * m[i]!;
          return;
        }
        m[i] = ADAM.beta1 * m[i]! + (1 - ADAM.beta1) * g;
        v[i] = ADAM.beta2 * v[i]! + (1 - ADAM.beta2) * g * g;
        if (optimizer.kind === 'ADAMW') values[i]! *= 1 - learningRate * decay;
        values[i]! -= (rate * m[i]!) / (Math.sqrt(v[i]!) + ADAM.epsilon);
      });
    });
  }
  return { w, b, losses };
}

function lossByHand(w: number[], b: number[]): { loss: number; gradient: [number[], number[]] } {
  const gradient: [number[], number[]] = [w.map(() => 0), b.map(() => 0)];
  let loss = 0;
  for (let n = 0; n < 3; n++)
    for (let j = 0; j < 2; j++) {
      const row = X.subarray(3 * n, 3 * n + 3);
      const error = row.reduce((sum, x, i) => sum + x * w[2 * i + j]!, b[j]!) - Y[2 * n + j]!;
      loss += error ** 2 / 6;
      for (let i = 0; i < 3; i++) gradient[0][2 * i + j]! += (row[i]! * error) / 3;
      gradient[1][j]! += error / 3;
    }
  return { loss, gradient };
}

const OPTIMIZERS: Optimizer[] = [
  PLAIN_ADAM,
  { kind: 'ADAM', momentum: 0, weightDecay: 0.5, clipNorm: 0.4 },
  { kind: 'ADAMW', momentum: 0, weightDecay: 0.5, clipNorm: null },
  { kind: 'ADAMW', momentum: 0, weightDecay: 0.2, clipNorm: 0.3 },
  { kind: 'SGD', momentum: 0, weightDecay: 0, clipNorm: null },
  { kind: 'SGD', momentum: 0.9, weightDecay: 0.1, clipNorm: 0.5 },
];

const native = nativeTestBackend();

describe.each([
  ['native', () => native],
  ['wasm', wasmTestBackend],
] as const)('a session on %s', (kind, find) => {
  const program = linearProgram();
  let under: TestBackend;
  let session: Session;
  let tensorsBefore: number;

  beforeEach(async ({ skip }) => {
    const found = await find();
    if (!found) return skip();
    under = found;
    await under.select();
    tensorsBefore = under.tensorCount();
    session = await under.backend.open(program);
    session.assign(initialState(program));
  });
  afterEach(() => {
    if (!under) return;
    session.close();
    expect(under.tensorCount()).toBe(tensorsBefore);
  });

  test('says what it runs on', () => {
    expect(under.backend.kind).toBe(kind);
    expect(under.backend.version).toMatch(/^\d+\.\d+\.\d+/);
  });

  test.each(OPTIMIZERS)(
    'trains as $kind does by hand, and gives the loss before each step: %o',
    async (optimizer) => {
      const byHand = trainByHand(optimizer, 40, 0.05);
      const other = linearProgram(optimizer);
      const trained = await under.backend.open(other);
      trained.assign(initialState(other));
      const losses = Array.from(
        { length: 40 },
        (_, i) => trained.train({ x: X, y: Y }, { learningRate: 0.05, step: i + 1 }).loss,
      );
      const state = trained.read();
      trained.close();
      const far = (a: ArrayLike<number>, b: number[]) => Math.max(...b.map((x, i) => Math.abs(a[i]! - x)));
      expect(far(losses, byHand.losses)).toBeLessThan(1e-5);
      expect(far(state['w']!, byHand.w)).toBeLessThan(1e-5);
      expect(far(state['b']!, byHand.b)).toBeLessThan(1e-5);
      expect(Object.keys(state).sort()).toEqual(Object.keys(initialState(other)).sort());
    },
  );

  test('monitors are of before the step', () => {
    const predicted = session.run('predict', { x: X })['predicted']!;
    const { monitors } = session.train({ x: X, y: Y }, { learningRate: 0.05, step: 1 });
    const squares = (column: number) =>
      [0, 1, 2].reduce((sum, n) => sum + predicted[2 * n + column]! ** 2, 0);
    expect(monitors['spread']![0]).toBeCloseTo(squares(0), 5);
    expect(monitors['spread']![1]).toBeCloseTo(squares(1), 5);
  });

  test('takes batches of any size in turn', () => {
    const one = session.run('predict', { x: X.subarray(0, 3) })['predicted']!;
    const three = session.run('predict', { x: X })['predicted']!;
    expect(three.length).toBe(6);
    expect([...three.subarray(0, 2)]).toEqual([...one]);
    expect(one[0]).toBeCloseTo(0.5 + 2 - 3 + 0.1, 6);
  });

  test('keeps copies of what is assigned and gives copies of what is read', () => {
    const given = initialState(program);
    session.assign(given);
    given['w']!.fill(9);
    session.read()['w']!.fill(8);
    expect(session.read()).toEqual(initialState(linearProgram()));
  });

  test('refuses a step that is not finite and keeps its state to the bit', () => {
    session.train({ x: X, y: Y }, { learningRate: 0.05, step: 1 });
    const before = session.read();
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 3e38]) {
      const x = X.slice();
      x[4] = bad;
      expect(() => session.train({ x, y: Y }, { learningRate: 0.05, step: 2 })).toThrow(NotFiniteError);
    }
    expect(session.read()).toEqual(before);
    expect(session.train({ x: X, y: Y }, { learningRate: 0.05, step: 2 }).loss).toBeGreaterThan(0);
  });

  test('refuses feeds that do not fit before they reach the library', () => {
    const measure = (feeds: Record<string, Float32Array>) => () => session.run('measure', feeds);
    expect(measure({ x: X })).toThrow('Feed y is missing');
    expect(measure({ x: X, y: Y, z: Y })).toThrow('Nothing takes the feed z');
    expect(measure({ x: X.subarray(1), y: Y })).toThrow('Feed x has 8 values, which is no batch');
    expect(measure({ x: X, y: Y.subarray(2) })).toThrow('Feed y has 4 values, which is no batch');
    expect(measure({ x: new Float32Array(0), y: new Float32Array(0) })).toThrow('no batch');
    const wide: object = { x: Float64Array.from(X), y: Y };
    expect(measure(wide as Record<string, Float32Array>)).toThrow('no Float32Array');
    expect(() => session.run('nothing', {})).toThrow('no signature nothing');
    const cut = { ...initialState(program), w: new Float32Array(5) };
    expect(() => session.assign(cut)).toThrow('The state of w');
    expect(session.run('measure', { x: X, y: Y })['loss']!.length).toBe(1);
  });

  test('two sessions of one program do not share their state', async () => {
    const other = await under.backend.open(program);
    other.assign(initialState(program));
    other.train({ x: X, y: Y }, { learningRate: 0.5, step: 1 });
    other.close();
    expect(session.read()).toEqual(initialState(program));
  });
});

test('a TensorFlow operation with a misspelt, missing or unknown attribute is refused', () => {
  const writer = new GraphWriter('float32');
  expect(() => writer.op('Relu', ['x'], { t: writer.T })).toThrow('Relu takes T, not t');
  expect(() => writer.op('MatMul', ['a', 'b'], { T: writer.T })).toThrow('transpose_a');
  expect(() => writer.op('Relu', ['x'], { T: writer.T, leak: attribute.int(1) })).toThrow('not T,leak');
  expect(() => writer.op('Gelu', ['x'], {})).toThrow('nothing known');
});

test('shapes that do not fit are refused when the graph is built', () => {
  const graph = new Graph();
  const images = graph.placeholder('images', [BATCH, 8, 8, 2]);
  const rows = graph.placeholder('rows', [BATCH, 4]);
  const filter = graph.parameter('filter', [3, 3, 3, 4]);
  expect(() => graph.conv2d(images, filter, 2)).toThrow('does not fit');
  expect(() => graph.conv2d(images, graph.parameter('one', [1, 1, 2, 4]), 2)).toThrow('stride 1');
  expect(() => graph.conv2dTranspose(images, filter, 2, [16, 16])).toThrow('does not fit');
  expect(() => graph.matMul(rows, rows)).toThrow('does not fit');
  expect(() => graph.add(rows, graph.constant([1, 2, 3], [3]))).toThrow('cannot be broadcast');
  expect(() => graph.reshape(rows, [4, BATCH])).toThrow('cannot be reshaped');
  expect(() => graph.constant([1, 2], [3])).toThrow('do not fill');
  expect(() => graph.parameter('p', [BATCH, 2])).toThrow('batch axis');
});
