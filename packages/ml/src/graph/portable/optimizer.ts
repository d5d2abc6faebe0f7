import type { StepRates } from '../backend.ts';
import { ADAM, CLIP_EPSILON, decayOf, type Optimizer } from '../optimizer.ts';

/** A parameter and what the optimiser remembers of it, in the order of `memoryOf`. */
export interface Slot {
  values: Float32Array;
  memories: Float32Array[];
}

/** The sum of a gradient's squares, halved, in float32: what the native guard looks at. */
export function halfSquares(gradient: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
  return Math.fround(squares / 2);
}

/** By what all gradients are multiplied, so that their norm is at most `clipNorm`. */
export const clipFactor = ({ clipNorm }: Optimizer, sizes: readonly number[]): number =>
  clipNorm === null
    ? 1
    : Math.min(1, clipNorm / (Math.sqrt(2 * sizes.reduce((sum, size) => sum + size, 0)) + CLIP_EPSILON));

/**
 * One step in place, in the forms of TensorFlow's ResourceApplyAdam and ResourceApplyMomentum. Plain JavaScript: on 1.25
 * million parameters the loop takes as long as the ten wasm kernels it stands for, and needs no room beside the state.
 */
export function applyOptimizer(
  optimizer: Optimizer,
  { values, memories }: Slot,
  gradient: Float32Array,
  { shape, factor, rates }: { shape: readonly number[]; factor: number; rates: StepRates },
): void {
  const decay = decayOf(optimizer, shape);
  const coupled = optimizer.kind === 'ADAMW' ? 0 : decay;
  if (factor !== 1 || coupled > 0)
    for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! * factor + values[i]! * coupled;
  if (optimizer.kind === 'ADAMW' && decay > 0)
    for (let i = 0; i < values.length; i++) values[i]! -= values[i]! * rates.learningRate * decay;
  if (optimizer.kind === 'SGD') applyMomentum(values, memories[0]!, gradient, optimizer.momentum, rates);
  else applyAdam(values, memories, gradient, rates);
}

function applyMomentum(
  values: Float32Array,
  direction: Float32Array,
  gradient: Float32Array,
  momentum: number,
  { learningRate }: StepRates,
): void {
  for (let i = 0; i < values.length; i++) {
    direction[i] = direction[i]! * momentum + gradient[i]!;
    values[i]! -= learningRate * direction[i]!;
  }
}

function applyAdam(
  values: Float32Array,
  memories: readonly Float32Array[],
  gradient: Float32Array,
  { learningRate, step }: StepRates,
): void {
  const [m, v] = memories as [Float32Array, Float32Array];
  const rate = (learningRate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]!;
    m[i]! += (g - m[i]!) * (1 - ADAM.beta1);
    v[i]! += (g * g - v[i]!) * (1 - ADAM.beta2);
    values[i]! -= (rate * m[i]!) / (Math.sqrt(v[i]!) + ADAM.epsilon);
  }
}
