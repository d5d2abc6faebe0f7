import type { GraphNode } from '../graph.ts';
import type { Rules } from '../operation.ts';
import { broadcastShapes, type Shape, shapeText } from '../shapes.ts';

/** Rows and columns of a product of the last two axes. Throws RangeError where they do not fit. */
function productShape(
  operation: string,
  a: Shape,
  b: Shape,
  { transposeA, transposeB }: { transposeA: boolean; transposeB: boolean },
): [number, number] {
  const last = (shape: Shape, transposed: boolean) =>
    transposed ? [shape.at(-1)!, shape.at(-2)!] : [shape.at(-2)!, shape.at(-1)!];
  const [rows, inner] = last(a, transposeA);
  const [innerB, cols] = last(b, transposeB);
  if (inner !== innerB)
    throw new RangeError(`${operation} of ${shapeText(a)} and ${shapeText(b)} does not fit.`);
  return [rows!, cols!];
}

/** Of matrix products and what is added to their rows. */
export const productRules: Rules<'matMul' | 'batchMatMul' | 'biasAdd' | 'biasAddGradient'> = {
  matMul: {
    shape: ([a, b], attributes) => {
      if (a!.shape.length !== 2 || b!.shape.length !== 2)
        throw new RangeError(`matMul of ${shapeText(a!.shape)} and ${shapeText(b!.shape)} does not fit.`);
      return productShape('matMul', a!.shape, b!.shape, attributes);
    },
    gradient: (graph, node, g) => {
      const [a, b] = node.inputs as [GraphNode, GraphNode];
      const { transposeA: ta, transposeB: tb } = node.attributes;
      return [
        ta ? graph.matMul(b, g, tb, true) : graph.matMul(g, b, false, !tb),
        tb ? graph.matMul(g, a, true, ta) : graph.matMul(a, g, !ta, false),
      ];
    },
  },
  batchMatMul: {
    shape: ([a, b], attributes) => {
      if (a!.shape.length < 3 || a!.shape.length !== b!.shape.length)
        throw new RangeError(
          `batchMatMul of ${shapeText(a!.shape)} and ${shapeText(b!.shape)} does not fit.`,
        );
      const leading = broadcastShapes(a!.shape.slice(0, -2), b!.shape.slice(0, -2));
      return [...leading, ...productShape('batchMatMul', a!.shape, b!.shape, attributes)];
    },
    gradient: (graph, node, g) => {
      const [a, b] = node.inputs as [GraphNode, GraphNode];
      const { transposeA: ta, transposeB: tb } = node.attributes;
      const ga = ta ? graph.batchMatMul(b, g, tb, true) : graph.batchMatMul(g, b, false, !tb);
      const gb = tb ? graph.batchMatMul(g, a, true, ta) : graph.batchMatMul(a, g, !ta, false);
      return [graph.reduceTo(ga, a.shape), graph.reduceTo(gb, b.shape)];
    },
  },
  biasAdd: {
    shape: ([x, bias]) => {
      if (bias!.shape.length !== 1 || bias!.shape[0] !== x!.shape.at(-1))
        throw new RangeError(`biasAdd of ${shapeText(bias!.shape)} to ${shapeText(x!.shape)} does not fit.`);
      return x!.shape;
    },
    gradient: (graph, _, g) => [g, graph.node('biasAddGradient', [g], {})],
  },
  biasAddGradient: { shape: ([x]) => [x!.shape.at(-1)!] },
};
