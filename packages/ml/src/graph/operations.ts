import type { Graph, GraphNode } from './graph.ts';
import { broadcastShapes, type Shape, sameConvolution, shapeText } from './shapes.ts';

type None = Record<string, never>;

/** Every operation a graph can hold, with its attributes. Images are (batch, height, width, channels). */
export interface OperationAttributes {
  /** Numbers fed at each run. */
  placeholder: { name: string };
  /** Numbers that training changes. */
  parameter: { name: string };
  constant: { values: readonly number[] };
  add: None;
  subtract: None;
  multiply: None;
  divide: None;
  negate: None;
  square: None;
  exp: None;
  log: None;
  sqrt: None;
  relu: None;
  sigmoid: None;
  tanh: None;
  softplus: None;
  /** (gradient, output of relu) */
  reluGradient: None;
  matMul: { transposeA: boolean; transposeB: boolean };
  /** (x, bias over the last axis) */
  biasAdd: None;
  biasAddGradient: None;
  /** (images, filter [kh, kw, in, out]), padding SAME */
  conv2d: { stride: number };
  /** (images, filter [kh, kw, in, out]) with images of `out` channels: the transposed convolution to `size`. */
  conv2dTranspose: { stride: number; size: readonly [number, number] };
  /** (input of conv2d, gradient of its output) */
  conv2dFilterGradient: { stride: number; filterShape: readonly number[] };
  reshape: { shape: Shape };
  sum: { axes: readonly number[]; keepDims: boolean };
  /** (x, like): repeats x along its axes of length 1. */
  broadcast: None;
  /** The number of samples in this run, a scalar. */
  batchSize: None;
}

export type OperationName = keyof OperationAttributes;

/** How an operation's shape follows from its inputs, and its gradient from its output's. */
export interface Operation<Name extends OperationName> {
  shape(inputs: readonly GraphNode[], attributes: OperationAttributes[Name]): Shape;
  /** One gradient for each input, null where none flows. Absent: nothing may be differentiated through it. */
  gradient?(graph: Graph, node: GraphNode<Name>, outputGradient: GraphNode): (GraphNode | null)[];
}

const first = (inputs: readonly GraphNode[]): Shape => inputs[0]!.shape;

const elementwise = <Name extends OperationName>(
  derivative: (graph: Graph, x: GraphNode, y: GraphNode, gradient: GraphNode) => GraphNode,
): Operation<Name> => ({
  shape: first,
  gradient: (graph, node, gradient) => [derivative(graph, node.inputs[0]!, node as GraphNode, gradient)],
});

const binary = <Name extends OperationName>(
  derivatives: (graph: Graph, a: GraphNode, b: GraphNode, g: GraphNode) => [GraphNode, GraphNode],
): Operation<Name> => ({
  shape: ([a, b]) => broadcastShapes(a!.shape, b!.shape),
  gradient: (graph, node, g) => {
    const [a, b] = node.inputs as [GraphNode, GraphNode];
    const [ga, gb] = derivatives(graph, a, b, g);
    return [graph.reduceTo(ga, a.shape), graph.reduceTo(gb, b.shape)];
  },
});

