import { decodeLatents, latentTraversal } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readLatents } from '../stages/latents.ts';

/** The images along one latent dimension. */
export const traverse: TaskRunner<'TRAVERSE'> = async (task, { blobs, backend, signal }) => {
  const latents = await readLatents(blobs, task.latents);
  const line = latentTraversal(latents, task.dimension, task.steps);
  const [, channels, size] = task.images.shape;
  if (channels === undefined || size === undefined)
    throw new Error(`(${task.images.shape.join(', ')}) is not a stack of images.`);
  const spec = { channels, size, masked: task.mask !== null, geometry: task.geometry };
  const weights = await blobs.read(task.weights);
  const images = await decodeLatents(line, task.model, spec, { weights, backend, signal });
  return { images: await putArray(blobs, images, [task.steps, channels, size, size]) };
};
