import type { Operation, OperationAttributes, OperationName } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { BATCH, elementsPerSample, equalShapes, type Shape, sameConvolution, shapeText } from './shapes.ts';

/** One operation in a graph and its output. */
export interface GraphNode<Name extends OperationName = OperationName> {
  /** Position in the graph; inputs come before what uses them. */
  readonly id: number;
  readonly operation: Name;
  readonly inputs: readonly GraphNode[];
  readonly attributes: OperationAttributes[Name];
  readonly shape: Shape;
}

/**
 * A computation written once: typed nodes with shapes, the batch left open. It holds no numbers but constants; the
 * executors in `native/` and `portable/` run it.
 */
export class Graph {
  readonly nodes: GraphNode[] = [];
  readonly #scalars = new Map<number, GraphNode>();

  /** Adds an operation. Throws RangeError where the shapes do not fit. */
  node<Name extends OperationName>(
    operation: Name,
    inputs: readonly GraphNode[],
    attributes: OperationAttributes[Name],
  ): GraphNode<Name> {
    const rule: Operation<Name> = OPERATIONS[operation];
    return this.#append(operation, inputs, attributes, rule.shape(inputs, attributes));
  }

  placeholder(name: string, shape: Shape): GraphNode<'placeholder'> {
    return this.#append('placeholder', [], { name }, shape);
  }

  parameter(name: string, shape: Shape): GraphNode<'parameter'> {
    if (shape.includes(BATCH)) throw new RangeError(`Parameter ${name} cannot have a batch axis.`);
    return this.#append('parameter', [], { name }, shape);
  }

  constant(values: readonly number[], shape: Shape): GraphNode<'constant'> {
    if (values.length !== elementsPerSample(shape))
      throw new RangeError(`${values.length} values do not fill ${shapeText(shape)}.`);
    return this.#append('constant', [], { values }, shape);
  }

  /** The same node for the same value. */
  scalar(value: number): GraphNode {
    const known = this.#scalars.get(value);
    if (known) return known;
    const made = this.constant([value], []);
    this.#scalars.set(value, made);
    return made;
  }

  add = (a: GraphNode, b: GraphNode) => this.node('add', [a, b], {});
  subtract = (a: GraphNode, b: GraphNode) => this.node('subtract', [a, b], {});
  multiply = (a: GraphNode, b: GraphNode) => this.node('multiply', [a, b], {});
  divide = (a: GraphNode, b: GraphNode) => this.node('divide', [a, b], {});
  maximum = (a: GraphNode, b: GraphNode) => this.node('maximum', [a, b], {});
  minimum = (a: GraphNode, b: GraphNode) => this.node('minimum', [a, b], {});
  greaterEqual = (a: GraphNode, b: GraphNode) => this.node('greaterEqual', [a, b], {});
  negate = (x: GraphNode) => this.node('negate', [x], {});
  abs = (x: GraphNode) => this.node('abs', [x], {});
  sign = (x: GraphNode) => this.node('sign', [x], {});
  square = (x: GraphNode) => this.node('square', [x], {});
  exp = (x: GraphNode) => this.node('exp', [x], {});
  log = (x: GraphNode) => this.node('log', [x], {});
  sqrt = (x: GraphNode) => this.node('sqrt', [x], {});
  relu = (x: GraphNode) => this.node('relu', [x], {});
  leakyRelu = (x: GraphNode, alpha: number) => this.node('leakyRelu', [x], { alpha });
  elu = (x: GraphNode) => this.node('elu', [x], {});
  sigmoid = (x: GraphNode) => this.node('sigmoid', [x], {});
  tanh = (x: GraphNode) => this.node('tanh', [x], {});
  softplus = (x: GraphNode) => this.node('softplus', [x], {});
  matMul = (a: GraphNode, b: GraphNode, transposeA = false, transposeB = false) =>
    this.node('matMul', [a, b], { transposeA, transposeB });
  batchMatMul = (a: GraphNode, b: GraphNode, transposeA = false, transposeB = false) =>
    this.node('batchMatMul', [a, b], { transposeA, transposeB });
  biasAdd = (x: GraphNode, bias: GraphNode) => this.node('biasAdd', [x, bias], {});
  conv2d = (x: GraphNode, filter: GraphNode, stride: number) => this.node('conv2d', [x, filter], { stride });
  conv2dTranspose = (x: GraphNode, filter: GraphNode, stride: number, size: readonly [number, number]) =>
    this.node('conv2dTranspose', [x, filter], { stride, size });
  maxPool = (x: GraphNode, size: number, stride: number) => this.node('maxPool', [x], { size, stride });
  blockMean = (x: GraphNode, factor: number) => this.node('blockMean', [x], { factor });
  upsample = (x: GraphNode, factor: number) => this.node('upsample', [x], { factor });
  transpose = (x: GraphNode, permutation: readonly number[]) => this.node('transpose', [x], { permutation });
  concat = (parts: readonly GraphNode[], axis: number) => this.node('concat', parts, { axis });
  pad = (x: GraphNode, padding: readonly (readonly [number, number])[]) => this.node('pad', [x], { padding });
  batchSize = (x: GraphNode) => this.node('batchSize', [x], {});

