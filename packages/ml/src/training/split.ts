import { createRandom } from '../random/random.ts';

/** Numbers of the samples that are trained on and of those that are only measured, ascending. */
export interface Split {
  training: number[];
  validation: number[];
}

/** Holds back `share` of the samples, by a stream of its own: the split depends on seed and count alone. */
export function holdBack(samples: number, share: number, seed: number): Split {
  const count = Math.min(Math.round(samples * share), samples - 1);
  const order = createRandom(seed ^ 0x5eed).shuffle(Array.from({ length: samples }, (_, i) => i));
  const ascending = (a: number, b: number) => a - b;
  return { validation: order.slice(0, count).sort(ascending), training: order.slice(count).sort(ascending) };
}
