/** A key that was pressed and may be the first of two. */
export interface Begun {
  key: string;
  /** Milliseconds, of the same clock as those of the next key. */
  at: number;
}

export interface Heard {
  /** The keys that mean something, such as "n" or "g d"; null where these do not, or not yet. */
  keys: string | null;
  begun: Begun | null;
}

// Long enough to look for the second key.
const PAIR_MS = 1500;

/**
 * What a key means after the one before. Two keys in a row, "g d", go before the second alone; where the two mean
 * nothing the second is heard for itself.
 */
export function hear(begun: Begun | null, { key, at }: Begun, known: readonly string[]): Heard {
  const pair = begun && at - begun.at <= PAIR_MS ? `${begun.key} ${key}` : null;
  if (pair !== null && known.includes(pair)) return { keys: pair, begun: null };
  if (known.includes(key)) return { keys: key, begun: null };
  return { keys: null, begun: known.some((keys) => keys.startsWith(`${key} `)) ? { key, at } : null };
}
