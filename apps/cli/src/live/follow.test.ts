import { buildSchema, GraphQLError } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { afterEach, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { TypedDocumentString } from '../gql/graphql.ts';
import { type FakeApi, startFakeApi } from '../testing/fakeApi.ts';
import { follow } from './follow.ts';

// A server whose events the test sends, and which can be ended and started again at the same address.
const schema = buildSchema(`
  type Query { a: Int }
  type Event { sequence: Int! }
  type Subscription { live(id: ID!, since: Int): Event! }`);
interface Live {
  live: { sequence: number };
}
const DOCUMENT = new TypedDocumentString<Live, { id: string; since?: number | null }>(
  'subscription Live($id: ID!, $since: Int) { live(id: $id, since: $since) { sequence } }',
);

interface Running {
  url: string;
  asked: unknown[];
  sockets: Set<WebSocket>;
  close(): Promise<void>;
}
let running: Running | null = null;
afterEach(() => running?.close());

async function start(
  events: (since: number | null) => AsyncIterable<number>,
  { port = 0, admits = () => true }: { port?: number; admits?: () => boolean } = {},
): Promise<Running> {
  const api: FakeApi = await startFakeApi(() => ({}), port);
  const server = new WebSocketServer({ server: api.http, path: '/graphql' });
  const asked: unknown[] = [];
  async function* live({ since }: { since?: number | null }) {
    asked.push(since ?? null);
    for await (const sequence of events(since ?? null)) yield { live: { sequence } };
  }
  useServer({ schema, roots: { subscription: { live } }, onConnect: admits }, server);
  running = {
    url: api.url,
    asked,
    sockets: server.clients,
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await api.close();
    },
  };
  return running;
}

const portOf = (url: string): number => Number(new URL(url).port);
async function* empty(): AsyncGenerator<number> {
  // Nothing happens.
}
const never = () => new Promise<never>(() => undefined);
const watch = (url: string, patienceMs = 10_000) => {
  let broken = 0;
  const events = follow({ api: `${url}/graphql`, token: 'x' }, DOCUMENT, 'E', ({ live }) => live, {
    onBroken: () => broken++,
    patienceMs,
  });
  return {
    next: async () => (await events.next()).value?.sequence,
    end: () => events.return(undefined),
    broken: () => broken,
  };
};

test('a server that goes away is sought again, and asked for what was missed', async () => {
  const first = await start(async function* () {
    yield 3;
    yield 7;
    await never();
  });
  const { next, end, broken } = watch(first.url);
  expect([await next(), await next()]).toEqual([3, 7]);
  const pending = next();
  await first.close();
  const second = await start(
    async function* (since) {
      yield (since ?? 0) + 1;
      await never();
    },
    { port: portOf(first.url) },
  );
  expect(await pending).toBe(8);
  expect([first.asked, second.asked, broken()]).toEqual([[null], [7], 1]);
  await end();
  await expect.poll(() => second.sockets.size).toBe(0);
});

test.each([
  [1013, 'TOO_SLOW'],
  [4403, 'What you may see has changed. Connect again.'],
])('a connection that the server ends with %i is made again', async (code, reason) => {
  const server = await start(async function* (since) {
    yield (since ?? 0) + 1;
    await never();
  });
  const { next, end } = watch(server.url);
  expect(await next()).toBe(1);
  const pending = next();
  for (const socket of server.sockets) socket.close(code, reason);
  expect(await pending).toBe(2);
  expect(server.asked).toEqual([null, 1]);
  await end();
});

test('a token that is revoked ends it with the reason', async () => {
  const server = await start(async function* () {
    yield 1;
    await never();
  });
  const { next } = watch(server.url);
  await next();
  const pending = next();
  for (const socket of server.sockets) socket.close(4401, 'The API token was revoked.');
  await expect(pending).rejects.toMatchObject({ message: 'The API token was revoked.', exitCode: 4 });
});

test('a token that is not accepted, what is refused, and a server that was never there', async () => {
  const closed = await start(() => empty(), { admits: () => false });
  await expect(watch(closed.url).next()).rejects.toMatchObject({ exitCode: 4 });
  await closed.close();
  const refusing = await start(() => {
    throw new GraphQLError('There is no such study.', { extensions: { code: 'NOT_FOUND' } });
  });
  await expect(watch(refusing.url).next()).rejects.toMatchObject({
    message: 'There is no such study. (NOT_FOUND)',
    exitCode: 5,
  });
  await refusing.close();
  await expect(watch(refusing.url).next()).rejects.toMatchObject({ exitCode: 3 });
});

test('a server that stays away is given up', async () => {
  const server = await start(async function* () {
    yield 1;
    await never();
  });
  const { next, broken } = watch(server.url, 300);
  await next();
  const pending = next();
  await server.close();
  await expect(pending).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(/reached/) });
  expect(broken()).toBe(1);
});
