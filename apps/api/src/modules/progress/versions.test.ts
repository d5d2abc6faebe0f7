import { emitEvent } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'READ' });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

interface Event {
  sequence: number;
  reset: boolean;
  version: { status: string; progress: number };
}

/** The events of a version, one after another; a refusal is thrown. */
function watch(id: string, since: number | null = null, token = owner.token): () => Promise<Event> {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  clients.push(client);
  const iterator = client.iterate<{ versionProgress: Event }>({
    query: `subscription ($id: ID!, $since: Int) {
      versionProgress(id: $id, since: $since) { sequence reset version { status progress } } }`,
    variables: { id, since },
  });
  return async () => {
    const { value, done } = await iterator.next();
    if (done) throw new Error('The subscription ended.');
    if (value.errors) throw new Error(String(value.errors[0]?.extensions?.['code']));
    return value.data!.versionProgress;
  };
}

async function reaches(versionId: string, progress: number): Promise<void> {
  await api.db.$transaction(async (tx) => {
    await tx.datasetVersion.update({ where: { id: versionId }, data: { status: 'IMPORTING', progress } });
    await emitEvent(tx, { workspaceId: owner.workspaceId, versionId });
  });
}

test('a version is shown as it is, then as it becomes, and no other', async () => {
  const version = await seedVersion(api, owner.workspaceId, [{}]);
  const other = await seedVersion(api, owner.workspaceId, [{}]);
  const next = watch(version.globalId);
  expect(await next()).toMatchObject({ reset: false, version: { status: 'READY', progress: 1 } });
  await reaches(other.id, 0.1);
  await reaches(version.id, 0.25);
  expect(await next()).toMatchObject({ reset: false, version: { status: 'IMPORTING', progress: 0.25 } });
});

test('a client that comes back gets what it missed in one event, and what comes after', async () => {
  const version = await seedVersion(api, owner.workspaceId, [{}]);
  await reaches(version.id, 0.1);
  const { sequence } = await watch(version.globalId)();
  await reaches(version.id, 0.2);
  await reaches(version.id, 0.3);
  const back = watch(version.globalId, sequence);
  const missed = await back();
  expect(missed).toMatchObject({ reset: false, version: { progress: 0.3 } });
  expect(missed.sequence).toBe(sequence + 2);
  await reaches(version.id, 0.4);
  expect(await back()).toMatchObject({ version: { progress: 0.4 } });
  // Nothing was missed: what comes first is what comes next.
  const upToDate = watch(version.globalId, sequence + 3);
  const first = upToDate();
  await new Promise((resolve) => setImmediate(resolve));
  await reaches(version.id, 0.5);
  expect(await first).toMatchObject({ version: { progress: 0.5 } });
});

test('who was away too long is told to read everything again', async () => {
  const version = await seedVersion(api, owner.workspaceId, [{}]);
  await reaches(version.id, 0.1);
  const { sequence } = await api.db.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  await api.db.event.deleteMany({ where: { sequence: { lt: sequence } } });
  for (const since of [0, 2_000_000_000])
    expect(await watch(version.globalId, since)()).toMatchObject({ reset: true });
});

test('strangers get nothing, and what is no version is not there', async () => {
  const version = await seedVersion(api, owner.workspaceId, [{}]);
  const stranger = await seedPerson(api.db);
  await expect(watch(version.globalId, null, stranger.token)()).rejects.toThrow('NOT_FOUND');
  await expect(watch('nothing')()).rejects.toThrow('NOT_FOUND');
});
