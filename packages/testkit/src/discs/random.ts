/** A small seeded stream (mulberry32): fast, and good enough for pictures. */
export interface PictureRandom {
  /** Uniform in [0, 1). */
  next(): number;
  between(low: number, high: number): number;
  /** Roughly normal: the sum of four uniforms, standardised. */
  noise(): number;
}

export function pictureRandom(seed: number): PictureRandom {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    // Four uniforms have a variance of 1/3.
    noise: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
  };
}
