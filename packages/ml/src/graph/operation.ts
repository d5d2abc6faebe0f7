import type { Graph, GraphNode } from './graph.ts';
import type { Shape } from './shapes.ts';

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
  maximum: None;
  minimum: None;
  /** (a, b): 1 where a >= b, else 0 */
  greaterEqual: None;
  negate: None;
  abs: None;
  /** -1, 0 or 1 */
  sign: None;
  square: None;
  exp: None;
  log: None;
  sqrt: None;
  relu: None;
  leakyRelu: { alpha: number };
  elu: None;
  sigmoid: None;
  tanh: None;
  softplus: None;
  /** (gradient, output of relu) */
  reluGradient: None;
  /** (gradient, output of leakyRelu) */
  leakyReluGradient: { alpha: number };
  /** (gradient, output of elu) */
  eluGradient: None;
  matMul: { transposeA: boolean; transposeB: boolean };
  /** Products of the last two axes; the axes before them are broadcast. */
  batchMatMul: { transposeA: boolean; transposeB: boolean };
  /** (x, bias over the last axis) */
  biasAdd: None;
  biasAddGradient: None;
  /** (images, filter [kh, kw, in, out]), padding SAME */
  conv2d: { stride: number };
  /** (images, filter [kh, kw, in, out]) with images of `out` channels: the transposed convolution to `size`. */
  conv2dTranspose: { stride: number; size: readonly [number, number] };
  /** (input of conv2d, gradient of its output) */
  conv2dFilterGradient: { stride: number; filterShape: readonly number[] };
  /** Largest of `size` x `size` pixels every `stride` pixels, padding SAME. */
  maxPool: Pooling;
  /** (input of maxPool, its output, gradient of its output): goes to the first of the largest. */
  maxPoolGradient: Pooling;
  /** Mean of blocks of `factor` x `factor` pixels. */
  blockMean: { factor: number };
  /** Each pixel as a block of `factor` x `factor` pixels. */
  upsample: { factor: number };
  /**
   * (x, scale, offset, x without its groups' means, reciprocal of their standard deviations (batch, 1, 1, channels)):
   * the fourth times the fifth times scale, plus offset. The last two are made of x: see `groupNorm`.
   */
  groupNorm: { groups: number };
  reshape: { shape: Shape };
  transpose: { permutation: readonly number[] };
  concat: { axis: number };
  /** Zeros before and after each axis. */
  pad: { padding: readonly (readonly [number, number])[] };
  slice: Slicing;
  /** The inverse of slice: zeros where nothing was taken. */
  sliceGradient: Slicing & { shape: Shape };
  sum: { axes: readonly number[]; keepDims: boolean };
  /** (x, like): repeats x along its axes of length 1. */
  broadcast: None;
  /** The number of samples in this run, a scalar. */
  batchSize: None;
}

export interface Pooling {
  size: number;
  stride: number;
}

/** Of each axis the numbers begin, begin + stride, ... `count` of them. The batch is taken whole: 0, 1, BATCH. */
export interface Slicing {
  begin: readonly number[];
  strides: readonly number[];
  counts: readonly number[];
}

export type OperationName = keyof OperationAttributes;

/** How an operation's shape follows from its inputs, and its gradient from its output's. */
export interface Operation<Name extends OperationName> {
  shape(inputs: readonly GraphNode[], attributes: OperationAttributes[Name]): Shape;
  /** One gradient for each input, null where none flows. Absent: nothing may be differentiated through it. */
  gradient?(graph: Graph, node: GraphNode<Name>, outputGradient: GraphNode): (GraphNode | null)[];
}

/** Rules of some operations. */
export type Rules<Name extends OperationName> = { [Key in Name]: Operation<Key> };

export const firstShape = (inputs: readonly GraphNode[]): Shape => inputs[0]!.shape;
