import { type EpochEvent, emitEvent } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let at: { workspaceId: string; versionId: string };
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'READ' });
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}, {}]);
  at = { workspaceId: owner.workspaceId, versionId };
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

interface Event {
  sequence: number;
  reset: boolean;
  experiment: { number: number; status: string };
  epoch: EpochEvent | null;
}

function connect(connectionParams: Record<string, string>, origin?: string): Client {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, origin ? { origin } : {});
    }
  }
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: Socket,
    connectionParams,
    retryAttempts: 0,
  });
  clients.push(client);
  return client;
}

const FIELDS = '{ sequence reset experiment { number status } epoch { epoch trainLoss } }';

/** The events of a subscription, one after another; a refusal is thrown. */
function subscribe(field: string, token = owner.token): () => Promise<Event> {
  const client = connect({ authorization: `Bearer ${token}` });
  const iterator = client.iterate<Record<string, Event>>({ query: `subscription { ${field} ${FIELDS} }` });
  return async () => {
    const { value, done } = await iterator.next();
    if (done) throw new Error('The subscription ended.');
    if (value.errors) throw new Error(String(value.errors[0]?.extensions?.['code']));
    return Object.values(value.data ?? {})[0]!;
  };
}

const emit = (experimentId: string, epoch?: EpochEvent) =>
  api.db.$transaction((tx) =>
    emitEvent(tx, { workspaceId: owner.workspaceId, experimentId, ...(epoch ? { epoch } : {}) }),
  );
const epoch = (n: number): EpochEvent => ({
  epoch: n,
  trainLoss: 1 / n,
  validationLoss: null,
  imagesPerSecond: 100,
});

test('an experiment is shown as it is, then as it becomes', async () => {
  const experiment = await seedExperiment(api.db, at);
  const next = subscribe(`experimentProgress(id: "${experiment.globalId}")`);
  expect(await next()).toMatchObject({ reset: false, experiment: { status: 'QUEUED' }, epoch: null });
  await api.db.experiment.update({ where: { id: experiment.id }, data: { status: 'RUNNING' } });
  await emit(experiment.id, epoch(1));
  const first = await next();
  expect(first).toMatchObject({ experiment: { status: 'RUNNING' }, epoch: { epoch: 1, trainLoss: 1 } });
  await api.db.experiment.update({ where: { id: experiment.id }, data: { status: 'SUCCEEDED' } });
  await emit(experiment.id);
  const second = await next();
  expect(second).toMatchObject({ experiment: { status: 'SUCCEEDED' }, epoch: null });
  expect(second.sequence).toBeGreaterThan(first.sequence);
});

test('what all subscribers are told of is read once for all of them', async () => {
  const experiment = await seedExperiment(api.db, at);
  const all = Array.from({ length: 5 }, () => subscribe(`experimentProgress(id: "${experiment.globalId}")`));
  await Promise.all(all.map((next) => next()));
  const before = api.statements.length;
  await emit(experiment.id, epoch(1));
  await Promise.all(all.map((next) => next()));
  const read = api.statements
    .slice(before)
    .filter(({ query }) => query.includes('FROM "public"."Experiment"'));
  expect(read).toHaveLength(1);
  // And again for the next event: it may be another state.
  await api.db.experiment.update({ where: { id: experiment.id }, data: { status: 'RUNNING' } });
  await emit(experiment.id);
  for (const next of all) expect(await next()).toMatchObject({ experiment: { status: 'RUNNING' } });
});

test('a client that comes back gets what it missed', async () => {
  const experiment = await seedExperiment(api.db, at);
  const next = subscribe(`experimentProgress(id: "${experiment.globalId}")`);
  await next();
  await emit(experiment.id, epoch(1));
  const { sequence } = await next();
  await emit(experiment.id, epoch(2));
  await emit(experiment.id, epoch(3));
  await next();
  await next();
  const back = subscribe(`experimentProgress(id: "${experiment.globalId}", since: ${sequence})`);
  expect([(await back()).epoch?.epoch, (await back()).epoch?.epoch]).toEqual([2, 3]);
  await emit(experiment.id, epoch(4));
  expect(await back()).toMatchObject({ reset: false, epoch: { epoch: 4 } });
});

test('of a workspace the newest of each experiment is given again, and nothing of others', async () => {
  const [a, b] = [await seedExperiment(api.db, at), await seedExperiment(api.db, at)];
  const stranger = await seedPerson(api.db);
  await emit(a.id);
  const { sequence: since } = await api.db.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  await emit(a.id);
  await emit(b.id);
  await emit(a.id);
  const other = await seedVersion(api, stranger.workspaceId, [{}, {}]);
  const theirs = await seedExperiment(api.db, { workspaceId: stranger.workspaceId, versionId: other.id });
  await api.db.$transaction((tx) =>
    emitEvent(tx, { workspaceId: stranger.workspaceId, experimentId: theirs.id }),
  );
  const next = subscribe(`workspaceProgress(workspace: "${owner.slug}", since: ${since})`);
  const numbers = [(await next()).experiment.number, (await next()).experiment.number];
  expect(numbers).toEqual([b.number, a.number]);
  await emit(b.id);
  expect((await next()).experiment.number).toBe(b.number);
});

test('who was away too long is told to read everything again', async () => {
  const experiment = await seedExperiment(api.db, at);
  await emit(experiment.id);
  const { sequence } = await api.db.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  await api.db.event.deleteMany({ where: { sequence: { lt: sequence } } });
  for (const field of [
    `experimentProgress(id: "${experiment.globalId}", since: 0)`,
    `workspaceProgress(workspace: "${owner.slug}", since: 0)`,
    // A number that was never given out is of another database.
    `experimentProgress(id: "${experiment.globalId}", since: 2000000000)`,
  ])
    expect(await subscribe(field)()).toMatchObject({
      reset: true,
      experiment: { number: experiment.number },
    });
});

test('strangers and the anonymous get nothing', async () => {
  const experiment = await seedExperiment(api.db, at);
  const stranger = await seedPerson(api.db);
  const field = `experimentProgress(id: "${experiment.globalId}")`;
  await expect(subscribe(field, stranger.token)()).rejects.toThrow('NOT_FOUND');
  await expect(subscribe(`workspaceProgress(workspace: "${owner.slug}")`, stranger.token)()).rejects.toThrow(
    'NOT_FOUND',
  );
  await expect(subscribe(field, 'ast_wrong')()).rejects.toMatchObject({ code: 4403 });
});

test("a foreign page's socket is refused before it is one", async () => {
  const authorization = `Bearer ${owner.token}`;
  const attempt = (origin: string) =>
    connect({ authorization }, origin).iterate({ query: '{ viewer { user { name } } }' }).next();
  await expect(attempt('https://evil.example')).rejects.toBeDefined();
  expect((await attempt(api.url)).value.data.viewer).not.toBeNull();
});

test('a subscription that is left is forgotten', async () => {
  const experiment = await seedExperiment(api.db, at);
  const next = subscribe(`experimentProgress(id: "${experiment.globalId}")`);
  await next();
  await clients.at(-1)?.dispose();
  await expect(next()).rejects.toBeDefined();
});
