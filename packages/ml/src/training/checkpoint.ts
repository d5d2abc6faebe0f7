import { z } from 'zod';
import type { Values } from '../graph/backend.ts';
import type { Random } from '../random/random.ts';
import { packContainer, unpackContainer } from './container.ts';

const word = z.int().min(0).max(0xffffffff);
const count = z.int().min(0);

const positionSchema = z.strictObject({
  /** Optimiser steps taken. */
  step: count,
  /** Epochs finished. */
  epoch: count,
  /** Next batch of the epoch under way. */
  batch: count,
  /** The epoch's order of samples; empty before its first batch. */
  order: z.array(count),
  /** Over the epoch under way: loss times samples, and samples. */
  lossSum: z.number(),
  samplesSeen: count,
  random: z.strictObject({
    words: z.tuple([word, word, word, word]),
    spareNormal: z.number().nullable(),
  }),
  /** Of the last epoch that was finished. */
  trainLoss: z.number(),
  validationLoss: z.number().nullable(),
});

/** Where a run stands; with the session's state, all that a checkpoint holds. */
export type Position = z.infer<typeof positionSchema>;

/** Before the first step, with the generator as the model's first values left it. */
export const startPosition = (random: Random): Position => ({
  step: 0,
  epoch: 0,
  batch: 0,
  order: [],
  lossSum: 0,
  samplesSeen: 0,
  random: random.state(),
  trainLoss: 0,
  validationLoss: null,
});

/** A container (see `packContainer`) whose head is the position and whose arrays are parameters and moments. */
export const packCheckpoint = (position: Position, state: Values): Uint8Array =>
  packContainer({ head: position, arrays: state });

/** Throws RangeError, or zod's error, where the bytes are no checkpoint of a run over `samples` samples. */
export function readCheckpoint(bytes: Uint8Array, samples: number): { position: Position; state: Values } {
  const { head, arrays } = unpackContainer(bytes);
  const position = positionSchema.parse(head);
  const { length } = position.order;
  if (length > samples || position.order.some((sample) => sample >= samples))
    throw new RangeError(`The checkpoint is of other samples: it orders ${length} of ${samples}.`);
  return { position, state: arrays };
}
