import { setTimeout as pause } from 'node:timers/promises';
import { createClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { CommandFailure, EXIT, failureOf } from '../failure.ts';
import type { TypedDocumentString } from '../gql/graphql.ts';
import type { Server } from '../server.ts';

export interface FollowOptions {
  /** Told once each time the connection breaks. */
  onBroken?: () => void;
  /** So long is a connection that broke sought again, in pauses that grow to ten seconds. */
  patienceMs?: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const PATIENCE_MS = 5 * 60_000;
// A connection of which nothing is heard for this long and half as long again is given up: a laptop slept, a proxy forgot.
const KEEP_ALIVE_MS = 20_000;

const closeEvent = z.object({ code: z.number(), reason: z.string() });
const graphqlError = z
  .object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).optional() })
  .transform(({ message, extensions }) => ({ message, ...extensions }));
const graphqlErrors = z.tuple([graphqlError], z.unknown());

/**
 * The events of a subscription, until whoever reads has seen enough. A connection that breaks is sought again, and
 * then the server tells what was missed: `since` is the last sequence number that arrived. Throws CommandFailure where
 * the server refuses, was never reached, or stays away.
 */
export async function* follow<Event extends { sequence: number }, Result>(
  { api, token }: Server,
  document: TypedDocumentString<Result, { id: string; since?: number | null }>,
  id: string,
  eventOf: (result: Result) => Event,
  { onBroken, patienceMs = PATIENCE_MS }: FollowOptions = {},
): AsyncGenerator<Event> {
  const connection = { wasMade: false, isMade: false };
  let waited = 0;
  let breaks = 0;
  const client: SocketClient = createClient({
    url: api.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: (reason) => connection.wasMade && !isFinal(reason, connection) && waited < patienceMs,
    retryWait: async () => {
      if (breaks === 0) onBroken?.();
      const ms = Math.min(FIRST_PAUSE_MS * 2 ** breaks++, LONGEST_PAUSE_MS);
      waited += ms;
      await pause(ms);
    },
    keepAlive: KEEP_ALIVE_MS,
    on: {
      connecting: () => {
        connection.isMade = false;
      },
      connected: () => {
        connection.isMade = true;
        connection.wasMade = true;
        waited = 0;
      },
      ...endSilentConnections(),
    },
  });
  // The library sends the same object again after a break.
  const variables: { id: string; since: number | null } = { id, since: null };
  try {
    for await (const { data, errors } of client.iterate<Result>({
      query: document.toString(),
      variables,
    })) {
      const [first] = errors ?? [];
      if (first) throw failureOf(graphqlError.parse(first));
      breaks = 0;
      if (!data) throw new CommandFailure('The server sent an event without anything in it.');
      const event = eventOf(data);
      variables.since = event.sequence;
      yield event;
    }
    throw new CommandFailure('The server ended the subscription.', EXIT.unreachable);
  } catch (error) {
    throw asFailure(error, api, connection);
  } finally {
    await client.dispose();
  }
}

const UNAUTHORIZED = 4401;
const FORBIDDEN = 4403;

/** Whether there is no use in connecting again. 4403 after the server let us in means that what may be seen has changed. */
function isFinal(reason: unknown, { isMade }: { isMade: boolean }): boolean {
  const { code } = closeEvent.safeParse(reason).data ?? {};
  return code === UNAUTHORIZED || (code === FORBIDDEN && !isMade);
}

function asFailure(error: unknown, api: string, connection: { isMade: boolean }): CommandFailure {
  if (error instanceof CommandFailure) return error;
  const refusals = graphqlErrors.safeParse(error).data;
  if (refusals) return failureOf(refusals[0]);
  const closed = closeEvent.safeParse(error).data;
  if (closed && isFinal(closed, connection) && !/^TOO_MANY/.test(closed.reason))
    return new CommandFailure(
      closed.code === UNAUTHORIZED
        ? closed.reason
        : 'The token is not accepted: it may have expired or been revoked.',
      EXIT.notAllowed,
    );
  const reason = closed ? `${closed.reason || 'closed'} (${closed.code})` : messageOf(error);
  return new CommandFailure(`${api} cannot be reached: ${reason}`, EXIT.unreachable);
}

const messageOf = (error: unknown): string => {
  const { message } = z.object({ message: z.string() }).safeParse(error).data ?? {};
  return message || 'the connection broke';
};

/** Listeners that end a connection whose server no longer answers; the library then takes it for broken. */
function endSilentConnections() {
  let socket: WebSocket | null = null;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    opened: (opened: unknown) => {
      socket = opened instanceof WebSocket ? opened : null;
    },
    ping: (isReceived: boolean) => {
      if (isReceived) return;
      timer = setTimeout(() => socket?.terminate(), KEEP_ALIVE_MS / 2);
    },
    pong: stop,
    closed: stop,
  };
}
