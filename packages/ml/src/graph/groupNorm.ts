import type { Graph, GraphNode } from './graph.ts';
import { groupMeans, pixelSums } from './rules/groupNorm.ts';

/**
 * Group normalisation (Wu & He 2018): of each sample, `groups` runs of channels are brought to mean 0 and variance 1,
 * then scaled and shifted channel by channel. `epsilon` as PyTorch's.
 *
 * Throws RangeError where the channels cannot be shared out evenly.
 */
export function groupNorm(
  graph: Graph,
  x: GraphNode,
  scale: GraphNode,
  offset: GraphNode,
  groups: number,
  epsilon = 1e-5,
): GraphNode {
  const channels = x.shape.at(-1)!;
  if (channels % groups !== 0)
    throw new RangeError(`${channels} channels cannot be shared out to ${groups} groups.`);
  const pixels = x.shape[1]! * x.shape[2]!;
  const means = groupMeans(graph, pixelSums(graph, x), groups, pixels);
  const centred = graph.subtract(x, means);
  const variances = groupMeans(graph, pixelSums(graph, graph.square(centred)), groups, pixels);
  const inverse = graph.divide(graph.scalar(1), graph.sqrt(graph.add(variances, graph.scalar(epsilon))));
  return graph.node('groupNorm', [x, scale, offset, centred, inverse], { groups });
}
