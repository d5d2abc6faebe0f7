const TURN_EVERY_MS = 50;

/**
 * Gives the event loop its turn about every 50 ms: a child process hears of a cancellation only then. Throws the
 * signal's reason. The clock decides only when to rest, never what comes out.
 */
export function createTurns(signal?: AbortSignal): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - last < TURN_EVERY_MS) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}
