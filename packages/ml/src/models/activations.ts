import type { Graph } from '../graph/graph.ts';
import type { Activation } from '../params/index.ts';
import type { Layer } from './layers.ts';

// PyTorch's slope below 0.
const LEAK = 0.01;

/** The function between layers. GELU in its form with the hyperbolic tangent (Hendrycks & Gimpel 2016). */
export function activationOf(graph: Graph, kind: Activation): Layer {
  const scalar = (value: number) => graph.scalar(value);
  const functions: Record<Activation, Layer> = {
    RELU: graph.relu,
    LEAKY_RELU: (x) => graph.leakyRelu(x, LEAK),
    ELU: graph.elu,
    SILU: (x) => graph.multiply(x, graph.sigmoid(x)),
    GELU: (x) => {
      const cube = graph.multiply(graph.square(x), graph.multiply(x, scalar(0.044715)));
      const bent = graph.tanh(graph.multiply(graph.add(x, cube), scalar(Math.sqrt(2 / Math.PI))));
      return graph.multiply(graph.multiply(x, scalar(0.5)), graph.add(bent, scalar(1)));
    },
  };
  return functions[kind];
}