  /** Of one axis the numbers from `begin` up to but without `end`. */
  part(x: GraphNode, axis: number, begin: number, end: number): GraphNode {
    if (begin === 0 && end === x.shape[axis]) return x;
    return this.node('slice', [x], {
      begin: x.shape.map((_, i) => (i === axis ? begin : 0)),
      strides: x.shape.map(() => 1),
      counts: x.shape.with(axis, end - begin),
    });
  }

  /** Every `stride`-th pixel of every `stride`-th row, from the first on. */
  subsample(x: GraphNode, stride: number): GraphNode {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    return this.node('slice', [x], {
      begin: [0, 0, 0, 0],
      strides: [1, stride, stride, 1],
      counts: [batch, sameConvolution(height, stride), sameConvolution(width, stride), channels],
    });
  }

  reshape(x: GraphNode, shape: Shape): GraphNode {
    if (equalShapes(x.shape, shape)) return x;
    const hasBatch = x.shape[0] === BATCH;
    if (elementsPerSample(x.shape) !== elementsPerSample(shape) || hasBatch !== (shape[0] === BATCH))
      throw new RangeError(`${shapeText(x.shape)} cannot be reshaped to ${shapeText(shape)}.`);
    return this.node('reshape', [x], { shape });
  }

  sum(x: GraphNode, axes: readonly number[] = x.shape.map((_, axis) => axis), keepDims = false): GraphNode {
    return axes.length === 0 ? x : this.node('sum', [x], { axes, keepDims });
  }

  /** Mean over all numbers of the run, or over the named axes. */
  mean(x: GraphNode, axes: readonly number[] = x.shape.map((_, axis) => axis), keepDims = false): GraphNode {
    const known = axes.reduce((product, axis) => product * (x.shape[axis] === BATCH ? 1 : x.shape[axis]!), 1);
    const total = this.sum(x, axes, keepDims);
    const perSample = this.multiply(total, this.scalar(1 / known));
    const overBatch = axes.some((axis) => x.shape[axis] === BATCH);
    return overBatch ? this.divide(perSample, this.batchSize(x)) : perSample;
  }

  /** Sums over whatever axes were repeated when `shape` was broadcast to x's shape. */
  reduceTo(x: GraphNode, shape: Shape): GraphNode {
    if (equalShapes(x.shape, shape)) return x;
    const missing = x.shape.length - shape.length;
    const axes = x.shape.flatMap((length, axis) =>
      axis < missing || (shape[axis - missing] === 1 && length !== 1) ? [axis] : [],
    );
    return this.reshape(this.sum(x, axes, true), shape);
  }

  #append<Name extends OperationName>(
    operation: Name,
    inputs: readonly GraphNode[],
    attributes: OperationAttributes[Name],
    shape: Shape,
  ): GraphNode<Name> {
    const node: GraphNode<Name> = { id: this.nodes.length, operation, inputs, attributes, shape };
    this.nodes.push(node as GraphNode);
    return node;
  }
}
