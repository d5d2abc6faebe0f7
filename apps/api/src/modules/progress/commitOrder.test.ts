import { emitEvent } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { openEventHub } from './eventHub.ts';

// Numbers are given out when an event is written, and told when its transaction commits: in another order, therefore.

let api: TestApi;
let owner: TestPerson;
let experiments: Awaited<ReturnType<typeof seedExperiment>>[];
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'READ' });
  const at = { workspaceId: owner.workspaceId, versionId: '' };
  at.versionId = (await seedVersion(api, owner.workspaceId, [{}, {}])).id;
  experiments = [await seedExperiment(api.db, at), await seedExperiment(api.db, at)];
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

interface Event {
  sequence: number;
  reset: boolean;
  experiment: { id: string };
}

function follow(field: string): () => Promise<Event> {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${owner.token}` },
    retryAttempts: 0,
  });
  clients.push(client);
  const events = client.iterate<Record<string, Event>>({
    query: `subscription { ${field} { sequence reset experiment { id } } }`,
  });
  return async () => {
    const { value, done } = await events.next();
    if (done || value.errors) throw new Error(JSON.stringify(value?.errors ?? 'The subscription ended.'));
    return Object.values(value.data ?? {})[0]!;
  };
}

/** Writes an event in a transaction that is open until the result is called. */
async function begin(experimentId: string): Promise<() => Promise<void>> {
  let written = (): void => undefined;
  let end = (): void => undefined;
  const isWritten = new Promise<void>((resolve) => {
    written = resolve;
  });
  const isOver = new Promise<void>((resolve) => {
    end = resolve;
  });
  const transaction = api.db.$transaction(
    async (tx) => {
      await emitEvent(tx, { workspaceId: owner.workspaceId, experimentId });
      written();
      await isOver;
    },
    { timeout: 60_000 },
  );
  await Promise.race([isWritten, transaction]);
  return async () => {
    end();
    await transaction;
  };
}

const happens = async (experimentId: string) => (await begin(experimentId))();

/** Ends every LISTEN connection to the database, and says how many there were. */
async function cutOff(): Promise<number> {
  const ended = await api.db.$queryRaw<{ count: number }[]>`
    SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
  return ended[0]?.count ?? 0;
}

test('an event with a lower number that commits later is told, and told again to who comes back', async () => {
  const [early, late] = [experiments[0]!, experiments[1]!];
  const next = follow(`workspaceProgress(workspace: "${owner.slug}")`);
  await expect.poll(() => api.services.events.open()).toBe(1);
  const commit = await begin(early.id);
  await happens(late.id);
  const first = await next();
  expect(first.experiment.id).toBe(late.globalId);
  await commit();
  const second = await next();
  expect(second.experiment.id).toBe(early.globalId);
  expect(second.sequence).toBeLessThan(first.sequence);
  const back = follow(`workspaceProgress(workspace: "${owner.slug}", since: ${first.sequence})`);
  expect(await back()).toEqual(second);
});

test('what commits while nobody listens is told as a reset, though its number is lower than one that was told', async () => {
  const [early, late] = [experiments[0]!, experiments[1]!];
  const ofWorkspace = follow(`workspaceProgress(workspace: "${owner.slug}")`);
  const ofOne = follow(`experimentProgress(id: "${early.globalId}")`);
  expect((await ofOne()).reset).toBe(false);
  const commit = await begin(early.id);
  await happens(late.id);
  const seen = await follow(`experimentProgress(id: "${late.globalId}")`)();
  let told = await ofWorkspace();
  while (told.experiment.id !== late.globalId) told = await ofWorkspace();
  expect(await cutOff()).toBe(1);
  await commit();
  expect(await ofOne()).toMatchObject({ reset: true, experiment: { id: early.globalId } });
  do told = await ofWorkspace();
  while (!told.reset);
  // Whoever was away over it is told so as well.
  const away = follow(`experimentProgress(id: "${early.globalId}", since: ${seen.sequence})`);
  expect((await away()).reset).toBe(true);
  // From then on it is known again what was missed.
  const back = follow(`experimentProgress(id: "${early.globalId}", since: ${told.sequence})`);
  await happens(early.id);
  expect(await back()).toMatchObject({ reset: false });
});

test('a server that begins does not know what came before, and what comes after it has a place', async () => {
  const [early, late] = [experiments[0]!, experiments[1]!];
  const open = () =>
    openEventHub({ db: api.db, url: api.databaseUrl, onError: (error) => expect(error).toBeNull() });
  const before = await open();
  const commit = await begin(early.id);
  const place = before.place();
  await happens(late.id);
  await expect.poll(() => before.arrivedAfter(place)?.length).toBe(1);
  const { sequence } = before.arrivedAfter(place)![0]!;
  expect(before.place()).toBe(sequence);
  await before.close();
  await commit();
  const after = await open();
  // The one that committed in between is not told: neither is it said that nothing was missed.
  expect([after.arrivedAfter(sequence), after.arrivedAfter(0)]).toEqual([null, null]);
  const newPlace = after.place();
  expect(newPlace).toBeGreaterThan(sequence);
  expect(after.arrivedAfter(newPlace)).toEqual([]);
  await happens(early.id);
  await expect
    .poll(() => after.arrivedAfter(newPlace)?.map(({ experimentId }) => experimentId))
    .toEqual([early.id]);
  await after.close();
});
