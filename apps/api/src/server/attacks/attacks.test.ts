import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { schema } from '../../schema.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi } from '../../testing/startApi.ts';
import { HOSTILE_TEXTS } from './hostileValues.ts';
import { hostileAddresses } from './paths.ts';
import { requestAttacks } from './requests.ts';
import { hostileOperations } from './schemaWalk.ts';
import { socketAttacks } from './sockets.ts';
import { authorized, codes, type Target } from './target.ts';

const MEMORY_BYTES = 100 << 20;
// What a client did wrong has a code that tells so.
const OUR_FAULT = /INTERNAL_SERVER_ERROR/;

let api: TestApi;
let target: Target & { workspaceId: string };
let heapBefore: number;

const globalId = (typename: string, id: string) => Buffer.from(`${typename}:${id}`).toString('base64');

beforeAll(async () => {
  // Everything is sent by one token from one address.
  api = await startApi({
    limits: { requestsPerAddressPerWindow: 1_000_000, filesPerWindow: 1_000_000, operationsPerWindow: 4000 },
  });
  target = await seedTarget(api);
  await normalQuery();
  heapBefore = heapBytes();
});
afterAll(() => api.close());

async function seedTarget({ db }: TestApi): Promise<typeof target> {
  const { workspaceId, userId, token, slug } = await seedPerson(db, { scope: 'ADMIN' });
  const version = await seedVersion(api, workspaceId, [{}, {}]);
  const sample = await db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const experiment = await seedExperiment(db, { workspaceId, versionId: version.id });
  const study = await db.study.create({
    data: { workspaceId, name: 'Study', grid: {}, datasetVersionId: version.id },
  });
  const cluster = await db.cluster.create({
    data: { experimentId: experiment.id, label: 0, size: 2, isNoise: false, memberIndexes: [1, 0] },
  });
  const rows = {
    User: userId,
    Workspace: workspaceId,
    Dataset: version.datasetId,
    DatasetVersion: version.id,
    Sample: sample.id,
    Experiment: experiment.id,
    Study: study.id,
    Cluster: cluster.id,
  };
  const ids = Object.fromEntries(Object.entries(rows).map(([type, id]) => [type, globalId(type, id)]));
  return { url: api.url, token, slug, ids, workspaceId };
}

/** What is in use once nothing is left to be collected. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** As somebody else asks it, who has done nothing. */
async function normalQuery(): Promise<void> {
  const { token, slug } = await seedPerson(api.db);
  const { data, errors } = await send(
    api,
    `{ system { version } experiments(workspace: "${slug}", first: 25) { edges { node { name status } } } }`,
    { token },
  );
  expect({ errors, data }).toEqual({
    errors: undefined,
    data: { system: { version: '0.0.0' }, experiments: { edges: [] } },
  });
}

const internalErrors = () => api.logLines.filter((line) => JSON.parse(line).level >= 50);

afterEach(async () => {
  await normalQuery();
  expect(heapBytes() - heapBefore).toBeLessThan(MEMORY_BYTES);
  expect(internalErrors()).toEqual([]);
}, 60_000);

describe('each is turned away with its code, and the server answers others', () => {
  test.each(requestAttacks)('$name', async ({ run, expected }) => expect(await run(target)).toBe(expected));
  test.each(socketAttacks)('$name', { timeout: 60_000 }, async ({ run, expected }) => {
    const { token, slug } = await seedPerson(api.db);
    expect(await run({ ...target, token, slug })).toBe(expected);
  });
});

