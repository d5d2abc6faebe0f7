import { fitPca } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readLatents } from './latents.ts';

/** 2-D positions of all latents by principal components. */
export const project: TaskRunner<'PROJECT'> = async ({ latents, projection }, { blobs }) => {
  const points = await readLatents(blobs, latents);
  const fit = await fitPca(points, { nComponents: 2 });
  const coordinates = Float32Array.from((await fit.transform(points)).data);
  return {
    projection,
    coordinates: await putArray(blobs, coordinates, [points.rows, 2]),
    explainedVariance: [...fit.explainedVarianceRatio],
  };
};
