/** Runs `lane` so many times at once. The first failure stops the others, and is thrown when all have ended. */
export async function inLanes(
  count: number,
  signal: AbortSignal,
  lane: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  let failure: { error: unknown } | null = null;
  const run = async (): Promise<void> => {
    try {
      await lane(either);
    } catch (error) {
      failure ??= { error };
      stop.abort(error);
    }
  };
  await Promise.all(Array.from({ length: count }, run));
  const failed = failure as { error: unknown } | null;
  if (failed) throw failed.error;
}
