import { z } from 'zod';
import type { TrainingParams } from '../params/index.ts';

const count = z.int().min(0);

export const improvementSchema = z.strictObject({
  /** The best epoch so far and its loss: the validation loss where samples are held back, else the training loss. */
  best: z.strictObject({ epoch: count, loss: z.number() }).nullable(),
  /** What PLATEAU multiplies the learning rate by. */
  rateFactor: z.number(),
  /** Epochs since the last improvement or the last change of the factor. */
  waited: count,
});

/** Whether training still gets better; part of a checkpoint. */
export type Improvement = z.infer<typeof improvementSchema>;

export const noImprovement: Improvement = { best: null, rateFactor: 1, waited: 0 };

// As PyTorch's ReduceLROnPlateau: less than a ten-thousandth better is not better. Halved after 5 epochs rather than
// divided by ten after 10, since runs of 30 epochs are usual here.
const THRESHOLD = 1e-4;
const REDUCE_AFTER = 5;
const REDUCE_BY = 0.5;

/** Takes an epoch's loss into account. */
export function improve(
  { best, rateFactor, waited }: Improvement,
  epoch: number,
  loss: number,
  { schedule }: Pick<TrainingParams, 'schedule'>,
): Improvement {
  if (best === null || loss < best.loss * (1 - THRESHOLD))
    return { best: { epoch, loss }, rateFactor, waited: 0 };
  if (schedule === 'PLATEAU' && waited + 1 >= REDUCE_AFTER)
    return { best, rateFactor: rateFactor * REDUCE_BY, waited: 0 };
  return { best, rateFactor, waited: waited + 1 };
}

/** Whether `patience` epochs have passed since the best one. */
export const hasRunOut = ({ best }: Improvement, epoch: number, patience: number | null): boolean =>
  patience !== null && best !== null && epoch - best.epoch >= patience;
