import type { Graph, GraphNode } from '../graph/graph.ts';
import { BATCH, elementsPerSample } from '../graph/shapes.ts';
import type { ParamsOf } from '../params/index.ts';
import { activationOf } from './activations.ts';
import { halvings } from './convolutionalNet.ts';
import type { Layer, LayerBuilder } from './layers.ts';
import type { ImageSpec } from './model.ts';
import type { Net } from './net.ts';

type BlockParams = Pick<ParamsOf<'RESNET'>, 'normalization' | 'groups' | 'activation'>;

/** Each pixel as four, cut to `size` x `size` where that was odd. */
export function doubled(graph: Graph, x: GraphNode, size: number): GraphNode {
  const large = graph.upsample(x, 2);
  return graph.part(graph.part(large, 1, 0, size), 2, 0, size);
}

/**
 * Residual stages (He et al. 2016), each of which halves the image in its first block, and their mirror: a dense layer,
 * stages that double the image before their first block, and a last 3x3 convolution.
 */
export function residualNet(
  layers: LayerBuilder,
  latentSize: number,
  { channels, size }: ImageSpec,
  params: Pick<ParamsOf<'RESNET'>, 'widths' | 'blocks'> & BlockParams,
): Net {
  const { graph } = layers;
  const { widths, blocks } = params;
  const activate = activationOf(graph, params.activation);
  const sizes = halvings(size, widths.length);
  const lastSize = sizes.at(-1)!;
  const lastDepth = widths.at(-1)!;
  const features = [lastSize, lastSize, lastDepth];
  const featureSize = elementsPerSample(features);
  const stage = (name: string, from: number, to: number, change: 'HALVE' | number): Layer => {
    const made = Array.from({ length: blocks }, (_, i) =>
      residualBlock(
        layers,
        `${name}/${i}`,
        { from: i === 0 ? from : to, to },
        params,
        i === 0 ? change : null,
      ),
    );
    return (x) => made.reduce((y, block) => block(y), x);
  };

  const down = widths.map((width, i) => stage(`encoder/${i}`, widths[i - 1] ?? channels, width, 'HALVE'));
  const widen = layers.dense('decoder/dense', latentSize, features);
  const up = widths
    .map((width, i) => stage(`decoder/${i}`, width, widths[i - 1] ?? widths[0]!, sizes[i]!))
    .reverse();
  const last = layers.convolution('decoder/last', { from: widths[0]!, to: channels });

  return {
    features,
    encodeBody: (images) =>
      graph.reshape(
        down.reduce((x, layer) => layer(x), images),
        [BATCH, featureSize],
      ),
    decode(latents) {
      const start = graph.reshape(activate(widen(latents)), [BATCH, ...features]);
      return last(up.reduce((x, layer) => layer(x), start));
    },
  };
}

/**
 * Two 3x3 convolutions beside a shortcut. It halves the image, doubles it to the size named, or leaves it. Without
 * normalisation the convolutions' branch is multiplied by a number that starts at 0, so that the block starts as its
 * shortcut (De & Smith 2020).
 */
function residualBlock(
  layers: LayerBuilder,
  name: string,
  { from, to }: { from: number; to: number },
  { normalization, groups, activation }: BlockParams,
  change: 'HALVE' | number | null,
): Layer {
  const { graph } = layers;
  const activate = activationOf(graph, activation);
  const normalized = normalization === 'GROUP';
  const stride = change === 'HALVE' ? 2 : 1;
  const convolution = (
    part: string,
    channels: { from: number; to: number },
    kernel: number,
    by = 1,
  ): Layer => {
    const convolve = layers.convolution(`${name}/${part}`, channels, {
      kernel,
      stride: by,
      bias: !normalized,
    });
    if (!normalized) return convolve;
    const norm = layers.groupNorm(`${name}/${part}`, to, groupsFor(to, groups));
    return (x) => norm(convolve(x));
  };
  const first = convolution('first', { from, to }, 3, stride);
  const second = convolution('second', { from: to, to }, 3);
  const shortcut = from === to && change === null ? null : convolution('shortcut', { from, to }, 1);
  const gain = normalized ? null : layers.gain(name);

  return (x) => {
    const grow = (image: GraphNode) => (typeof change === 'number' ? doubled(graph, image, change) : image);
    const branch = second(activate(first(grow(x))));
    // A 1x1 convolution and the normalisation of what it gives are the same before doubling, at a quarter of the work.
    const kept = change === 'HALVE' ? graph.subsample(x, 2) : x;
    const beside = shortcut ? grow(shortcut(kept)) : x;
    return activate(graph.add(gain ? gain(branch) : branch, beside));
  };
}

/** The most groups, up to those asked for, that share the channels out evenly. */
function groupsFor(channels: number, asked: number): number {
  let groups = Math.min(asked, channels);
  while (channels % groups !== 0) groups--;
  return groups;
}
