import { BATCH, elementsPerSample, sameConvolution } from '../graph/shapes.ts';
import type { Activation } from '../params/index.ts';
import { activationOf } from './activations.ts';
import type { LayerBuilder } from './layers.ts';
import type { ImageSpec } from './model.ts';
import type { Net } from './net.ts';

/** Sides of an image that is halved again and again, rounding up: the whole one first. */
export function halvings(size: number, times: number): number[] {
  const sizes = [size];
  while (sizes.length <= times) sizes.push(sameConvolution(sizes.at(-1)!, 2));
  return sizes;
}

/**
 * Stride-2 convolutions of the given widths, and their mirror: a dense layer back to the last feature map, then
 * transposed convolutions, the last one without an activation.
 */
export function convolutionalNet(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size }: ImageSpec,
  { widths, activation }: { widths: readonly number[]; activation: Activation },
): Net {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const sizes = halvings(size, widths.length);
  const depths = [channels, ...widths];
  const lastSize = sizes.at(-1)!;
  const lastDepth = depths.at(-1)!;
  const features = [lastSize, lastSize, lastDepth];
  const featureSize = elementsPerSample(features);

  const down = widths.map((width, i) =>
    layers.convolution(`encoder/${i}`, { from: depths[i]!, to: width }, { stride: 2 }),
  );
  const widen = layers.dense('decoder/dense', latentSize, features);
  const up = widths
    .map((width, i) =>
      layers.transposedConvolution(
        `decoder/${i}`,
        { from: width, to: depths[i]! },
        { stride: 2, size: sizes[i]! },
      ),
    )
    .reverse();

  return {
    features,
    encodeBody(images) {
      const maps = down.reduce((x, layer) => activate(layer(x)), images);
      return graph.reshape(maps, [BATCH, featureSize]);
    },
    decode(latents) {
      const wide = activate(widen(latents));
      const start = graph.reshape(wide, [BATCH, ...features]);
      return up.reduce((x, layer, i) => (i < up.length - 1 ? activate(layer(x)) : layer(x)), start);
    },
  };
}
