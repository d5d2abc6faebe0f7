import type { GraphNode } from '../graph.ts';
import type { OperationName } from '../operation.ts';
import { BATCH } from '../shapes.ts';
import { convolve, convolveTransposed, filterGradient } from './convolution.ts';
import { slice, sliceGradient } from './layout.ts';
import { maxPool, maxPoolGradient } from './pooling.ts';
import { matMul, sum } from './products.ts';
import type { Tensor, Tensor2D, Tensor4D, Tfjs } from './tfjs.ts';

/** What a kernel gets beside its inputs. */
interface Run<Name extends OperationName> {
  tf: Tfjs;
  node: GraphNode<Name>;
  /** Samples in this run. */
  batch: number;
}

type Kernel<Name extends OperationName> = (inputs: readonly Tensor[], run: Run<Name>) => Tensor;
type Computed = Exclude<OperationName, 'placeholder' | 'parameter'>;

const unary =
  <Name extends OperationName>(
    name:
      | 'neg'
      | 'abs'
      | 'sign'
      | 'square'
      | 'exp'
      | 'log'
      | 'sqrt'
      | 'relu'
      | 'elu'
      | 'sigmoid'
      | 'tanh'
      | 'softplus',
  ): Kernel<Name> =>
  ([x], { tf }) =>
    tf[name](x!);

const binary =
  <Name extends OperationName>(name: 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'minimum'): Kernel<Name> =>
  ([a, b], { tf }) =>
    tf[name](a!, b!);

const atBatch = (shape: readonly number[], batch: number): number[] =>
  shape.map((length) => (length === BATCH ? batch : length));

/** How each operation is computed by tfjs. */
const KERNELS: { [Name in Computed]: Kernel<Name> } = {
  constant: (_, { tf, node }) => tf.tensor([...node.attributes.values], [...node.shape], 'float32'),
  add: binary('add'),
  subtract: binary('sub'),
  multiply: binary('mul'),
  divide: binary('div'),
  maximum: binary('maximum'),
  minimum: binary('minimum'),
  greaterEqual: ([a, b], { tf }) => tf.cast(tf.greaterEqual(a!, b!), 'float32'),
  negate: unary('neg'),
  abs: unary('abs'),
  sign: unary('sign'),
  square: unary('square'),
  exp: unary('exp'),
  log: unary('log'),
  sqrt: unary('sqrt'),
  relu: unary('relu'),
  leakyRelu: ([x], { tf, node }) => tf.leakyRelu(x!, node.attributes.alpha),
  elu: unary('elu'),
  sigmoid: unary('sigmoid'),
  tanh: unary('tanh'),
  softplus: unary('softplus'),
  reluGradient: ([gradient, y], { tf }) => tf.mul(gradient!, tf.step(y!)),
  leakyReluGradient: ([gradient, x], { tf, node }) => tf.mul(gradient!, tf.step(x!, node.attributes.alpha)),
  eluGradient: ([gradient, y], { tf }) => tf.mul(gradient!, tf.add(tf.minimum(y!, 0), 1)),
  matMul: ([a, b], { tf, node }) => matMul(tf, a as Tensor2D, b as Tensor2D, node.attributes),
  batchMatMul: ([a, b], { tf, node: { attributes } }) =>
    tf.matMul(a!, b!, attributes.transposeA, attributes.transposeB),
  biasAdd: ([x, bias], { tf }) => tf.add(x!, bias!),
  biasAddGradient: ([gradient], { tf }) =>
    sum(
      tf,
      gradient!,
      gradient!.shape.slice(0, -1).map((_, axis) => axis),
    ),
  conv2d: ([x, filter], { tf, node }) =>
    convolve(tf, x as Tensor4D, filter as Tensor4D, node.attributes.stride),
  conv2dTranspose: ([x, filter], { tf, node }) =>
    convolveTransposed(tf, x as Tensor4D, filter as Tensor4D, node.attributes),
  conv2dFilterGradient: ([x, gradient], { tf, node }) =>
    filterGradient(tf, x as Tensor4D, gradient as Tensor4D, node.attributes),
  maxPool: ([x], { tf, node }) => maxPool(tf, x as Tensor4D, node.attributes),
  maxPoolGradient: (inputs, { tf, node }) =>
    maxPoolGradient(tf, inputs as [Tensor4D, Tensor4D, Tensor4D], node.attributes),
  blockMean: ([x], { tf, node: { attributes } }) =>
    tf.avgPool(x as Tensor4D, attributes.factor, attributes.factor, 'valid'),
  upsample: ([x], { tf, node }) =>
    tf.image.resizeNearestNeighbor(x as Tensor4D, [node.shape[1]!, node.shape[2]!]),
  groupNorm: ([, scale, offset, centred, inverse], { tf }) =>
    tf.add(tf.mul(centred!, tf.mul(inverse!, scale!)), offset!),
  transpose: ([x], { tf, node }) => tf.transpose(x!, [...node.attributes.permutation]),
  concat: (inputs, { tf, node }) => tf.concat([...inputs], node.attributes.axis),
  pad: ([x], { tf, node }) =>
    tf.pad(
      x!,
      node.attributes.padding.map(([before, after]) => [before, after]),
    ),
  slice: ([x], { tf, node, batch }) => slice(tf, x!, node.attributes, atBatch(node.shape, batch)),
  sliceGradient: ([gradient], { tf, node, batch }) =>
    sliceGradient(tf, gradient!, node.attributes, atBatch(node.shape, batch)),
  reshape: ([x], { tf, node, batch }) => tf.reshape(x!, atBatch(node.shape, batch)),
  sum: ([x], { tf, node, batch }) =>
    tf.reshape(sum(tf, x!, node.attributes.axes), atBatch(node.shape, batch)),
  // An addition repeats x 25 times faster than the wasm backend's own kernel for it.
  broadcast: ([x], { tf, node, batch }) => tf.add(x!, tf.zeros(atBatch(node.shape, batch))),
  batchSize: (_, { tf, batch }) => tf.scalar(batch, 'float32'),
};

/** Computes one node; what it makes on the way is freed. */
export function compute<Name extends OperationName>(inputs: readonly Tensor[], run: Run<Name>): Tensor {
  const { operation } = run.node;
  if (operation === 'placeholder' || operation === 'parameter')
    throw new RangeError(`Node ${run.node.id}, a ${operation}, has been given no value.`);
  const kernel = KERNELS[operation as Computed] as Kernel<Name>;
  return run.tf.tidy(() => kernel(inputs, run));
}
