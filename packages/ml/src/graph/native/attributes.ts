/// <reference path="./tensorflowProto.d.ts" />
import proto from '@tensorflow/tfjs-node/dist/proto/api_pb.js';

/** TensorFlow's numbers of its types. */
export const DTYPE = { float32: 1, float64: 2, int32: 3 } as const;
export type FloatType = 'float32' | 'float64';

type AttrValue = InstanceType<typeof proto.AttrValue>;

const made = (fill: (value: AttrValue) => void): AttrValue => {
  const value = new proto.AttrValue();
  fill(value);
  return value;
};

export function tensorShape(lengths: readonly number[]): InstanceType<typeof proto.TensorShape> {
  const shape = new proto.TensorShape();
  for (const length of lengths) {
    const dim = new proto.TensorShape.Dim();
    dim.setSize(length);
    shape.addDim(dim);
  }
  return shape;
}

/** One maker for each kind of attribute value. */
export const attribute = {
  type: (dtype: number) => made((value) => value.setType(dtype)),
  int: (n: number) => made((value) => value.setI(n)),
  bool: (flag: boolean) => made((value) => value.setB(flag)),
  text: (text: string) => made((value) => value.setS(Buffer.from(text))),
  shape: (lengths: readonly number[]) => made((value) => value.setShape(tensorShape(lengths))),
  ints: (values: readonly number[]) =>
    made((value) => {
      const list = new proto.AttrValue.ListValue();
      list.setIList(values);
      value.setList(list);
    }),
  tensor: (dtype: number, lengths: readonly number[], data: Float32Array | Float64Array | Int32Array) =>
    made((value) => {
      const tensor = new proto.Tensor();
      tensor.setDtype(dtype);
      tensor.setTensorShape(tensorShape(lengths));
      tensor.setTensorContent(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      value.setTensor(tensor);
    }),
};

/**
 * The attributes that each TensorFlow operation takes. TensorFlow ignores a name it does not know and silently uses
 * the default instead, so a node whose attributes are not exactly these is refused.
 */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  AddN: ['N', 'T'],
  AddV2: ['T'],
  AssignVariableOp: ['dtype', 'validate_shape'],
  BiasAdd: ['T', 'data_format'],
  BiasAddGrad: ['T', 'data_format'],
  Bitcast: ['T', 'type'],
  BroadcastTo: ['T', 'Tidx'],
  Cast: ['SrcT', 'DstT', 'Truncate'],
  CheckNumerics: ['T', 'message'],
  ConcatV2: ['N', 'T', 'Tidx'],
  Const: ['dtype', 'value'],
  Conv2D: ['T', 'strides', 'padding', 'data_format', 'use_cudnn_on_gpu', 'explicit_paddings', 'dilations'],
  Conv2DBackpropFilter: [
    'T',
    'strides',
    'padding',
    'data_format',
    'use_cudnn_on_gpu',
    'explicit_paddings',
    'dilations',
  ],
  Conv2DBackpropInput: [
    'T',
    'strides',
    'padding',
    'data_format',
    'use_cudnn_on_gpu',
    'explicit_paddings',
    'dilations',
  ],
  DeepCopy: ['T'],
  Exp: ['T'],
  Identity: ['T'],
  L2Loss: ['T'],
  Log: ['T'],
  MatMul: ['T', 'transpose_a', 'transpose_b'],
  Mul: ['T'],
  Neg: ['T'],
  Placeholder: ['dtype', 'shape'],
  ReadVariableOp: ['dtype'],
  RealDiv: ['T'],
  Relu: ['T'],
  ReluGrad: ['T'],
  Reshape: ['T', 'Tshape'],
  ResourceApplyAdam: ['T', 'use_locking', 'use_nesterov'],
  Shape: ['T', 'out_type'],
  Sigmoid: ['T'],
  Softplus: ['T'],
  Sqrt: ['T'],
  Square: ['T'],
  StridedSlice: [
    'T',
    'Index',
    'begin_mask',
    'end_mask',
    'ellipsis_mask',
    'new_axis_mask',
    'shrink_axis_mask',
  ],
  Sub: ['T'],
  Sum: ['T', 'Tidx', 'keep_dims'],
  Tanh: ['T'],
  VarHandleOp: ['container', 'shared_name', 'dtype', 'shape'],
};

export type { AttrValue };
