import { createPixelMemory } from '@asterism/fits';

// 16 million pixels, 64 MB: a larger sample gets memory of its own, which is given back.
const MOST_KEPT = 2 ** 24;

/** Memory for one sample's pixels after the other: 150 samples into new memory each cost a second of clearing it. */
export class PixelMemory {
  #kept: Float32Array | null = null;

  /** For so many pixels; what it held before is written over. Null where so many are not kept. */
  take(length: number): Float32Array | null {
    if (length > MOST_KEPT) return null;
    if (!this.#kept || this.#kept.length < length) this.#kept = createPixelMemory(length);
    return this.#kept;
  }
}
