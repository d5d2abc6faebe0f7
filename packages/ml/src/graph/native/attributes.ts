/// <reference path="./tensorflowProto.d.ts" />
import proto from '@tensorflow/tfjs-node/dist/proto/api_pb.js';

/** TensorFlow's numbers of its types. */
export const DTYPE = { float32: 1, float64: 2, int32: 3, bool: 10 } as const;
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
  float: (x: number) => made((value) => value.setF(x)),
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

const CONVOLUTION = [
  'T',
  'strides',
  'padding',
  'data_format',
  'use_cudnn_on_gpu',
  'explicit_paddings',
  'dilations',
];
const STRIDED_SLICE = [
  'T',
  'Index',
  'begin_mask',
  'end_mask',
  'ellipsis_mask',
  'new_axis_mask',
  'shrink_axis_mask',
];

/**
 * The attributes that each TensorFlow operation takes. TensorFlow ignores a name it does not know and silently uses
 * the default instead, so a node whose attributes are not exactly these is refused.
 */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  Abs: ['T'],
  AddN: ['N', 'T'],
  AddV2: ['T'],
  AssignSubVariableOp: ['dtype'],
  AssignVariableOp: ['dtype', 'validate_shape'],
  AvgPool: ['T', 'ksize', 'strides', 'padding', 'data_format'],
  BatchMatMulV2: ['T', 'adj_x', 'adj_y'],
  BiasAdd: ['T', 'data_format'],
  BiasAddGrad: ['T', 'data_format'],
  Bitcast: ['T', 'type'],
  BroadcastTo: ['T', 'Tidx'],
  Cast: ['SrcT', 'DstT', 'Truncate'],
  CheckNumerics: ['T', 'message'],
  ConcatV2: ['N', 'T', 'Tidx'],
  Const: ['dtype', 'value'],
  Conv2D: CONVOLUTION,
  Conv2DBackpropFilter: CONVOLUTION,
  Conv2DBackpropInput: CONVOLUTION,
  DeepCopy: ['T'],
  DepthToSpace: ['T', 'block_size', 'data_format'],
  Elu: ['T'],
  EluGrad: ['T'],
  Exp: ['T'],
  GreaterEqual: ['T'],
  Identity: ['T'],
  L2Loss: ['T'],
  LeakyRelu: ['T', 'alpha'],
  LeakyReluGrad: ['T', 'alpha'],
  Log: ['T'],
  MatMul: ['T', 'transpose_a', 'transpose_b'],
  MaxPool: ['T', 'ksize', 'strides', 'padding', 'data_format', 'explicit_paddings'],
  MaxPoolGrad: ['T', 'ksize', 'strides', 'padding', 'data_format', 'explicit_paddings'],
  Maximum: ['T'],
  Min: ['T', 'Tidx', 'keep_dims'],
  Minimum: ['T'],
  Mul: ['T'],
  Neg: ['T'],
  Pad: ['T', 'Tpaddings'],
  Placeholder: ['dtype', 'shape'],
  ReadVariableOp: ['dtype'],
  RealDiv: ['T'],
  Relu: ['T'],
  ReluGrad: ['T'],
  Reshape: ['T', 'Tshape'],
  ResizeNearestNeighbor: ['T', 'align_corners', 'half_pixel_centers'],
  ResourceApplyAdam: ['T', 'use_locking', 'use_nesterov'],
  ResourceApplyMomentum: ['T', 'use_locking', 'use_nesterov'],
  SelfAdjointEigV2: ['T', 'compute_v'],
  Shape: ['T', 'out_type'],
  Sigmoid: ['T'],
  Sign: ['T'],
  Softplus: ['T'],
  Sqrt: ['T'],
  Square: ['T'],
  StridedSlice: STRIDED_SLICE,
  StridedSliceGrad: STRIDED_SLICE,
  Sub: ['T'],
  Sum: ['T', 'Tidx', 'keep_dims'],
  Tanh: ['T'],
  Transpose: ['T', 'Tperm'],
  VarHandleOp: ['container', 'shared_name', 'dtype', 'shape'],
};

export type { AttrValue };
