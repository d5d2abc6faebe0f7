import { encodeSamples } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { readImageStack } from './imageStack.ts';

/** Latents and reconstruction errors of every sample. */
export const encode: TaskRunner<'ENCODE'> = async (task, { blobs, backend, signal, report }) => {
  const batch = await readImageStack(blobs, task);
  const weights = await blobs.read(task.weights);
  const { latents, reconstructionErrors, mse, psnr } = await encodeSamples(batch, task.model, weights, {
    backend,
    hooks: { signal, onStep: (fraction) => report({ type: 'progress', fraction }) },
  });
  return {
    latents: await putArray(blobs, latents.data, [latents.rows, latents.cols]),
    reconstructionErrors: await putArray(blobs, reconstructionErrors, [latents.rows]),
    mse,
    psnr,
  };
};
