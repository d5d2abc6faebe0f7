import type { GraphNode } from '../graph.ts';
import { firstShape, type Rules } from '../operation.ts';
import { sameConvolution, shapeText } from '../shapes.ts';

/** Of convolutions, pooling and resizing. */
export const imageRules: Rules<
  | 'conv2d'
  | 'conv2dTranspose'
  | 'conv2dFilterGradient'
  | 'maxPool'
  | 'maxPoolGradient'
  | 'blockMean'
  | 'upsample'
> = {
  conv2d: {
    shape: ([x, filter], { stride }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      const [kh, kw, inChannels, outChannels] = filter!.shape as [number, number, number, number];
      if (channels !== inChannels)
        throw new RangeError(
          `conv2d of ${shapeText(x!.shape)} with ${shapeText(filter!.shape)} does not fit.`,
        );
      // Its filter gradient overruns memory in oneDNN with few channels: subsample first, then stride 1.
      if (kh === 1 && kw === 1 && stride > 1)
        throw new RangeError('conv2d with a 1x1 filter must have stride 1.');
      return [batch, sameConvolution(height, stride), sameConvolution(width, stride), outChannels];
    },
    gradient: (graph, node, g) => {
      const [x, filter] = node.inputs as [GraphNode, GraphNode];
      const { stride } = node.attributes;
      const size = [x.shape[1]!, x.shape[2]!] as const;
      return [
        graph.node('conv2dTranspose', [g, filter], { stride, size }),
        graph.node('conv2dFilterGradient', [x, g], { stride, filterShape: filter.shape }),
      ];
    },
  },
  conv2dTranspose: {
    shape: ([x, filter], { stride, size }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      const [, , inChannels, outChannels] = filter!.shape as [number, number, number, number];
      const fits = sameConvolution(size[0], stride) === height && sameConvolution(size[1], stride) === width;
      if (channels !== outChannels || !fits)
        throw new RangeError(
          `conv2dTranspose of ${shapeText(x!.shape)} with ${shapeText(filter!.shape)} to ${size.join(' x ')} does not fit.`,
        );
      return [batch, size[0], size[1], inChannels];
    },
    gradient: (graph, node, g) => {
      const [x, filter] = node.inputs as [GraphNode, GraphNode];
      const { stride } = node.attributes;
      return [
        graph.node('conv2d', [g, filter], { stride }),
        graph.node('conv2dFilterGradient', [g, x], { stride, filterShape: filter.shape }),
      ];
    },
  },
  conv2dFilterGradient: { shape: (_, { filterShape }) => [...filterShape] },
  maxPool: {
    shape: ([x], { stride }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      return [batch, sameConvolution(height, stride), sameConvolution(width, stride), channels];
    },
    gradient: (graph, node, g) => [
      graph.node('maxPoolGradient', [node.inputs[0]!, node as GraphNode, g], node.attributes),
    ],
  },
  maxPoolGradient: { shape: firstShape },
  blockMean: {
    shape: ([x], { factor }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      if (height % factor !== 0 || width % factor !== 0)
        throw new RangeError(
          `${shapeText(x!.shape)} cannot be cut into blocks of ${factor} x ${factor} pixels.`,
        );
      return [batch, height / factor, width / factor, channels];
    },
    gradient: (graph, { attributes }, g) => [
      graph.multiply(graph.upsample(g, attributes.factor), graph.scalar(1 / attributes.factor ** 2)),
    ],
  },
  upsample: {
    shape: ([x], { factor }) => {
      const [batch, height, width, channels] = x!.shape as [number, number, number, number];
      return [batch, height * factor, width * factor, channels];
    },
    gradient: (graph, { attributes }, g) => [
      graph.multiply(graph.blockMean(g, attributes.factor), graph.scalar(attributes.factor ** 2)),
    ],
  },
};
