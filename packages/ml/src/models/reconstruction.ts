import type { Graph, GraphNode } from '../graph/graph.ts';
import { BATCH } from '../graph/shapes.ts';
import type { ImageSpec } from './autoencoder.ts';

/** What is fed to every autoencoder, and its errors. */
export interface Reconstruction {
  images: GraphNode<'placeholder'>;
  /** `images`, and `mask` where there is one. */
  inputs: GraphNode<'placeholder'>[];
  /** Mean squared error over all measured pixels of the batch, a scalar. */
  loss(decoded: GraphNode): GraphNode;
  /** The same for each sample by itself, (batch). */
  errors(decoded: GraphNode): GraphNode;
}

const PIXELS = [1, 2, 3];
// Too small to change a count of pixels, but 0 / 0 would be NaN where no pixel of a sample was measured.
const NEVER_ZERO = 1e-20;

/** Placeholders for images and mask, and the squared errors of what a decoder makes of them. */
export function reconstruction(graph: Graph, { channels, size, masked }: ImageSpec): Reconstruction {
  const shape = [BATCH, size, size, channels];
  const images = graph.placeholder('images', shape);
  const mask = masked ? graph.placeholder('mask', shape) : null;
  const squares = (decoded: GraphNode) => graph.square(graph.subtract(decoded, images));
  if (!mask)
    return {
      images,
      inputs: [images],
      loss: (decoded) => graph.mean(squares(decoded)),
      errors: (decoded) => graph.mean(squares(decoded), PIXELS),
    };
  const measured = (decoded: GraphNode) => graph.multiply(squares(decoded), mask);
  const count = (axes?: readonly number[]) => graph.add(graph.sum(mask, axes), graph.scalar(NEVER_ZERO));
  return {
    images,
    inputs: [images, mask],
    loss: (decoded) => graph.divide(graph.sum(measured(decoded)), count()),
    errors: (decoded) => graph.divide(graph.sum(measured(decoded), PIXELS), count(PIXELS)),
  };
}
