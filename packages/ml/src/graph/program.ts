import { gradients } from './gradients.ts';
import type { Graph, GraphNode } from './graph.ts';
import { type Optimizer, PLAIN_ADAM } from './optimizer.ts';
import type { Shape } from './shapes.ts';

/** A way to run a graph: what is fed and what comes out. */
export interface Signature {
  inputs: readonly GraphNode<'placeholder'>[];
  outputs: Readonly<Record<string, GraphNode>>;
}

export const PARAMETER_ROLES = [
  'CONVOLUTION',
  'TRANSPOSED_CONVOLUTION',
  'DENSE',
  'BIAS',
  'SCALE',
  'OFFSET',
  'GAIN',
] as const;
/** What a parameter does in its layer: filter or weights, or what is added or multiplied. */
export type ParameterRole = (typeof PARAMETER_ROLES)[number];

/** A parameter and the values it starts from. */
export interface Parameter {
  name: string;
  node: GraphNode<'parameter'>;
  initial: Float32Array;
  role: ParameterRole;
  /** What each axis stands for: its length, or (height, width, channels) where it runs over an image laid flat. */
  axes: readonly Shape[];
}

/** One optimiser step: minimises `loss` over all parameters. */
export interface TrainingStep {
  inputs: readonly GraphNode<'placeholder'>[];
  loss: GraphNode;
  /** In the order of the parameters. */
  gradients: readonly GraphNode[];
  /** What is looked at beside the loss. */
  monitors: Readonly<Record<string, GraphNode>>;
  optimizer: Optimizer;
}

/** A graph with everything an executor needs to run it. */
export interface Program {
  graph: Graph;
  parameters: readonly Parameter[];
  signatures: Readonly<Record<string, Signature>>;
  training: TrainingStep | null;
}

/** What is trained, and by what. */
export interface Objective {
  loss: GraphNode;
  inputs: readonly GraphNode<'placeholder'>[];
  monitors?: Readonly<Record<string, GraphNode>>;
  optimizer?: Optimizer;
}

/** Derives the gradients of the loss and puts the program together. Without an optimiser: plain Adam. */
export function trainable(
  graph: Graph,
  parameters: readonly Parameter[],
  { loss, inputs, monitors = {}, optimizer = PLAIN_ADAM }: Objective,
  signatures: Readonly<Record<string, Signature>>,
): Program {
  const nodes = parameters.map((parameter) => parameter.node);
  return {
    graph,
    parameters,
    signatures,
    training: { inputs, loss, gradients: gradients(graph, loss, nodes), monitors, optimizer },
  };
}
