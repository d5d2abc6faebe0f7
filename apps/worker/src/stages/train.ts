import { type TrainingHooks, trainModel } from '@asterism/ml';
import type { TaskRunner } from '../child/context.ts';
import { withImageStack } from './imageStack.ts';

/** Trains the model, from the checkpoint where there is one. Throws DivergedError. */
export const train: TaskRunner<'TRAIN'> = async (task, { blobs, backend, signal, report }) => {
  const checkpoint = task.checkpoint ? await blobs.read(task.checkpoint.sha256) : null;
  const hooks: TrainingHooks = {
    signal,
    now: () => performance.now(),
    onEpoch: ({ epoch, trainLoss, validationLoss, imagesPerSecond }) =>
      report({ type: 'epoch', epoch: { epoch, trainLoss, validationLoss, imagesPerSecond } }),
    onStep: (fraction) => report({ type: 'progress', fraction }),
    async saveCheckpoint({ bytes, step, epoch }) {
      const { sha256 } = await blobs.put(bytes);
      report({ type: 'checkpoint', checkpoint: { sha256, step, epoch } });
    },
    keepWeights: ({ weights }) => blobs.put(weights),
  };
  const options = { seed: task.seed, backend, hooks, ...(checkpoint ? { checkpoint } : {}) };
  const result = await withImageStack(blobs, task, (batch) => trainModel(batch, task.model, options));
  const { sha256, bytes } = await blobs.put(result.weights);
  return {
    weights: { sha256, bytes, tensors: result.tensors },
    parameterCount: result.parameterCount,
    trainLoss: result.trainLoss,
    validationLoss: result.validationLoss,
    imagesPerSecond: result.imagesPerSecond,
    epochs: result.epochs,
    bestEpoch: result.bestEpoch,
    keptWeights: result.keptWeights,
    ...result.health,
  };
};
