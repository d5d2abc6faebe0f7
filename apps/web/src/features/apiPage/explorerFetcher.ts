import type { Fetcher } from '@graphiql/toolkit';
import { type ExecutionResult, GraphQLError } from 'graphql';
import { type Client, createClient, type FormattedExecutionResult } from 'graphql-ws';
import { type Asked, isSubscription, withOwnName } from './asked.ts';
import { type Rate, rateOf } from './rate.ts';

/** Sends what is written in the editor, with the session's cookie. */
export interface ExplorerConnection {
  fetcher: Fetcher;
  close(): void;
}

/** Queries and mutations over HTTP, subscriptions over a socket of the page's own; tells what each answer says of the rate. */
export function connectExplorer(onRate: (rate: Rate) => void): ExplorerConnection {
  const { protocol, host } = window.location;
  const socket = createClient({ url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql` });
  return {
    fetcher: (typed, { headers } = {}) => {
      const params = withOwnName(typed);
      return isSubscription(params) ? listen(socket, params) : post(params, headers, onRate);
    },
    close: () => void socket.dispose(),
  };
}

/** What a subscription tells; ends it at once when it is asked to, not with what comes next. */
function listen(socket: Client, params: Asked): AsyncIterable<ExecutionResult> {
  const told = socket.iterate(params);
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const step = await told.next();
        return step.done ? { done: true, value: undefined } : { done: false, value: resultOf(step.value) };
      },
      return: async () => {
        await told.return?.();
        return { done: true, value: undefined };
      },
    }),
  };
}

const resultOf = ({
  data,
  errors,
}: FormattedExecutionResult<Record<string, unknown>, unknown>): ExecutionResult => ({
  ...(data === undefined ? {} : { data }),
  ...(errors ? { errors: errors.map((error) => new GraphQLError(error.message, error)) } : {}),
});

async function post(
  params: Asked,
  headers: Record<string, string> | undefined,
  onRate: (rate: Rate) => void,
): Promise<ExecutionResult> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
    body: JSON.stringify(params),
  });
  const rate = rateOf(response.headers);
  if (rate) onRate(rate);
  const answer: ExecutionResult = await response.json();
  return answer;
}
