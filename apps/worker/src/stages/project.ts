import { projectLatents } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readLatents } from './latents.ts';

/** 2-D positions of all latents, and how far each is to be trusted. */
export const project: TaskRunner<'PROJECT'> = async (
  { latents, projection },
  { blobs, linear, signal, report },
) => {
  const points = await readLatents(blobs, latents);
  const map = await projectLatents(points, projection, {
    signal,
    linear,
    onProgress: (fraction) => report({ type: 'progress', fraction }),
  });
  const put = (values: Float64Array | Int32Array, shape: number[]) =>
    putArray(blobs, Float32Array.from(values), shape);
  const { trustworthiness, continuity } = map;
  return {
    projection,
    coordinates: await put(map.coordinates.data, [points.rows, 2]),
    explainedVariance: map.explainedVariance,
    spectrum: map.spectrum,
    loadings: [...(map.loadings?.data ?? [])],
    trustworthiness: trustworthiness?.value ?? null,
    continuity: continuity?.value ?? null,
    sampleTrust: trustworthiness && (await put(trustworthiness.perSample, [points.rows])),
    sampleContinuity: continuity && (await put(continuity.perSample, [points.rows])),
    neighbourCount: map.nNeighbors,
    sampleKept: trustworthiness && (await put(trustworthiness.kept, [points.rows])),
  };
};
