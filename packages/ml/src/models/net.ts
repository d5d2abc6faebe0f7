import type { GraphNode } from '../graph/graph.ts';
import type { Shape } from '../graph/shapes.ts';

/** Encoder body and decoder, without the step from features to latents. */
export interface Net {
  /** What the body's flat output holds: (height, width, channels), or its length alone. */
  features: Shape;
  /** (batch, size, size, channels) to (batch, features) */
  encodeBody(images: GraphNode): GraphNode;
  /** (batch, latentSize) to (batch, size, size, channels) */
  decode(latents: GraphNode): GraphNode;
}
