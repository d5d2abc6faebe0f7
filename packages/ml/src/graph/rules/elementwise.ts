import type { Graph, GraphNode } from '../graph.ts';
import { firstShape, type Operation, type OperationName, type Rules } from '../operation.ts';
import { broadcastShapes } from '../shapes.ts';

const elementwise = <Name extends OperationName>(
  derivative: (graph: Graph, x: GraphNode, y: GraphNode, gradient: GraphNode) => GraphNode,
): Operation<Name> => ({
  shape: firstShape,
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

/** The gradient of a choice between two: to the first where it was taken (also of two equal ones), else to the second. */
const choice = (graph: Graph, g: GraphNode, takesFirst: GraphNode): [GraphNode, GraphNode] => {
  const first = graph.multiply(g, takesFirst);
  return [first, graph.subtract(g, first)];
};

/** Of operations on each number by itself, or on two that stand at the same place. */
export const elementwiseRules: Rules<
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'maximum'
  | 'minimum'
  | 'greaterEqual'
  | 'negate'
  | 'abs'
  | 'sign'
  | 'square'
  | 'exp'
  | 'log'
  | 'sqrt'
> = {
  add: binary((_, __, ___, g) => [g, g]),
  subtract: binary((graph, _, __, g) => [g, graph.negate(g)]),
  multiply: binary((graph, a, b, g) => [graph.multiply(g, b), graph.multiply(g, a)]),
  divide: binary((graph, a, b, g) => {
    const ga = graph.divide(g, b);
    return [ga, graph.negate(graph.divide(graph.multiply(ga, a), b))];
  }),
  maximum: binary((graph, a, b, g) => choice(graph, g, graph.greaterEqual(a, b))),
  minimum: binary((graph, a, b, g) => choice(graph, g, graph.greaterEqual(b, a))),
  greaterEqual: { shape: ([a, b]) => broadcastShapes(a!.shape, b!.shape) },
  negate: elementwise((graph, _, __, g) => graph.negate(g)),
  abs: elementwise((graph, x, _, g) => graph.multiply(g, graph.sign(x))),
  sign: { shape: firstShape },
  square: elementwise((graph, x, _, g) => graph.multiply(g, graph.multiply(x, graph.scalar(2)))),
  exp: elementwise((graph, _, y, g) => graph.multiply(g, y)),
  log: elementwise((graph, x, _, g) => graph.divide(g, x)),
  sqrt: elementwise((graph, _, y, g) => graph.divide(graph.multiply(g, graph.scalar(0.5)), y)),
};

/** Of activations. */
export const activationRules: Rules<
  | 'relu'
  | 'leakyRelu'
  | 'elu'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'reluGradient'
  | 'leakyReluGradient'
  | 'eluGradient'
> = {
  relu: elementwise((graph, _, y, g) => graph.node('reluGradient', [g, y], {})),
  leakyRelu: {
    shape: firstShape,
    // By the output, which has the input's sign: where its input is asked for too, TensorFlow cannot fuse it with the
    // convolution before it.
    gradient: (graph, node, g) => [graph.node('leakyReluGradient', [g, node as GraphNode], node.attributes)],
  },
  elu: elementwise((graph, _, y, g) => graph.node('eluGradient', [g, y], {})),
  sigmoid: elementwise((graph, _, y, g) =>
    graph.multiply(g, graph.multiply(y, graph.subtract(graph.scalar(1), y))),
  ),
  tanh: elementwise((graph, _, y, g) => graph.multiply(g, graph.subtract(graph.scalar(1), graph.square(y)))),
  softplus: elementwise((graph, x, _, g) => graph.multiply(g, graph.sigmoid(x))),
  reluGradient: { shape: firstShape },
  leakyReluGradient: { shape: firstShape },
  eluGradient: { shape: firstShape },
};
