import { once } from 'node:events';
import { emitEvent } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';
import { endSlowSockets } from './slowSockets.ts';

let api: TestApi;
let owner: TestPerson;

beforeAll(async () => {
  api = await startApi({ limits: { unreadSeconds: 1 } });
  owner = await seedPerson(api.db, { scope: 'READ' });
});
afterAll(() => api.close());

/** A client that has subscribed, as often as that, to everything of the workspace. */
async function follow(subscriptions: number): Promise<{ socket: WebSocket; received: () => number }> {
  const socket = new WebSocket(`${api.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  let received = 0;
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${owner.token}` } }),
      ),
    );
    socket.on('message', (data) => {
      const { type } = JSON.parse(String(data));
      if (type === 'connection_ack') resolve();
      if (type === 'next') received += 1;
    });
  });
  const query = `subscription { workspaceProgress(workspace: "${owner.slug}") { sequence experiment { id name notes } } }`;
  for (let id = 0; id < subscriptions; id++)
    socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query } }));
  return { socket, received: () => received };
}

test('whoever does not read is let go, and the others go on', async () => {
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}, {}]);
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: owner.workspaceId, versionId },
    // Large, so that what the operating systems keep between the two is full soon.
    { notes: 'n'.repeat(500_000) },
  );
  const slow = await follow(20);
  const quick = await follow(1);
  await expect.poll(() => api.services.events.open()).toBe(21);
  slow.socket.pause();
  const tell = () =>
    api.db.$transaction((tx) =>
      emitEvent(tx, { workspaceId: owner.workspaceId, experimentId: experiment.id }),
    );
  await tell();
  // The quick one goes on after the slow one's streams have ended.
  await expect.poll(() => api.services.events.open(), { timeout: 20_000 }).toBe(1);
  const before = quick.received();
  await tell();
  await expect.poll(quick.received, { timeout: 10_000 }).toBeGreaterThan(before);
  slow.socket.terminate();
  quick.socket.close();
});

/** A client that reads nothing, and what is sent to it by the server's side. */
async function pairOfSockets(lastWordsMs: number) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const client = new WebSocket(`ws://127.0.0.1:${Object(server.address()).port}`);
  const [[sender]] = await Promise.all([once(server, 'connection'), once(client, 'open')]);
  const closed = once(client, 'close').then(([code, reason]) => [code, String(reason)]);
  client.pause();
  // More than what the operating systems keep between the two.
  sender.send('n'.repeat(32 << 20));
  const endWatch = endSlowSockets({
    sockets: () => server.clients,
    unreadSeconds: 0.2,
    everyMs: 50,
    lastWordsMs,
  });
  const close = () => {
    endWatch();
    client.terminate();
    server.close();
  };
  return { client, sender, closed, close };
}

test('who reads again hears why it was let go', async () => {
  const { client, sender, closed, close } = await pairOfSockets(60_000);
  await expect.poll(() => sender.readyState, { timeout: 10_000 }).toBe(WebSocket.CLOSING);
  client.resume();
  expect(await closed).toEqual([1013, expect.stringMatching(/^TOO_SLOW: 0.2 s unread/)]);
  close();
});

test('who never reads is cut off after a while', async () => {
  const { sender, close } = await pairOfSockets(100);
  await expect.poll(() => sender.readyState, { timeout: 10_000 }).toBe(WebSocket.CLOSED);
  close();
});
