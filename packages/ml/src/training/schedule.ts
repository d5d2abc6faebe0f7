import type { TrainingParams } from '../params/index.ts';

/** Where a step stands. */
export interface Moment {
  /** Steps taken before this one. */
  step: number;
  stepsPerEpoch: number;
  epochs: number;
}

/**
 * The learning rate of a step. It rises in equal parts over the first `warmupEpochs`; then COSINE falls to 0 at the
 * end of the last epoch (Loshchilov & Hutter 2017, without restarts), PLATEAU is multiplied by the factor that
 * `Improvement` keeps, and CONSTANT stays.
 */
export function learningRateAt(
  { schedule, warmupEpochs }: Pick<TrainingParams, 'schedule' | 'warmupEpochs'>,
  { step, stepsPerEpoch, epochs }: Moment,
  { learningRate, rateFactor }: { learningRate: number; rateFactor: number },
): number {
  const warmup = Math.min(warmupEpochs, epochs) * stepsPerEpoch;
  if (step < warmup) return (learningRate * (step + 1)) / (warmup + 1);
  if (schedule === 'PLATEAU') return learningRate * rateFactor;
  if (schedule === 'CONSTANT') return learningRate;
  const share = (step - warmup) / Math.max(epochs * stepsPerEpoch - warmup, 1);
  return learningRate * 0.5 * (1 + Math.cos(Math.PI * share));
}

/** The weight of the divergence at a step: it rises in equal parts over the first epochs. */
export function klWeightAt(
  klWeight: number,
  warmupEpochs: number,
  { step, stepsPerEpoch }: Pick<Moment, 'step' | 'stepsPerEpoch'>,
): number {
  const warmup = warmupEpochs * stepsPerEpoch;
  return warmup === 0 ? klWeight : klWeight * Math.min(1, step / warmup);
}
