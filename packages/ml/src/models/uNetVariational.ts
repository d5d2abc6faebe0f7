import { Graph, type GraphNode } from '../graph/graph.ts';
import { trainable } from '../graph/program.ts';
import { BATCH, elementsPerSample, type Shape } from '../graph/shapes.ts';
import type { ModelParams, ParamsOf } from '../params/index.ts';
import { activationOf } from './activations.ts';
import { halvings } from './convolutionalNet.ts';
import { createLayers, type Layer, type LayerBuilder } from './layers.ts';
import type { BuildContext, Draw, ImageSpec, Model } from './model.ts';
import { posteriorHead } from './posterior.ts';
import { reconstruction } from './reconstruction.ts';

/** Encoder and decoder with skips between: feature maps of every scale but the last. */
interface UNet {
  features: Shape;
  encodeBody(images: GraphNode): { features: GraphNode; skips: GraphNode[] };
  /** Null leaves the skips out. */
  decode(latents: GraphNode, skips: readonly GraphNode[] | null): GraphNode;
}

/**
 * UNET_VAE: a variational autoencoder whose decoder also sees the encoder's feature maps (Ronneberger, Fischer & Brox
 * 2015). Skips let a decoder ignore the latent, so in training each skip of each sample is cut with the probability
 * `skipDropout`, by numbers that are fed; `errorsWithoutSkips` and `decode` tell what the latent alone holds.
 */
export function buildUNetVariational(
  { latentSize, params }: Extract<ModelParams, { kind: 'UNET_VAE' }>,
  { spec, random, optimizer }: BuildContext,
): Model {
  const graph = new Graph();
  const layers = createLayers(graph, random);
  const { images, inputs, loss, errors } = reconstruction(graph, spec, params);
  const net = uNet(layers, latentSize, spec, params);
  const toPosterior = posteriorHead(layers, net.features, latentSize, params);

  const { features, skips } = net.encodeBody(images);
  const posterior = toPosterior(features);
  const kept = graph.placeholder('keptSkips', [BATCH, skips.length]);
  const cut = skips.map((skip, i) =>
    graph.multiply(skip, graph.reshape(graph.part(kept, 1, i, i + 1), [BATCH, 1, 1, 1])),
  );
  const given = graph.placeholder('latents', [BATCH, latentSize]);
  const objective = {
    loss: graph.add(loss(net.decode(posterior.drawn, cut)), posterior.divergence),
    inputs: [...inputs, ...posterior.inputs, kept],
    monitors: posterior.monitors,
    optimizer,
  };
  const { mean } = posterior;
  const decoded = net.decode(mean, skips);
  const outputs = {
    latents: mean,
    errors: errors(decoded),
    errorsWithoutSkips: errors(net.decode(mean, null)),
  };
  const program = trainable(graph, layers.parameters, objective, {
    encode: { inputs, outputs },
    reconstruct: { inputs: [images], outputs: { images: decoded } },
    decode: { inputs: [given], outputs: { images: net.decode(given, null) } },
  });
  const keptSkips: Draw = {
    name: 'keptSkips',
    perSample: skips.length,
    distribution: { keep: 1 - params.skipDropout },
  };
  return {
    program,
    latentSize,
    decodes: true,
    draws: [...posterior.draws, keptSkips],
    klWeight: params.klWeight,
    takesViews: false,
    smallestBatch: 1,
  };
}

function uNet(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size }: ImageSpec,
  { widths, activation }: ParamsOf<'UNET_VAE'>,
): UNet {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const sizes = halvings(size, widths.length);
  const lastSize = sizes.at(-1)!;
  const lastDepth = widths.at(-1)!;
  const features = [lastSize, lastSize, lastDepth];
  const featureSize = elementsPerSample(features);

  const down = widths.map((width, i) =>
    layers.convolution(`encoder/${i}`, { from: widths[i - 1] ?? channels, to: width }, { stride: 2 }),
  );
  const widen = layers.dense('decoder/dense', latentSize, features);
  const grow = (name: string, from: number, to: number, side: number): Layer =>
    layers.transposedConvolution(name, { from, to }, { stride: 2, size: side });
  const up = widths.slice(1).map((from, i) => {
    const to = widths[i]!;
    return {
      grow: grow(`decoder/${i + 1}`, from, to, sizes[i + 1]!),
      // The convolution of both put together is the sum of two; the second is left out with its skip.
      join: layers.convolution(`decoder/${i + 1}/join`, { from: to, to }),
      joinSkip: layers.convolution(`decoder/${i + 1}/skip`, { from: to, to }, { bias: false }),
    };
  });
  const last = grow('decoder/0', widths[0]!, channels, size);

  return {
    features,
    encodeBody(images) {
      const maps: GraphNode[] = [];
      for (const layer of down) maps.push(activate(layer(maps.at(-1) ?? images)));
      return {
        features: graph.reshape(maps.at(-1)!, [BATCH, featureSize]),
        skips: maps.slice(0, -1),
      };
    },
    decode(latents, skips) {
      const start = graph.reshape(activate(widen(latents)), [BATCH, ...features]);
      const grown = up.reduceRight<GraphNode>((x, stage, i) => {
        const joined = stage.join(activate(stage.grow(x)));
        return activate(skips ? graph.add(joined, stage.joinSkip(skips[i]!)) : joined);
      }, start);
      return last(grown);
    },
  };
}
