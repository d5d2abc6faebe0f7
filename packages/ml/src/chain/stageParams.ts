import { z } from 'zod';
import { clusteringParams, modelParams, preprocessingParams, projectionKind } from '../params/index.ts';

/** `Stage.params` of each kind. */
export const stageParams = {
  PREPROCESS: z.strictObject({ preprocessing: preprocessingParams }),
  TRAIN: z.strictObject({ model: modelParams, seed: z.int() }),
  ENCODE: z.strictObject({ model: modelParams }),
  PROJECT: z.strictObject({ projection: projectionKind }),
  CLUSTER: z.strictObject({ clustering: clusteringParams, seed: z.int() }),
  /** The clusterer's main parameter where it was asked for. */
  SCORE: z.strictObject({ fixedValue: z.int().min(1).nullable() }),
} as const;

export type StageKind = keyof typeof stageParams;
