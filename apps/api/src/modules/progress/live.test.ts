import { emitEvent } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { recordDeeds } from '../audit/record.ts';

let api: TestApi;
let owner: TestPerson;
let versionId: string;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'READ' });
  ({ id: versionId } = await seedVersion(api, owner.workspaceId, [{}, {}]));
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

/** The events of a subscription, one after another; a refusal is thrown. */
function subscribe(
  field: string,
  token = owner.token,
): () => Promise<Record<string, unknown> & { sequence: number }> {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  clients.push(client);
  const iterator = client.iterate<Record<string, Record<string, unknown> & { sequence: number }>>({
    query: `subscription { ${field} }`,
  });
  return async () => {
    const { value, done } = await iterator.next();
    if (done) throw new Error('The subscription ended.');
    if (value.errors) throw new Error(String(value.errors[0]?.extensions?.['code']));
    return Object.values(value.data ?? {})[0]!;
  };
}

async function seedStudy() {
  const study = await api.db.study.create({
    data: { workspaceId: owner.workspaceId, datasetVersionId: versionId, name: 'A study', grid: {} },
  });
  const at = { workspaceId: owner.workspaceId, versionId };
  const experiments = [
    await seedExperiment(api.db, at, { studyId: study.id }),
    await seedExperiment(api.db, at, { studyId: study.id }),
  ];
  return { study, experiments, outside: await seedExperiment(api.db, at) };
}
const emit = (experimentId: string) =>
  api.db.$transaction((tx) => emitEvent(tx, { workspaceId: owner.workspaceId, experimentId }));
const progress = (id: string, since?: number) =>
  `studyProgress(id: "${encodeGlobalId('Study', id)}"${since === undefined ? '' : `, since: ${since}`}) { sequence reset study { name status } }`;

test('a study is shown as it is, then as its experiments become, and after an absence once', async () => {
  const { study, experiments, outside } = await seedStudy();
  const next = subscribe(progress(study.id));
  expect(await next()).toMatchObject({ reset: false, study: { name: 'A study', status: 'QUEUED' } });
  await emit(outside.id);
  await api.db.experiment.update({ where: { id: experiments[1]!.id }, data: { status: 'RUNNING' } });
  await emit(experiments[1]!.id);
  const seen = await next();
  expect(seen).toMatchObject({ reset: false, study: { status: 'RUNNING' } });
  await emit(experiments[0]!.id);
  await emit(experiments[1]!.id);
  const last = await next();
  const back = subscribe(progress(study.id, seen.sequence));
  const missed = await back();
  expect(missed.reset).toBe(false);
  expect(missed.sequence).toBeGreaterThan(last.sequence - 1);
  expect(await subscribe(progress(study.id, 2_000_000_000))()).toMatchObject({ reset: true });
});

const did = (name: string, forOwners = false) =>
  api.db.$transaction((tx) =>
    recordDeeds(tx, null, [
      {
        workspaceId: owner.workspaceId,
        verb: 'created',
        subjectType: 'Workspace',
        subjectId: owner.workspaceId,
        sentence: `Somebody created ${name}.`,
        forOwners,
      },
    ]),
  );
const activity = (slug: string, since?: number) =>
  `activity(workspace: "${slug}"${since === undefined ? '' : `, since: ${since}`}) { sequence reset at actor { name } verb sentence subject { __typename id } }`;

test('what is done is told, in order, but for what is for owners; and what was missed is told again', async () => {
  const next = subscribe(activity(owner.slug));
  // Listening begins when the server has answered the subscription, of which the client hears nothing.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await did('one');
  const one = await next();
  expect(one).toMatchObject({
    reset: false,
    actor: null,
    verb: 'created',
    sentence: 'Somebody created one.',
    subject: { __typename: 'Workspace' },
  });
  await did('a token', true);
  await did('two');
  await did('three');
  expect([(await next())['sentence'], (await next())['sentence']]).toEqual([
    'Somebody created two.',
    'Somebody created three.',
  ]);
  const back = subscribe(activity(owner.slug, one.sequence));
  expect([(await back())['sentence'], (await back())['sentence']]).toEqual([
    'Somebody created two.',
    'Somebody created three.',
  ]);
  expect(await subscribe(activity(owner.slug, 2_000_000_000))()).toMatchObject({
    reset: true,
    sentence: 'Somebody created three.',
  });
});

test('strangers get nothing, of what is there as of what is not', async () => {
  const { study } = await seedStudy();
  const stranger = await seedPerson(api.db);
  for (const field of [
    progress(study.id),
    progress('none'),
    activity(owner.slug),
    activity('no-such-workspace'),
  ])
    await expect(subscribe(field, stranger.token)()).rejects.toThrow('NOT_FOUND');
});

test('a connection that PostgreSQL ends comes back, and what happened meanwhile is told', async () => {
  const next = subscribe(activity(owner.slug));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const ended = await api.db.$queryRaw<{ count: number }[]>`
    SELECT count(pg_terminate_backend(pid))::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
  expect(ended[0]?.count).toBe(1);
  await did('while nobody listened');
  expect(await next()).toMatchObject({
    reset: true,
    sentence: 'Somebody created while nobody listened.',
  });
});

test('two hundred clients that come and go leave nothing behind', async () => {
  const { study, experiments } = await seedStudy();
  const all = Array.from({ length: 200 }, () => subscribe(progress(study.id)));
  await Promise.all(all.map((next) => next()));
  await emit(experiments[0]!.id);
  await Promise.all(all.map((next) => next()));
  expect(api.services.events.open()).toBeGreaterThanOrEqual(200);
  for (const client of clients.splice(0)) await client.dispose();
  await expect.poll(() => api.services.events.open(), { timeout: 10_000 }).toBe(0);
});
