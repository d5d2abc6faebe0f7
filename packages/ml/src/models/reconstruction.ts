import type { Graph, GraphNode } from '../graph/graph.ts';
import { BATCH } from '../graph/shapes.ts';
import { msSsim } from '../losses/msSsim.ts';
import type { ReconstructionParams } from '../params/index.ts';
import type { ImageSpec } from './model.ts';

/** What is fed to every autoencoder, and its errors. */
export interface Reconstruction {
  images: GraphNode<'placeholder'>;
  /** `images`, and `mask` where there is one. */
  inputs: GraphNode<'placeholder'>[];
  /** The chosen loss over all measured pixels of the batch, a scalar. */
  loss(decoded: GraphNode): GraphNode;
  /** Mean squared error of each sample by itself, (batch), whatever the loss. */
  errors(decoded: GraphNode): GraphNode;
}

const PIXELS = [1, 2, 3];
// Too small to change a count of pixels, but 0 / 0 would be NaN where no pixel of a sample was measured.
const NEVER_ZERO = 1e-20;

/** Placeholders for images and mask, and the errors of what a decoder makes of them. */
export function reconstruction(
  graph: Graph,
  { channels, size, masked }: ImageSpec,
  { loss: kind, msSsimWeight }: ReconstructionParams,
): Reconstruction {
  const shape = [BATCH, size, size, channels];
  const images = graph.placeholder('images', shape);
  const mask = masked ? graph.placeholder('mask', shape) : null;
  const squares = (decoded: GraphNode) => graph.square(graph.subtract(decoded, images));
  const absolutes = (decoded: GraphNode) => graph.abs(graph.subtract(decoded, images));
  /** Mean over measured pixels. */
  const mean = (values: GraphNode, axes?: readonly number[]) => {
    if (!mask) return graph.mean(values, axes);
    const count = graph.add(graph.sum(mask, axes), graph.scalar(NEVER_ZERO));
    return graph.divide(graph.sum(graph.multiply(values, mask), axes), count);
  };
  // Where nothing was measured both images are black.
  const shown = (image: GraphNode) => (mask ? graph.multiply(image, mask) : image);
  const dissimilarity = (decoded: GraphNode) =>
    graph.subtract(graph.scalar(1), msSsim(graph, shown(decoded), shown(images)));

  const losses = {
    MSE: (decoded: GraphNode) => mean(squares(decoded)),
    L1: (decoded: GraphNode) => mean(absolutes(decoded)),
    MSE_MSSSIM: (decoded: GraphNode) =>
      graph.add(mean(squares(decoded)), graph.multiply(dissimilarity(decoded), graph.scalar(msSsimWeight))),
  };
  return {
    images,
    inputs: mask ? [images, mask] : [images],
    loss: losses[kind],
    errors: (decoded) => mean(squares(decoded), PIXELS),
  };
}
