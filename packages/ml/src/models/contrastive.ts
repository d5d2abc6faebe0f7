import { Graph, type GraphNode } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH, elementsPerSample } from '../graph/shapes.ts';
import { barlowTwins } from '../losses/barlowTwins.ts';
import { populationVariance } from '../losses/batchStatistics.ts';
import { vicReg } from '../losses/vicReg.ts';
import type { ModelParams, ParamsOf } from '../params/index.ts';
import { activationOf } from './activations.ts';
import { halvings } from './convolutionalNet.ts';
import { createLayers, type Layer, type LayerBuilder } from './layers.ts';
import type { BuildContext, ImageSpec, Model } from './model.ts';

// Variances and covariances of fewer images say nothing.
const SMALLEST_BATCH = 4;

/**
 * CONTRASTIVE: an encoder without a decoder. Two views of each image are encoded, two more dense layers make embeddings
 * of the latents, and the loss makes the embeddings of one image agree while those of different images differ.
 *
 * Weights start as He's: from PyTorch's start, in which little is left of an image after four convolutions, only two of
 * eight latent dimensions ever came to differ between discs, and clusters followed the noise.
 */
export function buildContrastive(
  { latentSize, params }: Extract<ModelParams, { kind: 'CONTRASTIVE' }>,
  { spec, random, optimizer }: BuildContext,
): Model {
  const graph = new Graph();
  const layers = createLayers(graph, random, 'HE');
  const shape = [BATCH, spec.size, spec.size, spec.channels];
  const views = [graph.placeholder('images', shape), graph.placeholder('otherImages', shape)];
  const encode = encoder(layers, latentSize, spec, params);
  const project = projector(layers, latentSize, params);

  const latents = encode(views[0]!);
  const embeddings = [project(latents), project(encode(views[1]!))] as const;
  const compare = params.loss === 'VICREG' ? vicReg : barlowTwins;
  const loss = compare(graph, ...embeddings);
  const monitors = { embeddingSpread: spreadOf(graph, embeddings[0]) };
  const program = trainable(
    graph,
    layers.parameters,
    { loss, inputs: views, monitors, optimizer },
    {
      encode: { inputs: [views[0]!], outputs: { latents } },
      compare: { inputs: views, outputs: { loss } },
    },
  );
  return {
    program,
    latentSize,
    decodes: false,
    draws: [],
    klWeight: null,
    takesViews: true,
    smallestBatch: SMALLEST_BATCH,
  };
}

/** Deviation over the batch beside the root mean square: what of the embeddings differs between images, 0 to 1. */
function spreadOf(graph: Graph, embeddings: GraphNode): GraphNode {
  const size = graph.add(graph.mean(graph.square(embeddings)), graph.scalar(1e-12));
  return graph.sqrt(graph.divide(graph.mean(populationVariance(graph, embeddings)), size));
}

function encoder(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size, geometry }: ImageSpec,
  { widths, activation }: ParamsOf<'CONTRASTIVE'>,
): Layer {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const isPolar = geometry === 'POLAR';
  const side = halvings(size, widths.length).at(-1)!;
  const features = [side, isPolar ? 1 : side, widths.at(-1)!];
  const convolutions = widths.map((width, i) =>
    layers.convolution(`encoder/${i}`, { from: widths[i - 1] ?? channels, to: width }, { stride: 2 }),
  );
  const toLatent = layers.dense('latent', features, latentSize);
  const halve = (x: GraphNode, layer: Layer) => activate(isPolar ? roundTheAngle(graph, x, layer) : layer(x));
  return (images) => {
    const maps = convolutions.reduce(halve, images);
    // The mean over angles forgets how the image was turned.
    const seen = isPolar ? graph.mean(maps, [2]) : maps;
    return toLatent(graph.reshape(seen, [BATCH, elementsPerSample(features)]));
  };
}

/** A stride-2 convolution along whose columns the image goes round: the last two angles come before the first. */
function roundTheAngle(graph: Graph, x: GraphNode, convolve: Layer): GraphNode {
  const angles = x.shape[2]!;
  if (angles < 2 || angles % 2 !== 0) return convolve(x);
  const round = convolve(graph.concat([graph.part(x, 2, angles - 2, angles), x], 2));
  // Without the last column, which sees the padding.
  return graph.part(round, 2, 0, angles / 2);
}

function projector(
  layers: LayerBuilder,
  latentSize: number,
  { projectionSize, activation }: ParamsOf<'CONTRASTIVE'>,
): Layer {
  const activate = activationOf(layers.graph, activation);
  const first = layers.dense('projector/0', latentSize, projectionSize);
  const second = layers.dense('projector/1', projectionSize, projectionSize);
  return (latents) => second(activate(first(latents)));
}
