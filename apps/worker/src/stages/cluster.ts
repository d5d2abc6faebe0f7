import { scanKMeans } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readLatents } from './latents.ts';

/** Labels of all latents for the k that was fixed or that the scan found best. */
export const cluster: TaskRunner<'CLUSTER'> = async ({ latents, clustering, seed }, { blobs, signal }) => {
  const points = await readLatents(blobs, latents);
  const { fit, points: scan } = await scanKMeans(points, clustering, { seed, signal });
  const labels = Int32Array.from(fit.labels);
  return {
    algorithm: clustering.algorithm,
    labels: await putArray(blobs, labels, [points.rows]),
    clusterCount: new Set(labels.filter((label) => label >= 0)).size,
    noiseCount: labels.filter((label) => label < 0).length,
    scan,
  };
};
