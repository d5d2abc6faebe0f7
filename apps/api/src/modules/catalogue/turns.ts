let last: Promise<unknown> = Promise.resolve();

/** Runs work after all that was given before: one large table at a time takes memory and the processor. */
export function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn.catch(() => undefined);
  return turn;
}
