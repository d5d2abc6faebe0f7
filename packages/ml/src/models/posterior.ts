import type { GraphNode } from '../graph/graph.ts';
import { BATCH, type Shape } from '../graph/shapes.ts';
import { populationVariance } from '../losses/batchStatistics.ts';
import { klDivergence } from '../losses/divergence.ts';
import type { VariationalParams } from '../params/index.ts';
import type { LayerBuilder } from './layers.ts';
import type { Draw } from './model.ts';

/** A sample's place among the latents: a cloud of which training draws a point. */
export interface Posterior {
  mean: GraphNode;
  /** Mean plus deviation times the noise that is fed. */
  drawn: GraphNode;
  /** Weighted Kullback-Leibler term of the loss. */
  divergence: GraphNode;
  /** What training feeds for it. */
  inputs: GraphNode<'placeholder'>[];
  draws: Draw[];
  /** The means' variances over the batch, which tell the dimensions in use. */
  monitors: Record<string, GraphNode>;
}

/** Two dense layers from features to mean and log variance (Kingma & Welling 2014). */
export function posteriorHead(
  layers: LayerBuilder,
  bodyShape: Shape,
  latentSize: number,
  { freeBits }: VariationalParams,
): (features: GraphNode) => Posterior {
  const { graph } = layers;
  const toMean = layers.dense('mean', bodyShape, latentSize);
  const toLogVariance = layers.dense('logVariance', bodyShape, latentSize);
  return (features) => {
    const noise = graph.placeholder('noise', [BATCH, latentSize]);
    const klWeight = graph.placeholder('klWeight', []);
    const mean = toMean(features);
    const logVariance = toLogVariance(features);
    const deviation = graph.exp(graph.multiply(logVariance, graph.scalar(0.5)));
    return {
      mean,
      drawn: graph.add(mean, graph.multiply(deviation, noise)),
      divergence: graph.multiply(klDivergence(graph, mean, logVariance, freeBits), klWeight),
      inputs: [noise, klWeight],
      draws: [{ name: 'noise', perSample: latentSize, distribution: 'NORMAL' }],
      monitors: { latentVariance: populationVariance(graph, mean) },
    };
  };
}
