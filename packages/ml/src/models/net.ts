import type { GraphNode } from '../graph/graph.ts';

/** Encoder body and decoder, without the step from features to latents. */
export interface Net {
  /** Length of the body's flat output. */
  featureSize: number;
  /** (batch, size, size, channels) to (batch, featureSize) */
  encodeBody(images: GraphNode): GraphNode;
  /** (batch, latentSize) to (batch, size, size, channels) */
  decode(latents: GraphNode): GraphNode;
}
