import type { Graph, GraphNode } from '../graph.ts';
import { firstShape, type Rules } from '../operation.ts';
import { BATCH } from '../shapes.ts';

/** (batch, height, width, channels) to the sums over pixels, (batch, 1, 1, channels). */
export function pixelSums(graph: Graph, x: GraphNode): GraphNode {
  const [, height, width, channels] = x.shape as [number, number, number, number];
  const pixels = height * width;
  // As a matrix product: TensorFlow's sums over axes in the middle made 47 images/s where these make 78.
  const ones = graph.constant(new Array<number>(pixels).fill(1), [1, 1, pixels]);
  const rows = graph.reshape(x, [BATCH, pixels, channels]);
  return graph.reshape(graph.batchMatMul(ones, rows), [BATCH, 1, 1, channels]);
}

/** The mean over a group's pixels and channels, from sums over pixels; repeated for each of its channels. */
export function groupMeans(graph: Graph, sums: GraphNode, groups: number, pixels: number): GraphNode {
  const channels = sums.shape.at(-1)!;
  const each = channels / groups;
  const grouped = graph.reshape(sums, [BATCH, groups, each]);
  const means = graph.multiply(graph.sum(grouped, [2], true), graph.scalar(1 / (pixels * each)));
  return graph.reshape(graph.node('broadcast', [means, grouped], {}), [BATCH, 1, 1, channels]);
}

/**
 * Of group normalisation (Wu & He 2018). The gradient of x holds all ways through means and deviations, so none flows
 * to the inputs that were made of it: six passes over the pixels, where operation by operation it would be ten.
 */
export const groupNormRules: Rules<'groupNorm'> = {
  groupNorm: {
    shape: firstShape,
    gradient: (graph, { inputs, attributes: { groups } }, g) => {
      const [x, scale, , centred, inverse] = inputs as [
        GraphNode,
        GraphNode,
        GraphNode,
        GraphNode,
        GraphNode,
      ];
      const pixels = x.shape[1]! * x.shape[2]!;
      const sums = pixelSums(graph, g);
      const sumsAlong = pixelSums(graph, graph.multiply(g, centred));
      const mean = groupMeans(graph, graph.multiply(sums, scale), groups, pixels);
      const meanAlong = groupMeans(graph, graph.multiply(sumsAlong, scale), groups, pixels);
      const cubed = graph.multiply(inverse, graph.square(inverse));
      const moved = graph.add(
        graph.multiply(centred, graph.multiply(meanAlong, cubed)),
        graph.multiply(mean, inverse),
      );
      const gx = graph.subtract(graph.multiply(g, graph.multiply(inverse, scale)), moved);
      const overBatch = (values: GraphNode) => graph.reshape(graph.sum(values, [0, 1, 2]), scale.shape);
      return [gx, overBatch(graph.multiply(sumsAlong, inverse)), overBatch(sums), null, null];
    },
  },
};
