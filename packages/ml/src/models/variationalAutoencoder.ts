import { Graph } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH } from '../graph/shapes.ts';
import type { ReconstructionParams, VariationalParams } from '../params/index.ts';
import { createLayers, type LayerBuilder } from './layers.ts';
import type { BuildContext, Model } from './model.ts';
import type { Net } from './net.ts';
import { posteriorHead } from './posterior.ts';
import { reconstruction } from './reconstruction.ts';

/**
 * A variational autoencoder (Kingma & Welling 2014) around a net: training decodes a point drawn with noise that is
 * fed, and the loss adds the weighted divergence. A sample's latent is its posterior's mean.
 */
export function buildVariationalAutoencoder(
  latentSize: number,
  params: ReconstructionParams & VariationalParams,
  { spec, random, optimizer }: BuildContext,
  makeNet: (layers: LayerBuilder) => Net,
): Model {
  const graph = new Graph();
  const layers = createLayers(graph, random);
  const { images, inputs, loss, errors } = reconstruction(graph, spec, params);
  const net = makeNet(layers);
  const toPosterior = posteriorHead(layers, net.features, latentSize, params);

  const posterior = toPosterior(net.encodeBody(images));
  const { mean, drawn, divergence, monitors, draws } = posterior;
  const decoded = net.decode(mean);
  const given = graph.placeholder('latents', [BATCH, latentSize]);
  const objective = {
    loss: graph.add(loss(net.decode(drawn)), divergence),
    inputs: [...inputs, ...posterior.inputs],
    monitors,
    optimizer,
  };
  const program = trainable(graph, layers.parameters, objective, {
    encode: { inputs, outputs: { latents: mean, errors: errors(decoded) } },
    reconstruct: { inputs: [images], outputs: { images: decoded } },
    decode: { inputs: [given], outputs: { images: net.decode(given) } },
  });
  return {
    program,
    latentSize,
    decodes: true,
    draws,
    klWeight: params.klWeight,
    takesViews: false,
    smallestBatch: 1,
  };
}
