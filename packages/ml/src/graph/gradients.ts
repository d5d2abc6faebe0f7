import type { Graph, GraphNode } from './graph.ts';
import type { Operation, OperationName } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { shapeText } from './shapes.ts';

/**
 * Adds to `graph` the gradient of the scalar `loss` with respect to each node of `wrt` (reverse mode: one sweep over
 * the graph from the loss back, adding up where a node is used more than once).
 *
 * Throws RangeError where the loss is no scalar or does not depend on a node of `wrt`.
 */
export function gradients(graph: Graph, loss: GraphNode, wrt: readonly GraphNode[]): GraphNode[] {
  if (loss.shape.length !== 0)
    throw new RangeError(`The loss must be a scalar, not ${shapeText(loss.shape)}.`);
  // Nodes come after their inputs, so ids are already a topological order.
  const before = graph.nodes.slice(0, loss.id + 1);
  const leading = new Set<GraphNode>(wrt);
  for (const node of before) if (node.inputs.some((input) => leading.has(input))) leading.add(node);

  const found = new Map<GraphNode, GraphNode>([[loss, graph.scalar(1)]]);
  for (const node of before.reverse()) {
    const gradient = found.get(node);
    if (!gradient || !leading.has(node) || node.inputs.length === 0) continue;
    const byInput = differentiate(graph, node, gradient);
    node.inputs.forEach((input, i) => {
      const share = byInput[i];
      if (!share || !leading.has(input)) return;
      const sum = found.get(input);
      found.set(input, sum ? graph.add(sum, share) : share);
    });
  }
  return wrt.map((node) => {
    const gradient = found.get(node);
    if (!gradient) throw new RangeError(`The loss does not depend on node ${node.id} (${node.operation}).`);
    return gradient;
  });
}

function differentiate<Name extends OperationName>(
  graph: Graph,
  node: GraphNode<Name>,
  gradient: GraphNode,
): (GraphNode | null)[] {
  const rule: Operation<Name> = OPERATIONS[node.operation];
  if (!rule.gradient) throw new RangeError(`${node.operation} has no gradient.`);
  return rule.gradient(graph, node, gradient);
}
