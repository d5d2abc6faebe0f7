import { gradients } from './gradients.ts';
import type { Graph, GraphNode } from './graph.ts';

/** A way to run a graph: what is fed and what comes out. */
export interface Signature {
  inputs: readonly GraphNode<'placeholder'>[];
  outputs: Readonly<Record<string, GraphNode>>;
}

/** A parameter and the values it starts from. */
export interface Parameter {
  name: string;
  node: GraphNode<'parameter'>;
  initial: Float32Array;
}

/** One optimiser step: minimises `loss` over all parameters by Adam. */
export interface TrainingStep {
  inputs: readonly GraphNode<'placeholder'>[];
  loss: GraphNode;
  /** In the order of the parameters. */
  gradients: readonly GraphNode[];
}

/** A graph with everything an executor needs to run it. */
export interface Program {
  graph: Graph;
  parameters: readonly Parameter[];
  signatures: Readonly<Record<string, Signature>>;
  training: TrainingStep | null;
}

/** Derives the gradients of `loss` and puts the program together. */
export function trainable(
  graph: Graph,
  parameters: readonly Parameter[],
  loss: GraphNode,
  inputs: readonly GraphNode<'placeholder'>[],
  signatures: Readonly<Record<string, Signature>>,
): Program {
  const nodes = parameters.map((parameter) => parameter.node);
  return {
    graph,
    parameters,
    signatures,
    training: { inputs, loss, gradients: gradients(graph, loss, nodes) },
  };
}

/** Adam's constants (Kingma & Ba 2015); PyTorch's epsilon. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
