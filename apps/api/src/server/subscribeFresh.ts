import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';

type Results = AsyncIterableIterator<ExecutionResult, undefined>;

/**
 * `subscribe` of graphql-js, with a context of its own for every event: batched reads remember what they read, so
 * one context for all events would show the first state for ever.
 */
export async function subscribeFresh(
  args: ExecutionArgs,
  freshContext: () => Promise<unknown>,
): Promise<Results | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const events = stream[Symbol.asyncIterator]();
  const results: Results = {
    async next() {
      const event: IteratorResult<unknown, unknown> = await events.next();
      if (event.done) return { value: undefined, done: true };
      const contextValue = await freshContext();
      return { value: await execute({ ...args, rootValue: event.value, contextValue }), done: false };
    },
    async return() {
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
