import { z } from 'zod';
import type { Values } from '../graph/backend.ts';
import type { Random } from '../random/random.ts';
import { packContainer, unpackContainer } from './container.ts';
import type { Health } from './hooks.ts';
import { improvementSchema, noImprovement } from './improvement.ts';
import { keptWeightsSchema } from './keptEpochs.ts';

const word = z.int().min(0).max(0xffffffff);
const count = z.int().min(0);

const healthSchema = z.strictObject({
  activeUnits: count.nullable(),
  embeddingSpread: z.number().nullable(),
  collapsed: z.boolean(),
});
const unknownHealth: Health = { activeUnits: null, embeddingSpread: null, collapsed: false };

const positionSchema = z.strictObject({
  /** Optimiser steps taken. */
  step: count,
  /** Epochs finished. */
  epoch: count,
  /** Next batch of the epoch under way. */
  batch: count,
  /** The epoch's order of samples; empty before its first batch. */
  order: z.array(count),
  /** Over the epoch under way: loss times samples, samples, and monitors times samples. */
  lossSum: z.number(),
  samplesSeen: count,
  monitorSums: z.record(z.string(), z.array(z.number())).default({}),
  random: z.strictObject({
    words: z.tuple([word, word, word, word]),
    spareNormal: z.number().nullable(),
  }),
  /** Of the last epoch that was finished. */
  trainLoss: z.number(),
  validationLoss: z.number().nullable(),
  // Checkpoints of earlier versions do without these.
  health: healthSchema.default(unknownHealth),
  improvement: improvementSchema.default(noImprovement),
  keptWeights: z.array(keptWeightsSchema).default([]),
});

/** Where a run stands; with the session's state and the best weights, all that a checkpoint holds. */
export type Position = z.infer<typeof positionSchema>;

/** Before the first step, with the generator as the model's first values left it. */
export const startPosition = (random: Random): Position => ({
  step: 0,
  epoch: 0,
  batch: 0,
  order: [],
  lossSum: 0,
  samplesSeen: 0,
  monitorSums: {},
  random: random.state(),
  trainLoss: 0,
  validationLoss: null,
  health: unknownHealth,
  improvement: noImprovement,
  keptWeights: [],
});

/** A run that can go on. */
export interface Checkpoint {
  position: Position;
  /** Parameters and what the optimiser remembers. */
  state: Values;
  /** Parameters of the best epoch, where they are kept and one is finished. */
  best: Values | null;
}

const BEST = 'best/';

/** A container (see `packContainer`) whose head is the position and whose arrays are the state and the best weights. */
export function packCheckpoint({ position, state, best }: Checkpoint): Uint8Array {
  const kept = Object.entries(best ?? {}).map(([name, values]) => [`${BEST}${name}`, values] as const);
  return packContainer({ head: position, arrays: { ...state, ...Object.fromEntries(kept) } });
}

/** Throws RangeError, or zod's error, where the bytes are no checkpoint of a run over `samples` samples. */
export function readCheckpoint(bytes: Uint8Array, samples: number): Checkpoint {
  const { head, arrays } = unpackContainer(bytes);
  const position = positionSchema.parse(head);
  const { length } = position.order;
  if (length > samples || position.order.some((sample) => sample >= samples))
    throw new RangeError(`The checkpoint is of other samples: it orders ${length} of ${samples}.`);
  const entries = Object.entries(arrays);
  const best = entries.filter(([name]) => name.startsWith(BEST));
  return {
    position,
    state: Object.fromEntries(entries.filter(([name]) => !name.startsWith(BEST))),
    best:
      best.length > 0
        ? Object.fromEntries(best.map(([name, values]) => [name.slice(BEST.length), values]))
        : null,
  };
}
