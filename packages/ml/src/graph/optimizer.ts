import type { Values } from './backend.ts';
import type { Program } from './program.ts';

/** How gradients change parameters. */
export interface Optimizer {
  kind: 'ADAM' | 'ADAMW' | 'SGD';
  /** What SGD keeps of its last direction at each step. */
  momentum: number;
  /**
   * Draws weights and filters, not biases and scales, towards 0: as part of the gradient (ADAM, SGD), or beside it
   * (ADAMW: Loshchilov & Hutter 2019).
   */
  weightDecay: number;
  /** All gradients are shrunk together where their norm is above this; null never does. */
  clipNorm: number | null;
}

export const PLAIN_ADAM: Optimizer = { kind: 'ADAM', momentum: 0, weightDecay: 0, clipNorm: null };

/** Adam's constants (Kingma & Ba 2015); PyTorch's epsilon. */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

// As PyTorch's clip_grad_norm_, so that a norm of 0 divides nothing by 0.
export const CLIP_EPSILON = 1e-6;

/** Names of what an optimiser remembers of each parameter: Adam's two running means, or a direction. */
export const memoryOf = ({ kind }: Optimizer): readonly string[] =>
  kind === 'SGD' ? ['momentum'] : ['m', 'v'];

/** The decay of one parameter: biases, scales and offsets are vectors and are left alone. */
export const decayOf = ({ weightDecay }: Optimizer, shape: readonly number[]): number =>
  shape.length > 1 ? weightDecay : 0;

/** The state a session starts from: the parameters' initial values and memories of zero. */
export function initialState({ parameters, training }: Program): Values {
  const memories = training ? memoryOf(training.optimizer) : [];
  return Object.fromEntries(
    parameters.flatMap(({ name, initial }) => [
      [name, initial],
      ...memories.map((memory): [string, Float32Array] => [
        `${name}/${memory}`,
        new Float32Array(initial.length),
      ]),
    ]),
  );
}
