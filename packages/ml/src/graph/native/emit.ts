import type { GraphNode } from '../graph.ts';
import type { OperationAttributes, OperationName } from '../operations.ts';
import { BATCH } from '../shapes.ts';
import { attribute, DTYPE } from './attributes.ts';
import type { GraphWriter } from './writer.ts';

type Emit<Name extends OperationName> = (
  writer: GraphWriter,
  inputs: readonly string[],
  node: GraphNode<Name>,
) => string;

const int32 = () => attribute.type(DTYPE.int32);

const plain =
  <Name extends OperationName>(type: string): Emit<Name> =>
  (writer, inputs) =>
    writer.op(type, inputs, { T: writer.T });

const convolution = (writer: GraphWriter, stride: number) => ({
  T: writer.T,
  strides: attribute.ints([1, stride, stride, 1]),
  // EXPLICIT padding is not taken by oneDNN and runs at half the speed.
  padding: attribute.text('SAME'),
  data_format: attribute.text('NHWC'),
  use_cudnn_on_gpu: attribute.bool(true),
  explicit_paddings: attribute.ints([]),
  dilations: attribute.ints([1, 1, 1, 1]),
});

const channelsLast = (writer: GraphWriter) => ({ T: writer.T, data_format: attribute.text('NHWC') });

const shapeOf = (writer: GraphWriter, tensor: string): string =>
  writer.op('Shape', [tensor], { T: writer.T, out_type: int32() });

function batchOf(writer: GraphWriter, tensor: string): string {
  const none = attribute.int(0);
  return writer.op(
    'StridedSlice',
    [shapeOf(writer, tensor), writer.ints([0]), writer.ints([1]), writer.ints([1])],
    {
      T: int32(),
      Index: int32(),
      begin_mask: none,
      end_mask: none,
      ellipsis_mask: none,
      new_axis_mask: none,
      shrink_axis_mask: none,
    },
  );
}

function withBatchOf(writer: GraphWriter, tensor: string, lengths: readonly number[]): string {
  return writer.op('ConcatV2', [batchOf(writer, tensor), writer.ints(lengths), writer.ints(0)], {
    N: attribute.int(2),
    T: int32(),
    Tidx: int32(),
  });
}

/** How each operation is said in TensorFlow's. Inputs are names of tensors; so is the result. */
const EMIT: { [Name in Exclude<OperationName, 'parameter'>]: Emit<Name> } = {
  placeholder: (writer, _, { attributes, shape }) => writer.placeholder(attributes.name, shape),
  constant: (writer, _, { attributes, shape }) => writer.floats(attributes.values, shape),
  add: plain('AddV2'),
  subtract: plain('Sub'),
  multiply: plain('Mul'),
  divide: plain('RealDiv'),
  negate: plain('Neg'),
  square: plain('Square'),
  exp: plain('Exp'),
  log: plain('Log'),
  sqrt: plain('Sqrt'),
  relu: plain('Relu'),
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  softplus: plain('Softplus'),
  reluGradient: plain('ReluGrad'),
  matMul: (writer, inputs, { attributes }) =>
    writer.op('MatMul', inputs, {
      T: writer.T,
      transpose_a: attribute.bool(attributes.transposeA),
      transpose_b: attribute.bool(attributes.transposeB),
    }),
  biasAdd: (writer, inputs) => writer.op('BiasAdd', inputs, channelsLast(writer)),
  biasAddGradient: (writer, inputs) => writer.op('BiasAddGrad', inputs, channelsLast(writer)),
  conv2d: (writer, inputs, { attributes }) =>
    writer.op('Conv2D', inputs, convolution(writer, attributes.stride)),
  conv2dTranspose: (writer, [x, filter], { attributes, shape }) => {
    const size = withBatchOf(writer, x!, shape.slice(1));
    return writer.op('Conv2DBackpropInput', [size, filter!, x!], convolution(writer, attributes.stride));
  },
  conv2dFilterGradient: (writer, [x, gradient], { attributes }) => {
    const shape = writer.ints(attributes.filterShape);
    return writer.op('Conv2DBackpropFilter', [x!, shape, gradient!], convolution(writer, attributes.stride));
  },
  reshape: (writer, [x], { shape }) =>
    writer.op('Reshape', [x!, writer.ints([...shape])], { T: writer.T, Tshape: int32() }),
  sum: (writer, [x], { attributes }) =>
    writer.op('Sum', [x!, writer.ints([...attributes.axes])], {
      T: writer.T,
      Tidx: int32(),
      keep_dims: attribute.bool(attributes.keepDims),
    }),
  broadcast: (writer, [x, like]) =>
    writer.op('BroadcastTo', [x!, shapeOf(writer, like!)], { T: writer.T, Tidx: int32() }),
  batchSize: (writer, [x], { inputs }) => {
    if (inputs[0]?.shape[0] !== BATCH) throw new RangeError('batchSize needs an input with a batch axis.');
    const count = writer.op('Reshape', [batchOf(writer, x!), writer.ints([])], {
      T: int32(),
      Tshape: int32(),
    });
    return writer.op('Cast', [count], { SrcT: int32(), DstT: writer.T, Truncate: attribute.bool(false) });
  },
};

/** Writes every node but the parameters, whose tensors are given; returns each node's tensor by its id. */
export function emitNodes(
  writer: GraphWriter,
  nodes: readonly GraphNode[],
  parameterTensors: ReadonlyMap<GraphNode, string>,
): Map<GraphNode, string> {
  const tensors = new Map<GraphNode, string>(parameterTensors);
  for (const node of nodes) {
    if (tensors.has(node)) continue;
    const inputs = node.inputs.map((input) => tensors.get(input)!);
    tensors.set(node, emitNode(writer, inputs, node));
  }
  return tensors;
}

function emitNode<Name extends OperationName>(
  writer: GraphWriter,
  inputs: string[],
  node: GraphNode<Name>,
): string {
  if (node.operation === 'parameter')
    throw new RangeError(
      `Parameter ${(node.attributes as OperationAttributes['parameter']).name} is not in the program.`,
    );
  const emit = EMIT[node.operation as Exclude<OperationName, 'parameter'>] as Emit<Name>;
  return emit(writer, inputs, node);
}