/** The table: one shape rule and one gradient rule an operation. */
export const OPERATIONS: { [Name in OperationName]: Operation<Name> } = {
  // A leaf's shape is given when it is made; see Graph.
  placeholder: { shape: first },
  parameter: { shape: first },
  constant: { shape: first },
  add: binary((_, __, ___, g) => [g, g]),
  subtract: binary((graph, _, __, g) => [g, graph.negate(g)]),
  multiply: binary((graph, a, b, g) => [graph.multiply(g, b), graph.multiply(g, a)]),
  divide: binary((graph, a, b, g) => {
    const ga = graph.divide(g, b);
    return [ga, graph.negate(graph.divide(graph.multiply(ga, a), b))];
  }),
  negate: elementwise((graph, _, __, g) => graph.negate(g)),
  square: elementwise((graph, x, _, g) => graph.multiply(g, graph.multiply(x, graph.scalar(2)))),
  exp: elementwise((graph, _, y, g) => graph.multiply(g, y)),
  log: elementwise((graph, x, _, g) => graph.divide(g, x)),
  sqrt: elementwise((graph, _, y, g) => graph.divide(graph.multiply(g, graph.scalar(0.5)), y)),
  relu: elementwise((graph, _, y, g) => graph.node('reluGradient', [g, y], {})),
  sigmoid: elementwise((graph, _, y, g) =>
    graph.multiply(g, graph.multiply(y, graph.subtract(graph.scalar(1), y))),
  ),
  tanh: elementwise((graph, _, y, g) => graph.multiply(g, graph.subtract(graph.scalar(1), graph.square(y)))),
  softplus: elementwise((graph, x, _, g) => graph.multiply(g, graph.sigmoid(x))),
  reluGradient: { shape: first },
  matMul: {
    shape: ([a, b], { transposeA, transposeB }) => {
      const [rows, inner] = transposeA ? [a!.shape[1]!, a!.shape[0]!] : [a!.shape[0]!, a!.shape[1]!];
      const [innerB, cols] = transposeB ? [b!.shape[1]!, b!.shape[0]!] : [b!.shape[0]!, b!.shape[1]!];
      if (a!.shape.length !== 2 || b!.shape.length !== 2 || inner !== innerB)
        throw new RangeError(`matMul of ${shapeText(a!.shape)} and ${shapeText(b!.shape)} does not fit.`);
      return [rows, cols];
    },
    gradient: (graph, node, g) => {
      const [a, b] = node.inputs as [GraphNode, GraphNode];
      const { transposeA: ta, transposeB: tb } = node.attributes;
      return [
        ta ? graph.matMul(b, g, tb, true) : graph.matMul(g, b, false, !tb),
        tb ? graph.matMul(g, a, true, ta) : graph.matMul(a, g, !ta, false),
      ];
    },
  },
  biasAdd: {
    shape: ([x, bias]) => {
      if (bias!.shape.length !== 1 || bias!.shape[0] !== x!.shape.at(-1))
        throw new RangeError(`biasAdd of ${shapeText(bias!.shape)} to ${shapeText(x!.shape)} does not fit.`);
      return x!.shape;
    },
    gradient: (graph, _, g) => [g, graph.node('biasAddGradient', [g], {})],
  },
  biasAddGradient: { shape: ([x]) => [x!.shape.at(-1)!] },
  conv2d: {
    shape: ([x, filter], { stride }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      const [kh, kw, inChannels, outChannels] = filter!.shape as [number, number, number, number];
      if (channels !== inChannels)
        throw new RangeError(
          `conv2d of ${shapeText(x!.shape)} with ${shapeText(filter!.shape)} does not fit.`,
        );
      // Its filter gradient overruns memory in oneDNN with few channels: subsample first, then stride 1.
      if (kh === 1 && kw === 1 && stride > 1)
        throw new RangeError('conv2d with a 1x1 filter must have stride 1.');
      return [batch, Math.ceil(height / stride), Math.ceil(width / stride), outChannels];
    },
    gradient: (graph, node, g) => {
      const [x, filter] = node.inputs as [GraphNode, GraphNode];
      const { stride } = node.attributes;
      const size = [x.shape[1]!, x.shape[2]!] as const;
      return [
        graph.node('conv2dTranspose', [g, filter], { stride, size }),
        graph.node('conv2dFilterGradient', [x, g], { stride, filterShape: filter.shape }),
      ];
    },
  },
  conv2dTranspose: {
    shape: ([x, filter], { stride, size }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      const [, , inChannels, outChannels] = filter!.shape as [number, number, number, number];
      const fits = sameConvolution(size[0], stride) === height && sameConvolution(size[1], stride) === width;
      if (channels !== outChannels || !fits)
        throw new RangeError(
          `conv2dTranspose of ${shapeText(x!.shape)} with ${shapeText(filter!.shape)} to ${size.join(' x ')} does not fit.`,
        );
      return [batch, size[0], size[1], inChannels];
    },
    gradient: (graph, node, g) => {
      const [x, filter] = node.inputs as [GraphNode, GraphNode];
      const { stride } = node.attributes;
      return [
        graph.node('conv2d', [g, filter], { stride }),
        graph.node('conv2dFilterGradient', [g, x], { stride, filterShape: filter.shape }),
      ];
    },
  },
  conv2dFilterGradient: { shape: (_, { filterShape }) => [...filterShape] },
  reshape: {
    shape: (_, { shape }) => shape,
    gradient: (graph, node, g) => [graph.reshape(g, node.inputs[0]!.shape)],
  },
  sum: {
    shape: ([x], { axes, keepDims }) =>
      keepDims
        ? x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
        : x!.shape.filter((_, axis) => !axes.includes(axis)),
    gradient: (graph, node, g) => {
      const [x] = node.inputs as [GraphNode];
      const kept = x.shape.map((length, axis) => (node.attributes.axes.includes(axis) ? 1 : length));
      return [graph.node('broadcast', [graph.reshape(g, kept), x], {})];
    },
  },
  broadcast: {
    shape: ([, like]) => like!.shape,
    gradient: (graph, node, g) => [graph.reduceTo(g, node.inputs[0]!.shape), null],
  },
  batchSize: { shape: () => [], gradient: () => [null] },
};
