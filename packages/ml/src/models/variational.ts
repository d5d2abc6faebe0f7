import { Graph, type GraphNode } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH } from '../graph/shapes.ts';
import type { ModelParams } from '../params/index.ts';
import type { Random } from '../random/random.ts';
import type { Autoencoder, ImageSpec } from './autoencoder.ts';
import { convolutionalNet } from './convolutionalNet.ts';
import { createLayers } from './layers.ts';
import { reconstruction } from './reconstruction.ts';

/**
 * VAE (Kingma & Welling 2014): the encoder gives mean and log variance, training decodes a sample drawn with noise
 * that is fed, and the loss adds `klWeight` times the Kullback-Leibler divergence to a standard normal, averaged over
 * batch and latent dimensions. A sample's latent is its mean.
 */
export function buildVariational(
  { latentSize, params: { widths, klWeight } }: Extract<ModelParams, { kind: 'VAE' }>,
  spec: ImageSpec,
  random: Random,
): Autoencoder {
  const graph = new Graph();
  const layers = createLayers(graph, random);
  const { images, inputs, loss, errors } = reconstruction(graph, spec);
  const noise = graph.placeholder('noise', [BATCH, latentSize]);
  const net = convolutionalNet(layers, { ...spec, latentSize, widths });
  const toMean = layers.dense('mean', net.featureSize, latentSize);
  const toLogVariance = layers.dense('logVariance', net.featureSize, latentSize);

  const features = net.encodeBody(images);
  const mean = toMean(features);
  const logVariance = toLogVariance(features);
  const deviation = graph.exp(graph.multiply(logVariance, graph.scalar(0.5)));
  const drawn = graph.add(mean, graph.multiply(deviation, noise));
  const divergence = graph.multiply(klDivergence(graph, mean, logVariance), graph.scalar(klWeight));

  const given = graph.placeholder('latents', [BATCH, latentSize]);

  const program = trainable(
    graph,
    layers.parameters,
    { loss: graph.add(loss(net.decode(drawn)), divergence), inputs: [...inputs, noise] },
    {
      encode: { inputs, outputs: { latents: mean, errors: errors(net.decode(mean)) } },
      decode: { inputs: [given], outputs: { images: net.decode(given) } },
    },
  );
  return { program, latentSize, noise: true };
}

/** -0.5 mean(1 + log variance - mean^2 - variance) */
function klDivergence(graph: Graph, mean: GraphNode, logVariance: GraphNode): GraphNode {
  const moved = graph.add(graph.square(mean), graph.exp(logVariance));
  const terms = graph.subtract(graph.subtract(moved, logVariance), graph.scalar(1));
  return graph.multiply(graph.mean(terms), graph.scalar(0.5));
}
