import type { GraphNode } from './graph.ts';

/** What it takes to compute some nodes of a graph, and for how long each result is needed. */
export interface Plan {
  /** In an order in which every node comes after its inputs. */
  nodes: readonly GraphNode[];
  outputs: readonly GraphNode[];
  /** For each node, the nodes whose results nobody needs once it is computed. Leaves and outputs are in no list. */
  freedAfter: ReadonlyMap<GraphNode, readonly GraphNode[]>;
}

/** Leaves hold what was given to the run or belongs to the session; they are not the run's to free. */
export const isLeaf = (node: GraphNode): boolean =>
  node.operation === 'placeholder' || node.operation === 'parameter';

/** Keeps only what `outputs` depend on. */
export function planRun(outputs: readonly GraphNode[]): Plan {
  const needed = new Set<GraphNode>(outputs);
  // A set goes on over what is added while it is walked.
  for (const node of needed) for (const input of node.inputs) needed.add(input);
  const nodes = [...needed].sort((a, b) => a.id - b.id);

  const lastUse = new Map<GraphNode, GraphNode>();
  for (const node of nodes) for (const input of node.inputs) lastUse.set(input, node);
  const freedAfter = new Map<GraphNode, GraphNode[]>();
  for (const [node, user] of lastUse) {
    if (isLeaf(node) || outputs.includes(node)) continue;
    freedAfter.set(user, [...(freedAfter.get(user) ?? []), node]);
  }
  return { nodes, outputs, freedAfter };
}
