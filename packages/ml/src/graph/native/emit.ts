import type { GraphNode } from '../graph.ts';
import type { OperationAttributes, OperationName } from '../operation.ts';
import { attribute, DTYPE } from './attributes.ts';
import { IMAGES } from './emitImages.ts';
import { type Emit, type Emits, int32, LAYOUT } from './emitLayout.ts';
import type { GraphWriter } from './writer.ts';

const plain =
  <Name extends OperationName>(type: string): Emit<Name> =>
  (writer, inputs) =>
    writer.op(type, inputs, { T: writer.T });

const withAlpha =
  (type: string): Emit<'leakyRelu' | 'leakyReluGradient'> =>
  (writer, inputs, { attributes }) =>
    writer.op(type, inputs, { T: writer.T, alpha: attribute.float(attributes.alpha) });

const channelsLast = (writer: GraphWriter) => ({ T: writer.T, data_format: attribute.text('NHWC') });

/** How each operation is said in TensorFlow's. */
const EMIT: Emits<Exclude<OperationName, 'parameter'>> = {
  placeholder: (writer, _, { attributes, shape }) => writer.placeholder(attributes.name, shape),
  constant: (writer, _, { attributes, shape }) => writer.floats(attributes.values, shape),
  add: plain('AddV2'),
  subtract: plain('Sub'),
  multiply: plain('Mul'),
  divide: plain('RealDiv'),
  maximum: plain('Maximum'),
  minimum: plain('Minimum'),
  greaterEqual: (writer, inputs) => {
    const isSo = writer.op('GreaterEqual', inputs, { T: writer.T });
    return writer.op('Cast', [isSo], {
      SrcT: attribute.type(DTYPE.bool),
      DstT: writer.T,
      Truncate: attribute.bool(false),
    });
  },
  negate: plain('Neg'),
  abs: plain('Abs'),
  sign: plain('Sign'),
  square: plain('Square'),
  exp: plain('Exp'),
  log: plain('Log'),
  sqrt: plain('Sqrt'),
  relu: plain('Relu'),
  leakyRelu: withAlpha('LeakyRelu'),
  elu: plain('Elu'),
  sigmoid: plain('Sigmoid'),
  tanh: plain('Tanh'),
  softplus: plain('Softplus'),
  reluGradient: plain('ReluGrad'),
  leakyReluGradient: withAlpha('LeakyReluGrad'),
  eluGradient: plain('EluGrad'),
  matMul: (writer, inputs, { attributes }) =>
    writer.op('MatMul', inputs, {
      T: writer.T,
      transpose_a: attribute.bool(attributes.transposeA),
      transpose_b: attribute.bool(attributes.transposeB),
    }),
  batchMatMul: emitBatchMatMul,
  biasAdd: (writer, inputs) => writer.op('BiasAdd', inputs, channelsLast(writer)),
  biasAddGradient: (writer, inputs) => writer.op('BiasAddGrad', inputs, channelsLast(writer)),
  groupNorm: (writer, [, scale, offset, centred, inverse]) => {
    const factor = writer.op('Mul', [inverse!, scale!], { T: writer.T });
    const scaled = writer.op('Mul', [centred!, factor], { T: writer.T });
    return writer.op('BiasAdd', [scaled, offset!], channelsLast(writer));
  },
  ...IMAGES,
  ...LAYOUT,
};

function emitBatchMatMul(
  writer: GraphWriter,
  [a, b]: readonly string[],
  { inputs, attributes: { transposeA, transposeB }, shape }: GraphNode<'batchMatMul'>,
): string {
  const [shapeA, shapeB] = [inputs[0]!.shape, inputs[1]!.shape];
  const isRepeated = (lengths: readonly number[]) => lengths.slice(0, -2).every((length) => length === 1);
  // One matrix for all on the right, transposed, kills the process in oneDNN where a is (batch, 1, rows, columns). All
  // rows at once times that matrix is the same, and one product instead of many.
  if (!transposeA && isRepeated(shapeB) && !isRepeated(shapeA)) {
    const reshaped = (tensor: string, lengths: readonly number[]) =>
      writer.op('Reshape', [tensor, writer.ints([...lengths])], { T: writer.T, Tshape: int32() });
    const product = writer.op(
      'MatMul',
      [reshaped(a!, [-1, shapeA.at(-1)!]), reshaped(b!, shapeB.slice(-2))],
      {
        T: writer.T,
        transpose_a: attribute.bool(false),
        transpose_b: attribute.bool(transposeB),
      },
    );
    return reshaped(product, shape);
  }
  return writer.op('BatchMatMulV2', [a!, b!], {
    T: writer.T,
    adj_x: attribute.bool(transposeA),
    adj_y: attribute.bool(transposeB),
  });
}

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
