import { Graph } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH } from '../graph/shapes.ts';
import type { ReconstructionParams } from '../params/index.ts';
import { createLayers, type LayerBuilder, type Start } from './layers.ts';
import type { BuildContext, Model } from './model.ts';
import type { Net } from './net.ts';
import { reconstruction } from './reconstruction.ts';

/** An autoencoder whose latents are one dense layer of the net's features. */
export function buildPlainAutoencoder(
  latentSize: number,
  params: ReconstructionParams,
  { spec, random, optimizer }: BuildContext,
  makeNet: (layers: LayerBuilder) => Net,
  start: Start = 'DEFAULT',
): Model {
  const graph = new Graph();
  const layers = createLayers(graph, random, start);
  const { images, inputs, loss, errors } = reconstruction(graph, spec, params);
  const net = makeNet(layers);
  const toLatent = layers.dense('latent', net.features, latentSize);

  const latents = toLatent(net.encodeBody(images));
  const decoded = net.decode(latents);
  const given = graph.placeholder('latents', [BATCH, latentSize]);
  const objective = { loss: loss(decoded), inputs, optimizer };
  const program = trainable(graph, layers.parameters, objective, {
    encode: { inputs, outputs: { latents, errors: errors(decoded) } },
    reconstruct: { inputs: [images], outputs: { images: decoded } },
    decode: { inputs: [given], outputs: { images: net.decode(given) } },
  });
  return {
    program,
    latentSize,
    decodes: true,
    draws: [],
    klWeight: null,
    takesViews: false,
    smallestBatch: 1,
  };
}
