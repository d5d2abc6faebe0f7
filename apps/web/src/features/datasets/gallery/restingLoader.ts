export interface RestingLoaderOptions<Value> {
  /** Fetches what `key` names. */
  load: (key: string, signal: AbortSignal) => Promise<Value>;
  /** Called after something came or failed. */
  onChange: () => void;
  /** Whether a value that is there should be fetched anew when it is wanted; it is shown until then. */
  isStale?: (value: Value) => boolean;
  /** So long a key must be wanted before it is fetched: what is scrolled past costs nothing. */
  restMs: number;
  /** Values kept; those wanted are never dropped. */
  capacity: number;
  /** Fetches at the same time. */
  parallel: number;
  /** Milliseconds, of a clock that only rises. */
  now: () => number;
}

export interface RestingLoader<Value> {
  /** Says what is wanted now, the most urgent first. What is under way and no longer wanted is aborted. */
  want(keys: readonly string[]): void;
  get(key: string): Value | undefined;
  /** Why this key could not be fetched; it is not tried again until `retry`. */
  failure(key: string): Error | null;
  retry(): void;
  dispose(): void;
}

/** Fetches by key what is looked at for a moment, a few at a time, and keeps the latest. */
export function createRestingLoader<Value>(options: RestingLoaderOptions<Value>): RestingLoader<Value> {
  const { load, onChange, isStale = () => false, restMs, capacity, parallel, now } = options;
  // In order of use, the longest unused first.
  const values = new Map<string, Value>();
  const failures = new Map<string, Error>();
  const loading = new Map<string, AbortController>();
  // Since when each key that is to be fetched has been wanted, in order of urgency.
  let waiting = new Map<string, number>();
  let wanted: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  const isMissing = (key: string): boolean => {
    const value = values.get(key);
    return !loading.has(key) && !failures.has(key) && (value === undefined || isStale(value));
  };

  const schedule = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (waiting.size === 0 || loading.size >= parallel) return;
    const due = Math.min(...waiting.values()) + restMs;
    timer = setTimeout(startDue, Math.max(0, due - now()));
  };

  const startDue = (): void => {
    timer = null;
    for (const [key, since] of waiting) {
      if (loading.size >= parallel) break;
      if (since + restMs > now()) continue;
      waiting.delete(key);
      start(key);
    }
    schedule();
  };

  const start = (key: string): void => {
    const abort = new AbortController();
    loading.set(key, abort);
    const over = (settle: () => void): void => {
      if (loading.get(key) !== abort) return;
      loading.delete(key);
      settle();
      schedule();
      onChange();
    };
    load(key, abort.signal).then(
      (value) => over(() => keep(key, value)),
      (error: unknown) =>
        over(() => failures.set(key, error instanceof Error ? error : new Error(String(error)))),
    );
  };

  const keep = (key: string, value: Value): void => {
    values.delete(key);
    values.set(key, value);
    const needed = new Set(wanted);
    for (const old of values.keys()) {
      if (values.size <= capacity) return;
      if (!needed.has(old)) values.delete(old);
    }
  };

  const want = (keys: readonly string[]): void => {
    wanted = keys;
    const needed = new Set(keys);
    for (const [key, abort] of loading)
      if (!needed.has(key)) {
        loading.delete(key);
        abort.abort();
      }
    for (const key of keys) {
      const value = values.get(key);
      if (value === undefined) continue;
      values.delete(key);
      values.set(key, value);
    }
    const before = waiting;
    waiting = new Map(keys.filter(isMissing).map((key) => [key, before.get(key) ?? now()]));
    schedule();
  };

  return {
    want,
    get: (key) => values.get(key),
    failure: (key) => failures.get(key) ?? null,
    retry: () => {
      failures.clear();
      want(wanted);
    },
    dispose: () => {
      want([]);
      values.clear();
      failures.clear();
    },
  };
}
