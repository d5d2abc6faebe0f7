import type { StepRates } from '../backend.ts';
import { ADAM } from '../program.ts';

/** A parameter and its moments. */
export interface Slot {
  values: Float32Array;
  /** Running mean of the gradient. */
  m: Float32Array;
  /** Running mean of its square. */
  v: Float32Array;
}

/**
 * One step of Adam in place, in the form of TensorFlow's ResourceApplyAdam. Plain JavaScript: on 1.25 million
 * parameters the loop takes as long as the ten wasm kernels it stands for, and needs no room beside the state.
 */
export function applyAdam(
  { values, m, v }: Slot,
  gradient: Float32Array,
  { learningRate, step }: StepRates,
): void {
  const rate = (learningRate * Math.sqrt(1 - ADAM.beta2 ** step)) / (1 - ADAM.beta1 ** step);
  for (let i = 0; i < values.length; i++) {
    const g = gradient[i]!;
    m[i]! += (g - m[i]!) * (1 - ADAM.beta1);
    v[i]! += (g * g - v[i]!) * (1 - ADAM.beta2);
    values[i]! -= (rate * m[i]!) / (Math.sqrt(v[i]!) + ADAM.epsilon);
  }
}

/** Whether every number is finite and so is the sum of their squares in float32, as the native guard asks. */
export function isFiniteGradient(gradient: Float32Array): boolean {
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
  return Number.isFinite(Math.fround(squares / 2));
}
