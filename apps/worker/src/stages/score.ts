import { type Matrix, recommend, scoreClustering } from '@asterism/ml';
import { putArray, readInt32, type TaskRunner } from '../child/context.ts';
import { readLatents } from './latents.ts';
import { membersByDistance } from './members.ts';

/** How well the labels fit the latents: as a whole, by cluster, by sample; and the conclusion in words. */
export const score: TaskRunner<'SCORE'> = async (task, { blobs, linear, signal }) => {
  const points = await readLatents(blobs, task.latents);
  const labels = await readInt32(blobs, task.labels);
  // The scan has told what is an estimate, of the same samples.
  const {
    sampleSilhouettes: silhouettes,
    estimates: _,
    ...scores
  } = await scoreClustering(points, labels, { seed: 0, signal, linear });
  const values = Float32Array.from(silhouettes ?? new Float64Array(points.rows).fill(Number.NaN));
  const { algorithm, scan, fixedValue, reducedTo, warnings } = task;
  return {
    ...scores,
    sampleSilhouettes: await putArray(blobs, values, [points.rows]),
    clusters: clustersOf(points, labels, silhouettes),
    recommendation: recommend({
      algorithm,
      points: scan,
      fixed: fixedValue,
      reducedTo,
      warnings,
    }),
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

/** Of those that have one: estimated silhouettes are NaN where a sample was not drawn. Null where none has. */
function meanOver(values: Float64Array, isIn: (value: number, index: number) => boolean): number | null {
  const chosen = values.filter((value, i) => isIn(value, i) && !Number.isNaN(value));
  return chosen.length === 0 ? null : chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
}
