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
  GMM: likeliestGaussian,
  HDBSCAN: nearestMember,
};

// As scikit-learn's reg_covar: no cluster shrinks to a point.
const LEAST_VARIANCE = 1e-6;

/**
 * Mixtures: the cluster whose members make the row likeliest, each taken as a Gaussian along the axes with its share of
 * the samples. Full covariances of a few members in many dimensions would fit only themselves. The distance is
 * Mahalanobis's.
 */
function likeliestGaussian(clustered: Clustered): ClusterRule {
  const { labels, centroids } = centroidsOf(clustered);
  const { cols } = centroids;
  const places = new Map(labels.map((label, place) => [label, place]));
  const variances = new Float64Array(labels.length * cols);
  const counts = new Float64Array(labels.length);
  clustered.labels.forEach((label, row) => {
    const place = places.get(label);
    if (place === undefined) return;
    counts[place]! += 1;
    for (let k = 0; k < cols; k++)
      variances[place * cols + k]! +=
        (clustered.points.data[row * cols + k]! - centroids.data[place * cols + k]!) ** 2;
  });
  for (let at = 0; at < variances.length; at++)
    variances[at] = variances[at]! / counts[Math.floor(at / cols)]! + LEAST_VARIANCE;
  const squared = ({ data }: Matrix<Float64Array>, row: number, place: number): number => {
    let sum = 0;
    for (let k = 0; k < cols; k++)
      sum += (data[row * cols + k]! - centroids.data[place * cols + k]!) ** 2 / variances[place * cols + k]!;
    return sum;
  };
  const constants = labels.map((_, place) => {
    const own = variances.subarray(place * cols, (place + 1) * cols);
    return 2 * Math.log(counts[place]!) - own.reduce((sum, variance) => sum + Math.log(variance), 0);
  });
  const likelihood = (points: Matrix<Float64Array>, row: number, place: number): number =>
    constants[place]! - squared(points, row, place);
  return {
    choose(points, row) {
      let best = 0;
      for (let place = 1; place < labels.length; place++)
        if (likelihood(points, row, place) > likelihood(points, row, best)) best = place;
      return labels[best]!;
    },
    distance: (points, row, label) => Math.sqrt(squared(points, row, places.get(label)!)),
  };
}

// Every member's distance is asked for: of 100,000 samples that are 200 million distances, some ten seconds.
const MEMBERS_LOOKED_AT = 2000;

/**
 * HDBSCAN: the cluster of the nearest clustered sample, whatever the clusters' shape. The distance is to the nearest other
 * member, of a large cluster to the nearest of 2,000, the same ones for members and new points.
 */
function nearestMember({ points: members, labels }: Clustered): ClusterRule {
  const clustered = [...labels.keys()].filter((row) => labels[row]! >= 0);
  const byLabel = new Map<number, number[]>();
  for (const row of clustered) {
    const own = byLabel.get(labels[row]!);
    if (own) own.push(row);
    else byLabel.set(labels[row]!, [row]);
  }
  for (const [label, rows] of byLabel) {
    const step = Math.ceil(rows.length / MEMBERS_LOOKED_AT);
    byLabel.set(
      label,
      rows.filter((_, place) => place % step === 0),
    );
  }
  const nearest = (points: Matrix<Float64Array>, row: number, among: readonly number[]) => {
    let [least, found] = [Number.POSITIVE_INFINITY, -1];
    for (const other of among) {
      if (points === members && other === row) continue;
      const away = squaredDistance(points, row, members, other);
      if (away < least) [least, found] = [away, other];
    }
    return { distance: Math.sqrt(least), row: found };
  };
  return {
    choose: (points, row) => labels[nearest(points, row, clustered).row] ?? -1,
    distance: (points, row, label) => nearest(points, row, byLabel.get(label) ?? []).distance,
  };
}

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
