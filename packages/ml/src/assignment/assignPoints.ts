import { type Matrix, ParameterError, toFloat64 } from '../matrix/matrix.ts';
import type { ClusteringAlgorithm } from '../params/index.ts';
import { CLUSTER_RULES } from './clusterRules.ts';
import { type NearRow, nearestRows } from './nearestRows.ts';
import { shareBelow } from './shareBelow.ts';

/** Where a point falls among points that were clustered without it. */
export interface Assigned {
  /** Of the cluster that it belongs to. */
  label: number;
  /** To that cluster, as the clusterer's rule measures. */
  distance: number;
  /** The share of the cluster's members that are nearer to it than the point, 0 to 1; at 1 it is farther than every one. */
  shareNearer: number;
  /** The clustered points that are nearest to it. */
  neighbours: NearRow[];
}

export interface Assigner {
  assign(row: number): Assigned;
}

export interface AssignOptions {
  algorithm: ClusteringAlgorithm;
  /** Clustered points to name for each. */
  neighbours: number;
}

/**
 * Says for new points, one at a time, which cluster they belong to and how far out there they are. Throws ParameterError
 * EMPTY or NOT_FINITE, and NO_CLUSTERS where every clustered point is noise.
 */
export function createAssigner(
  clustered: { points: Matrix; labels: Int32Array },
  newPoints: Matrix,
  { algorithm, neighbours }: AssignOptions,
): Assigner {
  const among = toFloat64(clustered.points);
  const points = toFloat64(newPoints);
  const { labels } = clustered;
  if (labels.every((label) => label < 0))
    throw new ParameterError('NO_CLUSTERS', 'There is no cluster: every sample is noise.');
  const rule = CLUSTER_RULES[algorithm]({ points: among, labels });
  const members = new Map<number, number[]>();
  labels.forEach((label, row) => {
    if (label < 0) return;
    const own = members.get(label) ?? [];
    if (own.length === 0) members.set(label, own);
    own.push(rule.distance(among, row, label));
  });
  const ascending = new Map([...members].map(([label, own]) => [label, Float64Array.from(own).sort()]));
  return {
    assign(row) {
      const label = rule.choose(points, row);
      const distance = rule.distance(points, row, label);
      return {
        label,
        distance,
        shareNearer: shareBelow(ascending.get(label) ?? new Float64Array(), distance),
        neighbours: nearestRows(points, row, among, neighbours),
      };
    },
  };
}
