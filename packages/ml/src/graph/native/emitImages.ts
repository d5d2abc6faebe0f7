import type { Pooling } from '../operation.ts';
import { attribute } from './attributes.ts';
import { transposedInBlocks } from './emitBlocks.ts';
import { type Emits, withBatchOf } from './emitLayout.ts';
import type { GraphWriter } from './writer.ts';

const channelsLast = () => attribute.text('NHWC');

const convolution = (writer: GraphWriter, stride: number) => ({
  T: writer.T,
  strides: attribute.ints([1, stride, stride, 1]),
  // EXPLICIT padding is not taken by oneDNN and runs at half the speed.
  padding: attribute.text('SAME'),
  data_format: channelsLast(),
  use_cudnn_on_gpu: attribute.bool(true),
  explicit_paddings: attribute.ints([]),
  dilations: attribute.ints([1, 1, 1, 1]),
});

const pooling = (writer: GraphWriter, { size, stride }: Pooling, padding: 'SAME' | 'VALID') => ({
  T: writer.T,
  ksize: attribute.ints([1, size, size, 1]),
  strides: attribute.ints([1, stride, stride, 1]),
  padding: attribute.text(padding),
  data_format: channelsLast(),
});

const maxPooling = (writer: GraphWriter, attributes: Pooling) => ({
  ...pooling(writer, attributes, 'SAME'),
  explicit_paddings: attribute.ints([]),
});

/** Convolutions, pooling and resizing. */
export const IMAGES: Emits<
  | 'conv2d'
  | 'conv2dTranspose'
  | 'conv2dFilterGradient'
  | 'maxPool'
  | 'maxPoolGradient'
  | 'blockMean'
  | 'upsample'
> = {
  conv2d: (writer, inputs, { attributes }) =>
    writer.op('Conv2D', inputs, convolution(writer, attributes.stride)),
  conv2dTranspose: (writer, [x, filter], { inputs, attributes, shape }) => {
    const [, height, width] = inputs[0]!.shape;
    const filterShape = inputs[1]!.shape as [number, number, number, number];
    const form = transposedInBlocks(writer, filter!, filterShape, attributes);
    const lengths = form ? [height!, width!, form.filterShape[2]] : shape.slice(1);
    const made = writer.op(
      'Conv2DBackpropInput',
      [withBatchOf(writer, x!, lengths), form?.filter ?? filter!, x!],
      convolution(writer, form ? 1 : attributes.stride),
    );
    return form ? form.unfold(made) : made;
  },
  conv2dFilterGradient: (writer, [x, gradient], { attributes }) => {
    const shape = writer.ints([...attributes.filterShape]);
    return writer.op('Conv2DBackpropFilter', [x!, shape, gradient!], convolution(writer, attributes.stride));
  },
  maxPool: (writer, inputs, { attributes }) => writer.op('MaxPool', inputs, maxPooling(writer, attributes)),
  maxPoolGradient: (writer, inputs, { attributes }) =>
    writer.op('MaxPoolGrad', inputs, maxPooling(writer, attributes)),
  blockMean: (writer, inputs, { attributes: { factor } }) =>
    writer.op('AvgPool', inputs, pooling(writer, { size: factor, stride: factor }, 'VALID')),
  upsample: (writer, [x], { shape }) =>
    writer.op('ResizeNearestNeighbor', [x!, writer.ints([shape[1]!, shape[2]!])], {
      T: writer.T,
      align_corners: attribute.bool(false),
      half_pixel_centers: attribute.bool(false),
    }),
};
