import { emitEvent } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

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

test('whoever does not read is let go with the reason, and the others go on', async () => {
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}, {}]);
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: owner.workspaceId, versionId },
    // Large, so that what the operating systems keep between the two is full soon.
    { notes: 'n'.repeat(500_000) },
  );
  const slow = await follow(20);
  const quick = await follow(1);
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    slow.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
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
  slow.socket.resume();
  const { code, reason } = await closed;
  if (code !== 1006)
    expect({ code, reason }).toMatchObject({ code: 1013, reason: expect.stringMatching(/^TOO_SLOW/) });
  quick.socket.close();
});
