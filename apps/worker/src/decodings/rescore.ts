import { encodeSamples } from '@asterism/ml';
import type { TaskRunner } from '../child/context.ts';
import { withImageStack } from '../stages/imageStack.ts';
import { putSampleScores } from '../stages/sampleScores.ts';

/** Scores of every sample's reconstruction by the weights of some epoch. */
export const rescore: TaskRunner<'RESCORE'> = async (task, { blobs, backend, signal, report }) => {
  const weights = await blobs.read(task.weights);
  const { reconstructions } = await withImageStack(blobs, task, (batch) =>
    encodeSamples(batch, task.model, weights, {
      backend,
      hooks: { signal, onStep: (fraction) => report({ type: 'progress', fraction }) },
    }),
  );
  if (!reconstructions) throw new Error(`A ${task.model.kind} model reconstructs nothing.`);
  return putSampleScores(blobs, reconstructions);
};
