import type { Graph, GraphNode } from '../graph/graph.ts';

/**
 * Kullback-Leibler divergence of the posteriors from a standard normal (Kingma & Welling 2014, appendix B), averaged
 * over batch and latent dimensions: -0.5 (1 + log variance - mean^2 - variance). With `freeBits` a dimension's share,
 * averaged over the batch, counts for at least that much, in nats, so that none is worth silencing (Kingma 2016,
 * appendix C.8).
 */
export function klDivergence(graph: Graph, mean: GraphNode, logVariance: GraphNode, freeBits = 0): GraphNode {
  const moved = graph.add(graph.square(mean), graph.exp(logVariance));
  const terms = graph.subtract(graph.subtract(moved, logVariance), graph.scalar(1));
  if (freeBits === 0) return graph.multiply(graph.mean(terms), graph.scalar(0.5));
  const byDimension = graph.multiply(graph.mean(terms, [0]), graph.scalar(0.5));
  return graph.mean(graph.maximum(byDimension, graph.scalar(freeBits)));
}
