import type { GraphNode } from '../graph/graph.ts';
import { BATCH, elementsPerSample, type Shape, sameConvolution } from '../graph/shapes.ts';
import type { ModelParams, ParamsOf } from '../params/index.ts';
import { activationOf } from './activations.ts';
import type { LayerBuilder } from './layers.ts';
import type { BuildContext, ImageSpec, Model } from './model.ts';
import type { Net } from './net.ts';
import { buildPlainAutoencoder } from './plainAutoencoder.ts';
import { doubled } from './residualNet.ts';

const FIRST_STRIDE = 4;

/**
 * ALEXNET: an encoder in the manner of AlexNet (Krizhevsky, Sutskever & Hinton 2012) and its mirror. Convolutions of
 * 11x11 with stride 4, of 5x5, and three of 3x3; overlapping pooling (3x3 by 2) after the first, second and fifth; a
 * dense layer. The decoder goes back the same way, doubling where the encoder pooled.
 */
export const buildAlexNet = (
  { latentSize, params }: Extract<ModelParams, { kind: 'ALEXNET' }>,
  context: BuildContext,
): Model =>
  buildPlainAutoencoder(
    latentSize,
    params,
    context,
    (layers) => alexNet(layers, latentSize, context.spec, params),
    'HE',
  );

function alexNet(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size }: ImageSpec,
  { widths: [w1, w2, w3, w4, w5], hiddenSize, activation }: ParamsOf<'ALEXNET'>,
): Net {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const halved = (side: number) => sameConvolution(side, 2);
  const side1 = sameConvolution(size, FIRST_STRIDE);
  const side2 = halved(side1);
  const side3 = halved(side2);
  const side4 = halved(side3);
  const last = [side4, side4, w5];
  const pool = (x: GraphNode) => graph.maxPool(x, 3, 2);
  const conv = (name: string, from: number, to: number, kernel: number, stride = 1) => {
    const layer = layers.convolution(name, { from, to }, { kernel, stride });
    return (x: GraphNode) => activate(layer(x));
  };
  const dense = (name: string, from: number | Shape, to: number | Shape) => {
    const layer = layers.dense(name, from, to);
    return (x: GraphNode) => activate(layer(x));
  };

  const encoder = [
    conv('encoder/0', channels, w1, 11, FIRST_STRIDE),
    pool,
    conv('encoder/1', w1, w2, 5),
    pool,
    conv('encoder/2', w2, w3, 3),
    conv('encoder/3', w3, w4, 3),
    conv('encoder/4', w4, w5, 3),
    pool,
    (x: GraphNode) => graph.reshape(x, [BATCH, elementsPerSample(last)]),
    dense('encoder/dense', last, hiddenSize),
  ];
  const decoder = [
    dense('decoder/dense', latentSize, hiddenSize),
    dense('decoder/wide', hiddenSize, last),
    (x: GraphNode) => graph.reshape(x, [BATCH, ...last]),
    (x: GraphNode) => doubled(graph, x, side3),
    conv('decoder/4', w5, w4, 3),
    conv('decoder/3', w4, w3, 3),
    conv('decoder/2', w3, w2, 3),
    (x: GraphNode) => doubled(graph, x, side2),
    conv('decoder/1', w2, w1, 5),
    (x: GraphNode) => doubled(graph, x, side1),
    layers.transposedConvolution(
      'decoder/0',
      { from: w1, to: channels },
      { kernel: 11, stride: FIRST_STRIDE, size },
    ),
  ];
  return {
    features: [hiddenSize],
    encodeBody: (images) => encoder.reduce((x, layer) => layer(x), images),
    decode: (latents) => decoder.reduce((x, layer) => layer(x), latents),
  };
}
