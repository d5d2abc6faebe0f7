import type { GraphNode } from '../graph/graph.ts';
import { BATCH, sameConvolution } from '../graph/shapes.ts';
import type { LayerBuilder } from './layers.ts';

/** Encoder body and decoder that the convolutional models share. */
export interface ConvolutionalNet {
  /** Length of the body's flat output. */
  featureSize: number;
  /** (batch, size, size, channels) to (batch, featureSize) */
  encodeBody(images: GraphNode): GraphNode;
  /** (batch, latentSize) to (batch, size, size, channels) */
  decode(latents: GraphNode): GraphNode;
}

/**
 * Stride-2 convolutions of the given widths with ReLU, and their mirror: a dense layer back to the last feature map,
 * then transposed convolutions, the last one without an activation.
 */
export function convolutionalNet(
  layers: LayerBuilder,
  {
    channels,
    size,
    latentSize,
    widths,
  }: { channels: number; size: number; latentSize: number; widths: readonly number[] },
): ConvolutionalNet {
  const { graph } = layers;
  const sizes = widths.reduce<number[]>((all) => [...all, sameConvolution(all.at(-1)!, 2)], [size]);
  const depths = [channels, ...widths];
  const lastSize = sizes.at(-1)!;
  const lastDepth = depths.at(-1)!;
  const featureSize = lastSize * lastSize * lastDepth;

  const down = widths.map((width, i) => layers.convolution(`encoder/${i}`, depths[i]!, width, 2));
  const widen = layers.dense('decoder/dense', latentSize, featureSize);
  const up = widths
    .map((width, i) => layers.transposedConvolution(`decoder/${i}`, width, depths[i]!, 2, sizes[i]!))
    .reverse();

  return {
    featureSize,
    encodeBody(images) {
      const features = down.reduce((x, layer) => graph.relu(layer(x)), images);
      return graph.reshape(features, [BATCH, featureSize]);
    },
    decode(latents) {
      const wide = graph.relu(widen(latents));
      const start = graph.reshape(wide, [BATCH, lastSize, lastSize, lastDepth]);
      return up.reduce((x, layer, i) => (i < up.length - 1 ? graph.relu(layer(x)) : layer(x)), start);
    },
  };
}
