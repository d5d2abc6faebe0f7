import type { GraphNode } from '../graph.ts';
import type { Rules } from '../operation.ts';
import { BATCH, equalShapes, shapeText } from '../shapes.ts';

/** Of operations that move numbers about, add them up along axes or repeat them. */
export const layoutRules: Rules<
  'reshape' | 'transpose' | 'concat' | 'pad' | 'slice' | 'sliceGradient' | 'sum' | 'broadcast' | 'batchSize'
> = {
  reshape: {
    shape: (_, { shape }) => shape,
    gradient: (graph, node, g) => [graph.reshape(g, node.inputs[0]!.shape)],
  },
  transpose: {
    shape: ([x], { permutation }) => {
      const all = [...permutation].sort((a, b) => a - b).every((axis, i) => axis === i);
      const moved = x!.shape[0] === BATCH && permutation[0] !== 0;
      if (!all || permutation.length !== x!.shape.length || moved)
        throw new RangeError(`${shapeText(x!.shape)} cannot be transposed to the axes ${permutation}.`);
      return permutation.map((axis) => x!.shape[axis]!);
    },
    gradient: (graph, { attributes: { permutation } }, g) => [
      graph.transpose(
        g,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    ],
  },
  concat: {
    shape: (inputs, { axis }) => {
      const shapes = inputs.map(({ shape }) => shape);
      const without = shapes.map((shape) => shape.toSpliced(axis, 1));
      if (shapes[0]?.[axis] === BATCH || !without.every((shape) => equalShapes(shape, without[0]!)))
        throw new RangeError(`${shapes.map(shapeText).join(' and ')} cannot be put together.`);
      const total = shapes.reduce((sum, shape) => sum + shape[axis]!, 0);
      return shapes[0]!.with(axis, total);
    },
    gradient: (graph, { inputs, attributes: { axis } }, g) => {
      let from = 0;
      return inputs.map((input) => {
        const begin = from;
        from += input.shape[axis]!;
        return graph.part(g, axis, begin, from);
      });
    },
  },
  pad: {
    shape: ([x], { padding }) => {
      const bad = padding.some((pair, axis) => x!.shape[axis] === BATCH && pair.some((n) => n > 0));
      if (bad || padding.length !== x!.shape.length)
        throw new RangeError(`${shapeText(x!.shape)} cannot be padded by ${JSON.stringify(padding)}.`);
      return x!.shape.map((length, axis) =>
        length === BATCH ? BATCH : length + padding[axis]![0] + padding[axis]![1],
      );
    },
    gradient: (graph, node, g) => {
      const { shape } = node.inputs[0]!;
      const begin = node.attributes.padding.map(([before]) => before);
      return [graph.node('slice', [g], { begin, strides: shape.map(() => 1), counts: shape })];
    },
  },
  slice: {
    shape: ([x], { begin, strides, counts }) => {
      const fits = x!.shape.every((length, axis) => {
        const [from, stride, count] = [begin[axis]!, strides[axis]!, counts[axis]!];
        if (length === BATCH) return from === 0 && stride === 1 && count === BATCH;
        return from >= 0 && stride >= 1 && count >= 1 && from + (count - 1) * stride < length;
      });
      if (!fits || counts.length !== x!.shape.length)
        throw new RangeError(
          `${shapeText(counts)} of ${shapeText(x!.shape)} from ${begin} by ${strides} cannot be taken.`,
        );
      return counts;
    },
    gradient: (graph, node, g) => [
      graph.node('sliceGradient', [g], { ...node.attributes, shape: node.inputs[0]!.shape }),
    ],
  },
  sliceGradient: { shape: (_, { shape }) => shape },
  sum: {
    shape: ([x], { axes, keepDims }) =>
      keepDims
        ? x!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
        : x!.shape.filter((_, axis) => !axes.includes(axis)),
    gradient: (graph, node, g) => {
      const [x] = node.inputs as [GraphNode];
      const kept = x.shape.map((length, axis) => (node.attributes.axes.includes(axis) ? 1 : length));
      return [graph.node('broadcast', [graph.reshape(g, kept), x], {})];
    },
  },
  broadcast: {
    shape: ([, like]) => like!.shape,
    gradient: (graph, node, g) => [graph.reduceTo(g, node.inputs[0]!.shape), null],
  },
  batchSize: { shape: () => [], gradient: () => [null] },
};
