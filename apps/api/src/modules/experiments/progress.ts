import type { RunStatus, StageKind } from '@asterism/db';
import type { StageUse } from './loaders.ts';

export interface Progress {
  /** The stage at work, or the next one; null when the experiment is over. */
  stage: StageKind | null;
  /** 0 to 1 over the whole chain. */
  fraction: number;
  epoch: number | null;
  epochs: number | null;
  secondsLeft: number | null;
}

/** Of an experiment that succeeded, whatever its stages. */
export const FINISHED: Progress = { stage: null, fraction: 1, epoch: null, epochs: null, secondsLeft: null };

// Shares of the time that a chain with 30 epochs over 150 images takes; training rules.
const WEIGHT: Record<StageKind, number> = {
  PREPROCESS: 6,
  TRAIN: 85,
  ENCODE: 4,
  PROJECT: 1,
  CLUSTER: 3,
  SCORE: 1,
};

/** How far an experiment is. Stages that it found finished do not count: only what it has to do itself. */
export function progressOf(
  { status, epochs }: { status: RunStatus; epochs: number },
  stages: readonly StageUse[],
): Progress {
  const over = status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
  const current = over ? undefined : currentStage(stages);
  const training = current?.kind === 'TRAIN';
  return {
    stage: current?.kind ?? null,
    fraction: status === 'SUCCEEDED' ? 1 : doneShare(stages),
    epoch: training ? (current.epoch ?? 0) : null,
    epochs: training ? epochs : null,
    secondsLeft: current?.secondsLeft ?? null,
  };
}

function currentStage(stages: readonly StageUse[]): StageUse | undefined {
  return (
    stages.find(({ status }) => status === 'RUNNING') ?? stages.find(({ status }) => status !== 'SUCCEEDED')
  );
}

function doneShare(stages: readonly StageUse[]): number {
  let whole = 0;
  let finished = 0;
  for (const { kind, status, reused, fraction } of stages) {
    if (reused) continue;
    whole += WEIGHT[kind];
    finished += WEIGHT[kind] * (status === 'SUCCEEDED' ? 1 : Math.min(Math.max(fraction, 0), 1));
  }
  return whole === 0 ? 0 : finished / whole;
}
