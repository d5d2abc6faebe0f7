import { encodeSamples } from '@asterism/ml';
import { putArray, type TaskRunner } from '../child/context.ts';
import { withImageStack } from './imageStack.ts';
import { putSampleScores } from './sampleScores.ts';

/** Latents of every sample, and reconstruction errors where the model decodes. */
export const encode: TaskRunner<'ENCODE'> = async (task, { blobs, backend, signal, report }) => {
  const weights = await blobs.read(task.weights);
  const { latents, reconstructions } = await withImageStack(blobs, task, (batch) =>
    encodeSamples(batch, task.model, weights, {
      backend,
      hooks: { signal, onStep: (fraction) => report({ type: 'progress', fraction }) },
    }),
  );
  const scores = reconstructions && (await putSampleScores(blobs, reconstructions));
  return {
    latents: await putArray(blobs, latents.data, [latents.rows, latents.cols]),
    reconstructionErrors: scores?.errors ?? null,
    ssims: scores?.ssims ?? null,
    msSsims: scores?.msSsims ?? null,
    mse: reconstructions?.mse ?? null,
    psnr: reconstructions?.psnr ?? null,
    ssim: reconstructions?.ssim ?? null,
    msSsim: reconstructions?.msSsim ?? null,
    mseWithoutSkips: reconstructions?.mseWithoutSkips ?? null,
  };
};
