import type { Graph, GraphNode } from '../graph/graph.ts';
import { centred } from './batchStatistics.ts';

// Weight of the terms off the diagonal (Zbontar 2021, section 3).
const REDUNDANCY = 0.0051;
const EPSILON = 1e-5;

/**
 * Barlow Twins (Zbontar, Jing, Misra, LeCun & Deny 2021) of the embeddings (batch, size) of two views of the same
 * images: the correlation between the views shall be 1 for each dimension and 0 between dimensions. Divided by the
 * number of dimensions, so that one learning rate suits all sizes.
 */
export function barlowTwins(graph: Graph, a: GraphNode, b: GraphNode): GraphNode {
  const [x, y] = [normalized(graph, a), normalized(graph, b)];
  const correlations = graph.divide(graph.matMul(x, y, true), graph.batchSize(a));
  const same = graph.mean(graph.multiply(x, y), [0]);
  const apart = graph.subtract(graph.sum(graph.square(correlations)), graph.sum(graph.square(same)));
  const together = graph.sum(graph.square(graph.subtract(graph.scalar(1), same)));
  const total = graph.add(together, graph.multiply(apart, graph.scalar(REDUNDANCY)));
  return graph.multiply(total, graph.scalar(1 / a.shape[1]!));
}

function normalized(graph: Graph, rows: GraphNode): GraphNode {
  const around = centred(graph, rows);
  const variance = graph.mean(graph.square(around), [0], true);
  return graph.divide(around, graph.sqrt(graph.add(variance, graph.scalar(EPSILON))));
}
