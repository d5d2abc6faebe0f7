import type { Graph, GraphNode } from '../graph/graph.ts';

/** Rows (batch, size) less their mean over the batch. */
export const centred = (graph: Graph, rows: GraphNode): GraphNode =>
  graph.subtract(rows, graph.mean(rows, [0], true));

/** Variance of each column over the batch, (size), with one degree of freedom taken off: at least two rows. */
export function batchVariance(graph: Graph, rows: GraphNode): GraphNode {
  const squares = graph.sum(graph.square(centred(graph, rows)), [0]);
  return graph.divide(squares, graph.subtract(graph.batchSize(rows), graph.scalar(1)));
}

/** The same over the number of rows: of one row it is 0. */
export const populationVariance = (graph: Graph, rows: GraphNode): GraphNode =>
  graph.mean(graph.square(centred(graph, rows)), [0]);
