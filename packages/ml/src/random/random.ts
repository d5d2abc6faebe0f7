/** A seeded stream of random numbers, the only source of randomness in this package. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number;
  /** Uniform integer in [0, n), n from 1 to 2^32. Throws RangeError on any other n. */
  int(n: number): number;
  /** Standard normal. */
  normal(): number;
  /** Permutes in place (Fisher-Yates) and returns its argument. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T;
  /** Everything needed to go on from here: see `restoreRandom`. */
  state(): RandomState;
}

/** Four words of xoshiro128** and the spare normal, if one is kept. */
export interface RandomState {
  words: [number, number, number, number];
  spareNormal: number | null;
}

/**
 * xoshiro128** (Blackman & Vigna 2018, https://prng.di.unimi.it/xoshiro128starstar.c), its state filled from
 * `seed` (of which the lowest 32 bits count) by splitmix32. Integer arithmetic only, so the stream is the same on every
 * engine; normals take a logarithm, whose last bit may differ between engines.
 */
export function createRandom(seed: number): Random {
  let x = seed | 0;
  const splitmix32 = (): number => {
    x = (x + 0x9e3779b9) | 0;
    let z = x;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  return restoreRandom({
    words: [splitmix32(), splitmix32(), splitmix32(), splitmix32()],
    spareNormal: null,
  });
}

/** Goes on exactly where `state()` was taken. */
export function restoreRandom(state: RandomState): Random {
  let [a, b, c, d] = state.words;
  let spareNormal = state.spareNormal;

  const word = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  const next = (): number => word() / 4294967296;
  const int = (n: number): number => {
    if (!(Number.isInteger(n) && n >= 1 && n <= 4294967296))
      throw new RangeError(`There is no integer in [0, ${n}).`);
    // Words above the last whole multiple of n are drawn again, so that no remainder is favoured.
    const limit = 4294967296 - (4294967296 % n);
    for (;;) {
      const value = word();
      if (value < limit) return value % n;
    }
  };
  return {
    next,
    int,
    normal() {
      if (spareNormal !== null) {
        const value = spareNormal;
        spareNormal = null;
        return value;
      }
      // Marsaglia's polar method: rejects 21 % of the pairs and needs no trigonometry.
      for (;;) {
        const u = 2 * next() - 1;
        const v = 2 * next() - 1;
        const s = u * u + v * v;
        if (s >= 1 || s === 0) continue;
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        spareNormal = v * scale;
        return u * scale;
      }
    },
    shuffle(items) {
      for (let i = items.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const swap = items[i];
        items[i] = items[j];
        items[j] = swap;
      }
      return items;
    },
    state: () => ({ words: [a >>> 0, b >>> 0, c >>> 0, d >>> 0], spareNormal }),
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
