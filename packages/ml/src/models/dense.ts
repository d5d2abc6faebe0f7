import { BATCH } from '../graph/shapes.ts';
import type { ModelParams, ParamsOf } from '../params/index.ts';
import { activationOf } from './activations.ts';
import type { LayerBuilder } from './layers.ts';
import type { BuildContext, ImageSpec, Model } from './model.ts';
import type { Net } from './net.ts';
import { buildPlainAutoencoder } from './plainAutoencoder.ts';

/** DENSE: layers that connect everything with everything, and their mirror; no notion of neighbouring pixels. */
export const buildDense = (
  { latentSize, params }: Extract<ModelParams, { kind: 'DENSE' }>,
  context: BuildContext,
): Model =>
  buildPlainAutoencoder(latentSize, params, context, (layers) =>
    denseNet(layers, latentSize, context.spec, params),
  );

function denseNet(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size }: ImageSpec,
  { widths, activation }: ParamsOf<'DENSE'>,
): Net {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const pixels = size * size * channels;
  const image = [size, size, channels];
  const down = [image, ...widths];
  const up = [latentSize, ...widths.toReversed(), image];
  const encoder = widths.map((width, i) => layers.dense(`encoder/${i}`, down[i]!, width));
  const decoder = up.slice(1).map((width, i) => layers.dense(`decoder/${i}`, up[i]!, width));
  return {
    features: widths.length > 0 ? [widths.at(-1)!] : image,
    encodeBody: (images) =>
      encoder.reduce((x, layer) => activate(layer(x)), graph.reshape(images, [BATCH, pixels])),
    decode(latents) {
      const hidden = decoder.slice(0, -1).reduce((x, layer) => activate(layer(x)), latents);
      return graph.reshape(decoder.at(-1)!(hidden), [BATCH, size, size, channels]);
    },
  };
}
