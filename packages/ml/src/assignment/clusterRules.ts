import { type Matrix, squaredDistance } from '../matrix/matrix.ts';
import type { ClusteringAlgorithm } from '../params/index.ts';

/** Latents that a clustering was made of, and the labels that it gave them. */
export interface Clustered {
  points: Matrix<Float64Array>;
  /** (rows); -1 is noise. */
  labels: Int32Array;
}

/** How a clustering takes points that it was not made of. */
export interface ClusterRule {
  /** The label that row `row` of `points` belongs to: one that some clustered point has. */
  choose(points: Matrix<Float64Array>, row: number): number;
  /** How far the row is from the cluster, in the rule's own measure; that of members and of new points can be compared. */
  distance(points: Matrix<Float64Array>, row: number, label: number): number;
}

/** An algorithm without a rule does not compile. */
export const CLUSTER_RULES: Record<ClusteringAlgorithm, (clustered: Clustered) => ClusterRule> = {
  KMEANS: nearestCentroid,
};

/**
 * k-means: the cluster whose centroid, the mean of its members, is nearest by Euclidean distance; of equally near ones
 * the lower label. As scikit-learn's KMeans.predict.
 */
function nearestCentroid(clustered: Clustered): ClusterRule {
  const { labels, centroids } = centroidsOf(clustered);
  const distance = (points: Matrix<Float64Array>, row: number, place: number): number =>
    Math.sqrt(squaredDistance(points, row, centroids, place));
  const places = new Map(labels.map((label, place) => [label, place]));
  return {
    choose(points, row) {
      let nearest = 0;
      for (let place = 1; place < labels.length; place++)
        if (distance(points, row, place) < distance(points, row, nearest)) nearest = place;
      return labels[nearest]!;
    },
    distance: (points, row, label) => distance(points, row, places.get(label)!),
  };
}

/** The labels that have members, ascending, and the mean of each one's members. */
function centroidsOf({ points: { data, cols }, labels: all }: Clustered) {
  const labels = [...new Set(all)].filter((label) => label >= 0).sort((a, b) => a - b);
  const places = new Map(labels.map((label, place) => [label, place]));
  const means = new Float64Array(labels.length * cols);
  const counts = new Float64Array(labels.length);
  all.forEach((label, row) => {
    const place = places.get(label);
    if (place === undefined) return;
    counts[place]! += 1;
    for (let k = 0; k < cols; k++) means[place * cols + k]! += data[row * cols + k]!;
  });
  for (let i = 0; i < means.length; i++) means[i]! /= counts[Math.floor(i / cols)]!;
  return { labels, centroids: { data: means, rows: labels.length, cols } };
}
