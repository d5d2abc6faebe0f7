import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { ObservedOperation } from './observeSocketOperation.ts';

type Results = AsyncIterableIterator<ExecutionResult, undefined>;

export interface FreshSubscription {
  freshContext: (event: unknown) => Promise<unknown>;
  observed: ObservedOperation;
}

/**
 * `subscribe` of graphql-js, with a context of its own for every event: batched reads remember what they read, so
 * one context for all events would show the first state for ever.
 */
export async function subscribeFresh(
  args: ExecutionArgs,
  { freshContext, observed }: FreshSubscription,
): Promise<Results | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) {
    observed.end(stream.errors);
    return stream;
  }
  const events = stream[Symbol.asyncIterator]();
  observed.begin();
  const results: Results = {
    async next() {
      const event: IteratorResult<unknown, unknown> = await events.next();
      if (event.done) {
        observed.end();
        return { value: undefined, done: true };
      }
      const contextValue = await freshContext(event.value);
      const value = await observed.run(async () =>
        execute({ ...args, rootValue: event.value, contextValue }),
      );
      return { value, done: false };
    },
    async return() {
      await events.return?.();
      observed.end();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
