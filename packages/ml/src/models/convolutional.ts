import { Graph } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH } from '../graph/shapes.ts';
import type { ModelParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import type { Autoencoder, ImageSpec } from './autoencoder.ts';
import { convolutionalNet } from './convolutionalNet.ts';
import { createLayers } from './layers.ts';
import { reconstruction } from './reconstruction.ts';

/** CONV, "convauto": stride-2 convolutions, a dense latent, the mirrored decoder; mean squared error. */
export function buildConvolutional(
  { latentSize, params: { widths } }: Extract<ModelParams, { kind: 'CONV' }>,
  spec: ImageSpec,
  random: Random,
): Autoencoder {
  const graph = new Graph();
  const layers = createLayers(graph, random);
  const { images, inputs, loss, errors } = reconstruction(graph, spec);
  const net = convolutionalNet(layers, { ...spec, latentSize, widths });
  const toLatent = layers.dense('latent', net.featureSize, latentSize);

  const latents = toLatent(net.encodeBody(images));
  const decoded = net.decode(latents);
  const given = graph.placeholder('latents', [BATCH, latentSize]);
  const program = trainable(
    graph,
    layers.parameters,
    { loss: loss(decoded), inputs },
    {
      encode: { inputs, outputs: { latents, errors: errors(decoded) } },
      decode: { inputs: [given], outputs: { images: net.decode(given) } },
    },
  );
  return { program, latentSize, noise: false };
}