test('SQL, paths, U+0000, half pairs and huge numbers as every argument break nothing', {
  timeout: 600_000,
}, async () => {
  const broken: string[] = [];
  let sent = 0;
  let { token } = target;
  let batch: { place: string; query: string; variables: unknown }[] = [];
  const places = new Set<string>();
  const flush = async () => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(batch.map(({ query, variables }) => ({ query, variables }))),
    });
    const answers: unknown = await response.json();
    for (const [i, { place, variables }] of batch.entries()) {
      const found = codes(JSON.stringify(Array.isArray(answers) ? answers[i] : answers));
      if (OUR_FAULT.test(found) || /LIMITED|PARSE|VALIDATION/.test(found))
        broken.push(`${place}: ${found} of ${JSON.stringify(variables).slice(0, 200)}`);
    }
    sent += batch.length;
    batch = [];
    // Each owner has a rate of their own, and there are more values than one may send.
    if (sent % 2000 === 0)
      ({ token } = await seedPerson(api.db, { scope: 'ADMIN', workspaceId: target.workspaceId }));
  };
  for (const operation of hostileOperations(schema, target)) {
    places.add(operation.place);
    if (operation.operation === 'subscription') continue;
    batch.push(operation);
    if (batch.length === 8) await flush();
  }
  await flush();
  expect(broken).toEqual([]);
  expect(places.size).toBeGreaterThan(100);
  expect(sent).toBeGreaterThan(1500);
  // What is there is still there.
  expect(await api.db.user.count()).toBeGreaterThan(0);
  expect(
    await api.db.sample.count({ where: { version: { dataset: { name: { startsWith: 'Discs' } } } } }),
  ).toBe(2);
});

test('hostile texts as arguments of subscriptions are turned away', { timeout: 120_000 }, async () => {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${target.token}` },
    retryAttempts: 0,
  });
  const outcomes = new Set<string>();
  for (const { operation, place, query, variables } of hostileOperations(schema, target)) {
    // A number opens it: what follows is what happens next. So does every text that is a path, and only shown.
    if (operation !== 'subscription' || place.includes('since') || place.includes('page.path')) continue;
    const first = await new Promise<unknown>((resolve) =>
      client.subscribe(
        { query, variables },
        { next: resolve, error: (errors) => resolve({ errors }), complete: () => resolve({}) },
      ),
    );
    outcomes.add(codes(JSON.stringify(first)));
  }
  await client.dispose();
  expect([...outcomes].sort()).toEqual(['BAD_USER_INPUT', 'NOT_FOUND']);
});

test('hostile addresses of files name nothing', { timeout: 120_000 }, async () => {
  const wrong: string[] = [];
  for (const address of hostileAddresses(target)) {
    const response = await fetch(`${api.url}${address}`, {
      headers: { authorization: `Bearer ${target.token}` },
    });
    const text = await response.text();
    if (
      response.status >= 500 ||
      response.status < 400 ||
      /root:|text\/html/.test(text + response.headers.get('content-type'))
    )
      wrong.push(`${response.status} ${address}: ${text.slice(0, 100)}`);
  }
  expect(wrong).toEqual([]);
});

test('hostile texts at the doors of sign-in and uploads are turned away or kept as texts', {
  timeout: 120_000,
}, async () => {
  const wrong: string[] = [];
  const post = async (address: string, headers: Record<string, string>, body?: string) => {
    const response = await fetch(`${api.url}${address}`, {
      method: 'POST',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    await response.arrayBuffer();
    if (response.status >= 500)
      wrong.push(`${response.status} ${address} ${JSON.stringify(headers)} ${body}`);
  };
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  // Longer headers are refused by Node itself.
  for (const text of HOSTILE_TEXTS.filter(({ length }) => length < 1000)) {
    const json = { 'content-type': 'application/json', origin: api.url };
    const fields = JSON.stringify({ name: text, email: text, password: text, invitation: text, token: text });
    for (const way of [
      'sign-in/email',
      'sign-up/email',
      'sign-in/magic-link',
      'request-password-reset',
      'reset-password',
    ])
      await post(`/api/auth/${way}`, json, fields);
    for (const metadata of [
      `filename ${base64(text)},workspace ${base64(target.slug)}`,
      `filename ${base64('a.fits')},relativePath ${base64(text)},workspace ${base64(target.slug)}`,
      `filename ${base64('a.fits')},workspace ${base64(text)}`,
      `filename ${base64(text)}${base64(text)}=,,workspace`,
    ])
      await post('/uploads', {
        ...authorized(target),
        'tus-resumable': '1.0.0',
        'upload-length': '0',
        'upload-metadata': metadata,
      });
  }
  expect(wrong).toEqual([]);
});
