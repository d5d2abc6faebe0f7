import { createRandom, type Random } from '../../random/random.ts';
import { gradients } from '../gradients.ts';
import { Graph, type GraphNode } from '../graph.ts';
import type { Program } from '../program.ts';
import { BATCH, elementsPerSample, type Shape } from '../shapes.ts';

type Inputs = Record<string, GraphNode>;

/** A computation whose gradients are checked: the shapes of its inputs, and what is built of them. */
export interface GradientCase {
  name: string;
  inputs: Record<string, Shape>;
  /** From 0.5 on, for functions that are not smooth or not defined elsewhere. */
  positive?: boolean;
  build(graph: Graph, inputs: Inputs): GraphNode;
}

export interface GradientProgram {
  program: Program;
  names: string[];
  /** Inputs' values for a batch of 3. */
  values: Record<string, Float64Array>;
}

const SAMPLES = 3;

/**
 * A program with one signature `check`: the scalar `loss` (what the case builds, times fixed weights, summed) and the
 * gradient of each input. `spoil` changes a derived gradient, to see that the check notices.
 */
export function gradientProgram(
  { inputs: shapes, positive = false, build }: GradientCase,
  spoil: (graph: Graph, gradient: GraphNode) => GraphNode = (_, gradient) => gradient,
): GradientProgram {
  const graph = new Graph();
  const random = createRandom(7);
  const placeholders = Object.entries(shapes).map(([name, shape]) => graph.placeholder(name, shape));
  const names = Object.keys(shapes);
  const built = build(graph, Object.fromEntries(names.map((name, i) => [name, placeholders[i]!])));
  const weights = built.shape.map((length) => (length === BATCH ? 1 : length));
  const weighted = graph.multiply(
    built,
    graph.constant(normals(random, elementsPerSample(weights)), weights),
  );
  const loss = graph.sum(weighted);
  const derived = gradients(graph, loss, placeholders).map((gradient) => spoil(graph, gradient));
  const outputs = { loss, ...Object.fromEntries(names.map((name, i) => [`d${name}`, derived[i]!])) };
  const values = names.map((name, i) => {
    const shape = placeholders[i]!.shape;
    const count = elementsPerSample(shape) * (shape[0] === BATCH ? SAMPLES : 1);
    return [name, Float64Array.from(normals(random, count), (x) => (positive ? Math.abs(x) + 0.5 : x))];
  });
  return {
    program: {
      graph,
      parameters: [],
      signatures: { check: { inputs: placeholders, outputs } },
      training: null,
    },
    names,
    values: Object.fromEntries(values),
  };
}

/**
 * The largest difference between a derived gradient and central differences of the loss, relative to the largest
 * gradient of that input (or 1).
 */
export function gradientError(
  { names, values }: Pick<GradientProgram, 'names' | 'values'>,
  run: (values: Record<string, Float64Array>) => Record<string, ArrayLike<number>>,
  step: number,
): number {
  const derived = run(values);
  const errors = names.map((name) => {
    const gradient = Array.from(derived[`d${name}`]!);
    const scale = Math.max(1, ...gradient.map(Math.abs));
    const differences = gradient.map((_, i) => {
      const lossAt = (offset: number): number => {
        const moved = values[name]!.slice();
        moved[i]! += offset;
        return run({ ...values, [name]: moved })['loss']![0]!;
      };
      return (lossAt(step) - lossAt(-step)) / (2 * step);
    });
    return Math.max(...gradient.map((g, i) => Math.abs(g - differences[i]!))) / scale;
  });
  return Math.max(...errors);
}

const normals = (random: Random, count: number): number[] =>
  Array.from({ length: count }, () => random.normal());
