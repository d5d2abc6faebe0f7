import { createClient as createSocket } from 'graphql-ws';
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from 'urql';
import { newestSequence } from './newestSequence.ts';

/**
 * Queries over HTTP, subscriptions over one WebSocket; both of the same origin, with the session's cookie. `bearer`:
 * the token of a public link, which counts before the cookie.
 */
export function createApiClient(bearer?: string): Client {
  const { protocol, host } = window.location;
  const socket = createSocket({
    url: `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/graphql`,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
  });
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    // Asked for by the server's protection against forged requests.
    fetchOptions: {
      headers: {
        'apollo-require-preflight': 'true',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
    },
    exchanges: [
      cacheExchange,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => {
            // Sent again as it then is after a lost connection: `since` has the server tell what was missed.
            const asked: Record<string, unknown> = { ...variables };
            const unsubscribe = socket.subscribe(
              { query: query ?? '', variables: asked },
              {
                next: ({ data, errors }) => {
                  const sequence = newestSequence(data);
                  if (sequence !== null) asked['since'] = sequence;
                  sink.next({ data, ...(errors ? { errors: [...errors] } : {}) });
                },
                error: (error) => sink.error(error),
                complete: () => sink.complete(),
              },
            );
            return { unsubscribe };
          },
        }),
      }),
    ],
  });
}
