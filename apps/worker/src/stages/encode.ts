import { encodeSamples } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { withImageStack } from './imageStack.ts';

/** Latents of every sample, and reconstruction errors where the model decodes. */
export const encode: TaskRunner<'ENCODE'> = async (task, { blobs, backend, signal, report }) => {
  const weights = await blobs.read(task.weights);
  const { latents, reconstructions } = await withImageStack(blobs, task, (batch) =>
    encodeSamples(batch, task.model, weights, {
      backend,
      hooks: { signal, onStep: (fraction) => report({ type: 'progress', fraction }) },
    }),
  );
  return {
    latents: await putArray(blobs, latents.data, [latents.rows, latents.cols]),
    reconstructionErrors: reconstructions && (await putArray(blobs, reconstructions.errors, [latents.rows])),
    mse: reconstructions?.mse ?? null,
    psnr: reconstructions?.psnr ?? null,
    mseWithoutSkips: reconstructions?.mseWithoutSkips ?? null,
  };
};
