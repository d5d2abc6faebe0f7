import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradients } from './gradients.ts';
import { Graph, type GraphNode } from './graph.ts';
import { openFloat64Session } from './native/float64.ts';
import { OPERATIONS } from './operations.ts';
import { BATCH } from './shapes.ts';
import { loadTfjsNode, nativeTestBackend, type TestBackend, wasmTestBackend } from './testing/backends.ts';
import { GRADIENT_CASES } from './testing/gradientCases.ts';
import { type GradientCase, gradientError, gradientProgram } from './testing/gradientCheck.ts';

type Spoil = (graph: Graph, gradient: GraphNode) => GraphNode;
const slightlyWrong: Spoil = (graph, gradient) => graph.multiply(gradient, graph.scalar(1.001));

test('every operation with a gradient has a case', () => {
  const used = new Set(
    GRADIENT_CASES.flatMap((one) => gradientProgram(one).program.graph.nodes.map((node) => node.operation)),
  );
  const differentiable = Object.entries(OPERATIONS).flatMap(([name, rule]) => (rule.gradient ? [name] : []));
  expect(differentiable.filter((name) => !used.has(name as keyof typeof OPERATIONS))).toEqual([]);
});

test('a loss that is no scalar, or does not depend on the parameter, is refused', () => {
  const graph = new Graph();
  const x = graph.placeholder('x', [BATCH, 2]);
  const other = graph.placeholder('other', [2]);
  expect(() => gradients(graph, x, [x])).toThrow('scalar');
  expect(() => gradients(graph, graph.sum(x), [other])).toThrow('does not depend');
  expect(() => gradients(graph, graph.sum(graph.biasAdd(x, graph.scalar(1))), [x])).toThrow('does not fit');
});

const tf = loadTfjsNode();

const mapValues = <From, To>(from: Record<string, From>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));

describe.skipIf(!tf)('TensorFlow in float64, against central differences', () => {
  const error = async (one: GradientCase, spoil?: Spoil): Promise<number> => {
    const made = gradientProgram(one, spoil);
    const session = await openFloat64Session(tf!, made.program);
    try {
      return gradientError(made, (values) => session.run('check', values), 1e-5);
    } finally {
      session.close();
    }
  };

  test.each(GRADIENT_CASES)('$name', async (one) => {
    expect(await error(one)).toBeLessThan(1e-8);
  });

  test('a gradient that is wrong by a thousandth is noticed', async () => {
    expect(await error(GRADIENT_CASES[0]!, slightlyWrong)).toBeGreaterThan(5e-4);
  });
});

describe('wasm in float32, against central differences', () => {
  let wasm: TestBackend;
  beforeAll(async () => {
    wasm = await wasmTestBackend();
  });
  let tensorsBefore = 0;
  beforeAll(() => {
    tensorsBefore = wasm.tensorCount();
  });
  afterAll(() => expect(wasm.tensorCount()).toBe(tensorsBefore));

  const error = async (one: GradientCase, spoil?: Spoil): Promise<number> => {
    const made = gradientProgram(one, spoil);
    const session = await wasm.backend.open(made.program);
    const run = (values: Record<string, Float64Array>) =>
      session.run(
        'check',
        mapValues(values, (x) => Float32Array.from(x)),
      );
    return gradientError(made, run, 2e-2);
  };

  test.each(GRADIENT_CASES)('$name', async (one) => {
    expect(await error(one)).toBeLessThan(2e-3);
  });

  test('a gradient that is wrong by a hundredth is noticed', async () => {
    const wrong: Spoil = (graph, gradient) => graph.multiply(gradient, graph.scalar(1.01));
    expect(await error(GRADIENT_CASES[0]!, wrong)).toBeGreaterThan(5e-3);
  });
});

test.skipIf(!tf)('TensorFlow and wasm give in float32 what TensorFlow gives in float64', async () => {
  await tf!.setBackend('tensorflow');
  const exact: Record<string, Float64Array>[] = [];
  for (const one of GRADIENT_CASES) {
    const { program, values } = gradientProgram(one);
    const session = await openFloat64Session(tf!, program);
    exact.push(
      session.run(
        'check',
        mapValues(values, (x) => Float64Array.from(Float32Array.from(x))),
      ),
    );
    session.close();
  }
  // In float32 TensorFlow computes by other kernels than in float64.
  await compare(nativeTestBackend()!);
  await compare(await wasmTestBackend());

  async function compare({ backend }: TestBackend): Promise<void> {
    for (const [i, one] of GRADIENT_CASES.entries()) {
      const { program, values } = gradientProgram(one);
      const session = await backend.open(program);
      const ours = session.run(
        'check',
        mapValues(values, (x) => Float32Array.from(x)),
      );
      for (const [key, theirs] of Object.entries(exact[i]!)) {
        const scale = Math.max(1, ...theirs.map(Math.abs));
        const worst = Math.max(...theirs.map((value, at) => Math.abs(ours[key]![at]! - value)));
        expect(worst / scale, `${backend.kind}, ${one.name}: ${key}`).toBeLessThan(1e-5);
      }
      session.close();
    }
  }
});
