import type { GraphNode } from '../graph.ts';
import type { OperationName, Slicing } from '../operation.ts';
import { BATCH } from '../shapes.ts';
import { attribute, DTYPE } from './attributes.ts';
import type { GraphWriter } from './writer.ts';

/** Writes a node in TensorFlow's operations. Inputs are names of tensors; so is the result. */
export type Emit<Name extends OperationName> = (
  writer: GraphWriter,
  inputs: readonly string[],
  node: GraphNode<Name>,
) => string;
export type Emits<Name extends OperationName> = { [Key in Name]: Emit<Key> };

export const int32 = () => attribute.type(DTYPE.int32);

const shapeOf = (writer: GraphWriter, tensor: string): string =>
  writer.op('Shape', [tensor], { T: writer.T, out_type: int32() });

const stridedSliceMasks = (wholeAxes: number) => ({
  Index: int32(),
  begin_mask: attribute.int(wholeAxes),
  end_mask: attribute.int(wholeAxes),
  ellipsis_mask: attribute.int(0),
  new_axis_mask: attribute.int(0),
  shrink_axis_mask: attribute.int(0),
});

function batchOf(writer: GraphWriter, tensor: string): string {
  return writer.op(
    'StridedSlice',
    [shapeOf(writer, tensor), writer.ints([0]), writer.ints([1]), writer.ints([1])],
    { T: int32(), ...stridedSliceMasks(0) },
  );
}

/** The shape of `tensor`'s batch and the given lengths, as a tensor. */
export function withBatchOf(writer: GraphWriter, tensor: string, lengths: readonly number[]): string {
  return writer.op('ConcatV2', [batchOf(writer, tensor), writer.ints(lengths), writer.ints(0)], {
    N: attribute.int(2),
    T: int32(),
    Tidx: int32(),
  });
}

/** Begin, end and strides of a slice as tensors, and the attributes that take the batch whole. */
function slicing(writer: GraphWriter, { begin, strides, counts }: Slicing) {
  const end = counts.map((count, axis) =>
    count === BATCH ? 0 : begin[axis]! + (count - 1) * strides[axis]! + 1,
  );
  return {
    bounds: [writer.ints([...begin]), writer.ints(end), writer.ints([...strides])],
    attributes: { T: writer.T, ...stridedSliceMasks(counts[0] === BATCH ? 1 : 0) },
  };
}

/** Operations that move numbers about, add them up along axes or repeat them. */
export const LAYOUT: Emits<
  'reshape' | 'transpose' | 'concat' | 'pad' | 'slice' | 'sliceGradient' | 'sum' | 'broadcast' | 'batchSize'
> = {
  reshape: (writer, [x], { shape }) =>
    writer.op('Reshape', [x!, writer.ints([...shape])], { T: writer.T, Tshape: int32() }),
  transpose: (writer, [x], { attributes }) =>
    writer.op('Transpose', [x!, writer.ints([...attributes.permutation])], { T: writer.T, Tperm: int32() }),
  concat: (writer, inputs, { attributes }) =>
    writer.op('ConcatV2', [...inputs, writer.ints(attributes.axis)], {
      N: attribute.int(inputs.length),
      T: writer.T,
      Tidx: int32(),
    }),
  pad: (writer, [x], { attributes: { padding } }) =>
    writer.op('Pad', [x!, writer.ints(padding.flat(), [padding.length, 2])], {
      T: writer.T,
      Tpaddings: int32(),
    }),
  slice: (writer, [x], { attributes }) => {
    const { bounds, attributes: how } = slicing(writer, attributes);
    return writer.op('StridedSlice', [x!, ...bounds], how);
  },
  sliceGradient: (writer, [gradient], { attributes }) => {
    const { shape } = attributes;
    const whole =
      shape[0] === BATCH ? withBatchOf(writer, gradient!, shape.slice(1)) : writer.ints([...shape]);
    const { bounds, attributes: how } = slicing(writer, attributes);
    return writer.op('StridedSliceGrad', [whole, ...bounds, gradient!], how);
  },
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
