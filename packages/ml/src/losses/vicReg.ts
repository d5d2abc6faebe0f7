import type { Graph, GraphNode } from '../graph/graph.ts';
import { batchVariance, centred } from './batchStatistics.ts';

// Weights of the three terms and the deviation asked for (Bardes 2022, section 4.2).
const INVARIANCE = 25;
const VARIANCE = 25;
const COVARIANCE = 1;
const DEVIATION = 1;
const EPSILON = 1e-4;

/**
 * VICReg (Bardes, Ponce & LeCun 2022) of the embeddings (batch, size) of two views of the same images: views shall
 * agree, each dimension shall differ between images (deviation at least 1), and no two dimensions shall say the same.
 * Needs no large batches; at least two images.
 */
export function vicReg(graph: Graph, a: GraphNode, b: GraphNode): GraphNode {
  const weighted = (term: GraphNode, weight: number) => graph.multiply(term, graph.scalar(weight));
  const invariance = graph.mean(graph.square(graph.subtract(a, b)));
  const [fromA, fromB] = [spreadTerms(graph, a), spreadTerms(graph, b)];
  return graph.add(
    weighted(invariance, INVARIANCE),
    graph.add(
      weighted(graph.add(fromA.variance, fromB.variance), VARIANCE),
      weighted(graph.add(fromA.covariance, fromB.covariance), COVARIANCE),
    ),
  );
}

function spreadTerms(graph: Graph, embeddings: GraphNode): { variance: GraphNode; covariance: GraphNode } {
  const size = embeddings.shape[1]!;
  const variances = batchVariance(graph, embeddings);
  const deviations = graph.sqrt(graph.add(variances, graph.scalar(EPSILON)));
  const missing = graph.relu(graph.subtract(graph.scalar(DEVIATION), deviations));
  const around = centred(graph, embeddings);
  const others = graph.subtract(graph.batchSize(embeddings), graph.scalar(1));
  const covariances = graph.divide(graph.matMul(around, around, true), others);
  // All but the diagonal, which the variances are.
  const off = graph.subtract(graph.sum(graph.square(covariances)), graph.sum(graph.square(variances)));
  return { variance: graph.mean(missing), covariance: graph.multiply(off, graph.scalar(1 / size)) };
}
