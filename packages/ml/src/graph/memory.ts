import type { GraphNode } from './graph.ts';
import { memoryOf } from './optimizer.ts';
import { planRun } from './plan.ts';
import type { Program } from './program.ts';
import { BATCH, elementsPerSample } from './shapes.ts';

const FLOAT_BYTES = 4;

// The executors need more than the results that are alive: reordered copies, scratch, two operations at once. Measured
// on CONV and VAE of 64 to 256 pixels, batches of 16 to 512: TensorFlow 0.8 to 1.05 times, wasm up to 2.3 times.
const OVERHEAD = 2.5;

/** Bytes that computing `outputs` takes at its peak: what every run takes, and what each sample of it adds. */
export interface MemoryNeed {
  fixed: number;
  perSample: number;
}

/** Follows one run of `outputs` and counts the results that are alive at the same time. */
export function memoryNeed(outputs: readonly GraphNode[]): MemoryNeed {
  const { nodes, freedAfter } = planRun(outputs);
  let [fixed, perSample] = [0, 0];
  const peak: MemoryNeed = { fixed: 0, perSample: 0 };
  for (const node of nodes) {
    const bytes = elementsPerSample(node.shape) * FLOAT_BYTES;
    if (node.shape[0] === BATCH) perSample += bytes;
    else fixed += bytes;
    peak.fixed = Math.max(peak.fixed, fixed);
    peak.perSample = Math.max(peak.perSample, perSample);
    for (const freed of freedAfter.get(node) ?? []) {
      const back = elementsPerSample(freed.shape) * FLOAT_BYTES;
      if (freed.shape[0] === BATCH) perSample -= back;
      else fixed -= back;
    }
  }
  return { fixed: peak.fixed * OVERHEAD, perSample: peak.perSample * OVERHEAD };
}

/** What training a program takes, in bytes: a step, and what it is made of. */
export interface TrainingNeed extends MemoryNeed {
  parameterCount: number;
  /** The parameters in the session. */
  weights: number;
  /** Gradients, and whatever else of a step does not grow with the batch. */
  gradients: number;
  /** What the optimiser remembers of every parameter. */
  optimizer: number;
  /** Between two steps, while a checkpoint is made: what it holds is read from the session, and packed. */
  atCheckpoint: number;
}

/** Bytes of training: one step, and what stays between steps. */
export function trainingNeed({ parameters, training }: Program): TrainingNeed {
  const weights = parameters.reduce((sum, { initial }) => sum + initial.byteLength, 0);
  const { loss, gradients: outputs, monitors, optimizer: how } = training ?? NOT_TRAINED;
  const step = memoryNeed([...(loss ? [loss] : []), ...outputs, ...Object.values(monitors)]);
  // The step counts its leaves, which the session holds once and nobody copies.
  const gradients = Math.max(step.fixed - weights * OVERHEAD, 0);
  const optimizer = how ? memoryOf(how).length * weights : 0;
  return {
    fixed: weights + gradients + optimizer,
    perSample: step.perSample,
    parameterCount: weights / FLOAT_BYTES,
    weights,
    gradients,
    optimizer,
    atCheckpoint: 3 * (weights + optimizer),
  };
}

const NOT_TRAINED = { loss: null, gradients: [], monitors: {}, optimizer: null };

/** The largest batch that fits into `bytes`; 0 where not even one sample does. */
export const largestBatch = ({ fixed, perSample }: MemoryNeed, bytes: number): number =>
  Math.max(0, Math.floor((bytes - fixed) / Math.max(perSample, 1)));
