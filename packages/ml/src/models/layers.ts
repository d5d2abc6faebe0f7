import type { Graph, GraphNode } from '../graph/graph.ts';
import { groupNorm } from '../graph/groupNorm.ts';
import type { Parameter, ParameterRole } from '../graph/program.ts';
import { elementsPerSample, type Shape } from '../graph/shapes.ts';
import { ParameterError } from '../matrix/matrix.ts';
import type { Random } from '../random/random.ts';

export type Layer = (x: GraphNode) => GraphNode;

interface Channels {
  from: number;
  to: number;
}

export interface ConvolutionOptions {
  /** 1 where nothing is said. */
  stride?: number;
  /** Pixels a side of the filter; 3 where nothing is said. */
  kernel?: number;
  /** Without one where a normalisation follows, which would take it out again. */
  bias?: boolean;
}

/** Makes layers in a graph and keeps the parameters they brought. */
export interface LayerBuilder {
  graph: Graph;
  parameters: Parameter[];
  /** Of an image laid flat, `from` or `to` is its shape (height, width, channels). */
  dense(name: string, from: number | Shape, to: number | Shape): Layer;
  /** Padding SAME. */
  convolution(name: string, channels: Channels, options?: ConvolutionOptions): Layer;
  /** Transposed convolution that brings images to `size` x `size`. */
  transposedConvolution(
    name: string,
    channels: Channels,
    options: { stride: number; size: number; kernel?: number },
  ): Layer;
  /** Group normalisation, scale 1 and offset 0 at first. */
  groupNorm(name: string, channels: number, groups: number): Layer;
  /** Times one number that is learnt, 0 at first. */
  gain(name: string): Layer;
}

// 4 bytes each, and as much again for gradient and moments: 1.6 GB.
const MOST_PARAMETERS = 100e6;

/**
 * How weights start: DEFAULT as PyTorch's do, uniform within 1 / sqrt(fan in), so that the same study starts from the
 * same distribution; HE within sqrt(6 / fan in) (He et al. 2015), for deep stacks without normalisation, in which the
 * first dies away; not for transposed convolutions, whose result is the image.
 */
export type Start = 'DEFAULT' | 'HE';

const axisOf = (size: number | Shape): Shape => (typeof size === 'number' ? [size] : size);
const lengths = (...sizes: number[]): Shape[] => sizes.map(axisOf);

/**
 * Biases start uniform within 1 / sqrt(fan in), weights as `start` says.
 *
 * Throws ParameterError MODEL_TOO_LARGE, before the numbers are made.
 */
export function createLayers(graph: Graph, random: Random, start: Start = 'DEFAULT'): LayerBuilder {
  const parameters: Parameter[] = [];
  let count = 0;

  const add = (name: string, role: ParameterRole, axes: readonly Shape[], first: () => number): GraphNode => {
    const shape = axes.map(elementsPerSample);
    const length = elementsPerSample(shape);
    count += length;
    if (count > MOST_PARAMETERS)
      throw new ParameterError(
        'MODEL_TOO_LARGE',
        `The model has more than ${MOST_PARAMETERS / 1e6} million parameters; use smaller images or fewer units.`,
        ['params', 'widths'],
      );
    const node = graph.parameter(name, shape);
    parameters.push({ name, node, initial: Float32Array.from({ length }, first), role, axes });
    return node;
  };
  const uniform = (name: string, role: ParameterRole, axes: readonly Shape[], bound: number): GraphNode =>
    add(name, role, axes, () => (2 * random.next() - 1) * bound);
  const weights = (name: string, role: ParameterRole, axes: readonly Shape[], fanIn: number) =>
    uniform(name, role, axes, (start === 'HE' ? Math.sqrt(6) : 1) / Math.sqrt(fanIn));
  const biases = (name: string, axis: Shape, fanIn: number) =>
    uniform(name, 'BIAS', [axis], 1 / Math.sqrt(fanIn));

  return {
    graph,
    parameters,
    dense(name, from, to) {
      const [rows, columns] = [axisOf(from), axisOf(to)];
      const fanIn = elementsPerSample(rows);
      const weight = weights(`${name}/weight`, 'DENSE', [rows, columns], fanIn);
      const bias = biases(`${name}/bias`, columns, fanIn);
      return (x) => graph.biasAdd(graph.matMul(x, weight), bias);
    },
    convolution(name, { from, to }, { stride = 1, kernel = 3, bias: hasBias = true } = {}) {
      const fanIn = kernel * kernel * from;
      const filter = weights(`${name}/filter`, 'CONVOLUTION', lengths(kernel, kernel, from, to), fanIn);
      if (!hasBias) return (x) => graph.conv2d(x, filter, stride);
      const bias = biases(`${name}/bias`, [to], fanIn);
      return (x) => graph.biasAdd(graph.conv2d(x, filter, stride), bias);
    },
    transposedConvolution(name, { from, to }, { stride, size, kernel = 3 }) {
      // PyTorch counts the fan-in of a transposed convolution over its output channels.
      const fanIn = kernel * kernel * to;
      const filter = uniform(
        `${name}/filter`,
        'TRANSPOSED_CONVOLUTION',
        lengths(kernel, kernel, to, from),
        1 / Math.sqrt(fanIn),
      );
      const bias = biases(`${name}/bias`, [to], fanIn);
      return (x) => graph.biasAdd(graph.conv2dTranspose(x, filter, stride, [size, size]), bias);
    },
    groupNorm(name, channels, groups) {
      const scale = add(`${name}/scale`, 'SCALE', [[channels]], () => 1);
      const offset = add(`${name}/offset`, 'OFFSET', [[channels]], () => 0);
      return (x) => groupNorm(graph, x, scale, offset, groups);
    },
    gain(name) {
      const factor = add(`${name}/gain`, 'GAIN', [[1]], () => 0);
      return (x) => graph.multiply(x, factor);
    },
  };
}
