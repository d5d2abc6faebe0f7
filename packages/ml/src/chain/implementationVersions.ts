import type { StageKind } from './stageParams.ts';

/** Raised by one when a kind's meaning changes: its old results then keep their keys and are not taken for new ones. */
export const IMPLEMENTATION_VERSIONS: Record<StageKind, number> = {
  PREPROCESS: 2,
  TRAIN: 4,
  ENCODE: 2,
  PROJECT: 3,
  CLUSTER: 6,
  SCORE: 4,
};
