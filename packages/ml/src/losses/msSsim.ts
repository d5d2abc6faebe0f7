import type { Graph, GraphNode } from '../graph/graph.ts';
import { BATCH } from '../graph/shapes.ts';
import { GAUSSIAN_WINDOW, SSIM_C1, SSIM_C2, scaleWeights, WINDOW } from './gaussianWindow.ts';

// Under it a scale's similarity has no gradient: the power of 0 would have an infinite one.
const SMALLEST = 1e-6;

/**
 * MS-SSIM of two batches of images (batch, size, size, channels) as in `msSsimScore`, averaged over batch and channels:
 * a scalar that training can raise. Windows and halving are matrix products from both sides, which both executors do
 * fast, where a convolution of one channel is slow.
 */
export function msSsim(graph: Graph, a: GraphNode, b: GraphNode): GraphNode {
  const weights = scaleWeights(a.shape[1]!);
  let [x, y] = [planes(graph, a), planes(graph, b)];
  const logs = weights.map((weight, scale): GraphNode => {
    const { ssim, contrast } = similarity(graph, x, y);
    const isLast = scale === weights.length - 1;
    if (!isLast) [x, y] = [halved(graph, x), halved(graph, y)];
    const bounded = graph.maximum(isLast ? ssim : contrast, graph.scalar(SMALLEST));
    return graph.multiply(graph.log(bounded), graph.scalar(weight));
  });
  return graph.mean(graph.exp(logs.reduce((sum, log) => graph.add(sum, log))));
}

/**
 * SSIM and MS-SSIM of each pair of images of two batches (batch, size, size, channels), averaged over channels: (batch)
 * each. As `ssimScore` and `msSsimScore`, to float32's precision.
 */
export function similarityScores(
  graph: Graph,
  a: GraphNode,
  b: GraphNode,
): { ssims: GraphNode; msSsims: GraphNode } {
  const weights = scaleWeights(a.shape[1]!);
  let [x, y] = [planes(graph, a), planes(graph, b)];
  const scales = weights.map((weight, scale) => {
    if (scale > 0) [x, y] = [halved(graph, x), halved(graph, y)];
    const { ssim, contrast } = similarity(graph, x, y);
    const value = scale === weights.length - 1 ? ssim : contrast;
    return { ssim, power: power(graph, value, weight) };
  });
  const product = scales.map((scale) => scale.power).reduce((all, one) => graph.multiply(all, one));
  return { ssims: graph.mean(scales[0]!.ssim, [1]), msSsims: graph.mean(product, [1]) };
}

/** 0 where the base is not positive. */
function power(graph: Graph, base: GraphNode, exponent: number): GraphNode {
  const smallest = graph.scalar(SMALLEST);
  const raised = graph.exp(graph.multiply(graph.log(graph.maximum(base, smallest)), graph.scalar(exponent)));
  return graph.multiply(raised, graph.greaterEqual(base, smallest));
}

/** (batch, size, size, channels) to (batch, channels, size, size) */
function planes(graph: Graph, images: GraphNode): GraphNode {
  const [, height, width, channels] = images.shape as [number, number, number, number];
  if (channels === 1) return graph.reshape(images, [BATCH, 1, height, width]);
  return graph.transpose(images, [0, 3, 1, 2]);
}

/** Both of (batch, channels). */
function similarity(graph: Graph, x: GraphNode, y: GraphNode): { ssim: GraphNode; contrast: GraphNode } {
  const { add, subtract, multiply, divide, square } = graph;
  const window = windowMatrix(graph, x.shape[2]!);
  const filter = (image: GraphNode) => fromBothSides(graph, window, image);
  const [mx, my] = [filter(x), filter(y)];
  const squares = add(square(mx), square(my));
  const product = multiply(mx, my);
  const spread = subtract(filter(add(square(x), square(y))), squares);
  const shared = subtract(filter(multiply(x, y)), product);
  const twice = (value: GraphNode) => multiply(value, graph.scalar(2));
  const over = (top: GraphNode, bottom: GraphNode, constant: number) =>
    divide(add(top, graph.scalar(constant)), add(bottom, graph.scalar(constant)));
  const contrast = over(twice(shared), spread, SSIM_C2);
  const ssim = multiply(contrast, over(twice(product), squares, SSIM_C1));
  return { ssim: graph.mean(ssim, [2, 3]), contrast: graph.mean(contrast, [2, 3]) };
}

/** matrix image matrix^T, for each plane. */
const fromBothSides = (graph: Graph, matrix: GraphNode, image: GraphNode): GraphNode =>
  graph.batchMatMul(graph.batchMatMul(matrix, image), matrix, false, true);

/** Row i holds the window from pixel i on. */
const windowMatrix = (graph: Graph, size: number): GraphNode =>
  matrix(graph, size - WINDOW + 1, size, (row, col) => GAUSSIAN_WINDOW[col - row] ?? 0);

const halved = (graph: Graph, image: GraphNode): GraphNode => {
  const size = image.shape[2]!;
  const halving = matrix(graph, size / 2, size, (row, col) => (col >> 1 === row ? 0.5 : 0));
  return fromBothSides(graph, halving, image);
};

function matrix(
  graph: Graph,
  rows: number,
  cols: number,
  at: (row: number, col: number) => number,
): GraphNode {
  const values = Array.from({ length: rows * cols }, (_, i) => at(Math.floor(i / cols), i % cols));
  return graph.constant(values, [1, 1, rows, cols]);
}
