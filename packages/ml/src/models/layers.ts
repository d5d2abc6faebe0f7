import type { Graph, GraphNode } from '../graph/graph.ts';
import type { Parameter } from '../graph/program.ts';
import { elementsPerSample, type Shape } from '../graph/shapes.ts';
import type { Random } from '../random/random.ts';

/** Makes layers in a graph and keeps the parameters they brought. */
export interface LayerBuilder {
  graph: Graph;
  parameters: Parameter[];
  dense(name: string, inSize: number, outSize: number): (x: GraphNode) => GraphNode;
  /** 3x3, padding SAME. */
  convolution(
    name: string,
    inChannels: number,
    outChannels: number,
    stride: number,
  ): (x: GraphNode) => GraphNode;
  /** 3x3 transposed convolution that brings images to `size` x `size`. */
  transposedConvolution(
    name: string,
    inChannels: number,
    outChannels: number,
    stride: number,
    size: number,
  ): (x: GraphNode) => GraphNode;
}

/**
 * Layers start as PyTorch's do: uniform within 1 / sqrt(fan in), weights and biases alike (He et al. 2015 with
 * a = sqrt 5), so that the same study starts from the same distribution.
 */
export function createLayers(graph: Graph, random: Random): LayerBuilder {
  const parameters: Parameter[] = [];

  const parameter = (name: string, shape: Shape, fanIn: number): GraphNode => {
    const bound = 1 / Math.sqrt(fanIn);
    const initial = Float32Array.from(
      { length: elementsPerSample(shape) },
      () => (2 * random.next() - 1) * bound,
    );
    const node = graph.parameter(name, shape);
    parameters.push({ name, node, initial });
    return node;
  };

  return {
    graph,
    parameters,
    dense(name, inSize, outSize) {
      const weight = parameter(`${name}/weight`, [inSize, outSize], inSize);
      const bias = parameter(`${name}/bias`, [outSize], inSize);
      return (x) => graph.biasAdd(graph.matMul(x, weight), bias);
    },
    convolution(name, inChannels, outChannels, stride) {
      const fanIn = 9 * inChannels;
      const filter = parameter(`${name}/filter`, [3, 3, inChannels, outChannels], fanIn);
      const bias = parameter(`${name}/bias`, [outChannels], fanIn);
      return (x) => graph.biasAdd(graph.conv2d(x, filter, stride), bias);
    },
    transposedConvolution(name, inChannels, outChannels, stride, size) {
      // PyTorch counts the fan-in of a transposed convolution over its output channels.
      const fanIn = 9 * outChannels;
      const filter = parameter(`${name}/filter`, [3, 3, outChannels, inChannels], fanIn);
      const bias = parameter(`${name}/bias`, [outChannels], fanIn);
      return (x) => graph.biasAdd(graph.conv2dTranspose(x, filter, stride, [size, size]), bias);
    },
  };
}
