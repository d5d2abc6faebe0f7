import {
  calinskiHarabaszScore,
  daviesBouldinScore,
  type Matrix,
  recommend,
  silhouetteSamples,
} from '@asterism/ml';
import { putArray, readInt32, type TaskRunner } from '../child/context.ts';
import type { TaskOf } from '../children/tasks.ts';
import { readLatents } from './latents.ts';
import { membersByDistance } from './members.ts';

/** How well the labels fit the latents: as a whole, by cluster, by sample; and the conclusion in words. */
export const score: TaskRunner<'SCORE'> = async (task, { blobs }) => {
  const points = await readLatents(blobs, task.latents);
  const labels = await readInt32(blobs, task.labels);
  const silhouettes = await silhouetteSamples(points, labels);
  const values = Float32Array.from(silhouettes ?? new Float64Array(points.rows).fill(Number.NaN));
  return {
    silhouette: silhouettes ? meanOver(silhouettes, (_, i) => labels[i]! >= 0) : null,
    daviesBouldin: daviesBouldinScore(points, labels),
    calinskiHarabasz: calinskiHarabaszScore(points, labels),
    sampleSilhouettes: await putArray(blobs, values, [points.rows]),
    clusters: clustersOf(points, labels, silhouettes),
    recommendation: conclusion(task),
  };
};

function clustersOf(points: Matrix, labels: Int32Array, silhouettes: Float64Array | null) {
  return [...new Set(labels)]
    .sort((a, b) => a - b)
    .map((label) => ({
      label,
      silhouette: silhouettes && label >= 0 ? meanOver(silhouettes, (_, i) => labels[i] === label) : null,
      memberIndexes: membersByDistance(points, labels, label),
    }));
}

function conclusion({ scan, fixedClusterCount }: TaskOf<'SCORE'>): string | null {
  const points = scan.map((point) => ({ ...point, inertia: point.inertia ?? 0 }));
  return recommend(points, fixedClusterCount ?? undefined);
}

function meanOver(values: Float64Array, isIn: (value: number, index: number) => boolean): number {
  const chosen = values.filter(isIn);
  return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
}
