import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let person: TestPerson;
beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db);
});
afterAll(() => api.close());

const line = z.looseObject({ msg: z.string(), requestId: z.string().optional() });
const linesOf = (requestId: string | null) =>
  api.logLines.map((text) => line.parse(JSON.parse(text))).filter((entry) => entry.requestId === requestId);

async function post(body: unknown, token = person.token) {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  return { answer: await response.json(), requestId: response.headers.get('x-request-id') };
}

/** What /metrics says of a series. */
async function measured(name: string, labels: Record<string, string>): Promise<number | undefined> {
  const text = await api.meters.registry.metrics();
  const found = text
    .split('\n')
    .find(
      (row) =>
        row.startsWith(`${name}{`) &&
        Object.entries(labels).every(([label, value]) => row.includes(`${label}="${value}"`)),
    );
  return found === undefined ? undefined : Number(found.split(' ').at(-1));
}
const COUNT = 'asterism_graphql_operation_seconds_count';

test('every request is one line with its id, its user and its operation', async () => {
  const { requestId } = await post({ query: 'query Who { viewer { user { name } } }' });
  await expect.poll(() => linesOf(requestId)).toHaveLength(1);
  expect(linesOf(requestId)[0]).toMatchObject({
    msg: 'request',
    requestId,
    userId: person.userId,
    operationName: 'Who',
    method: 'POST',
    route: '/graphql',
    status: 200,
    ms: expect.any(Number),
  });
});

test('no address, token or cookie is in the log', async () => {
  const secret = 'TOPSECRET'.repeat(3);
  const headers = { authorization: `Bearer ${person.token}`, cookie: `session=${secret}` };
  const response = await fetch(`${api.url}/api/auth/magic-link/verify?token=${secret}`, {
    headers,
    redirect: 'manual',
  });
  const requestId = response.headers.get('x-request-id');
  await expect.poll(() => linesOf(requestId).length).toBeGreaterThan(0);
  expect(linesOf(requestId)[0]).toMatchObject({ route: '/api/auth/*', userId: null });
  expect(api.logLines.join('')).not.toMatch(new RegExp(`${secret}|${person.token}`));
});

test('what nobody meant is logged once, with the ids of its one line', async () => {
  const { id: versionId } = await seedVersion(api, person.workspaceId, [{}, {}]);
  await seedExperiment(api.db, { workspaceId: person.workspaceId, versionId }, { model: { broken: true } });
  const { requestId } = await post({
    query: `query Broken { experiments(workspace: "${person.slug}") { edges { node { model { kind } } } } }`,
  });
  await expect.poll(() => linesOf(requestId)).toHaveLength(2);
  const [failure, request] = linesOf(requestId);
  expect(failure).toMatchObject({
    level: 50,
    userId: person.userId,
    operationName: 'Broken',
    err: expect.anything(),
  });
  expect(request).toMatchObject({ msg: 'request', level: 30, operationName: 'Broken' });
  expect(await measured(COUNT, { operation: 'Broken', outcome: 'FAILED' })).toBe(1);
});

test('a refused route is a line too', async () => {
  const response = await fetch(`${api.url}/nothing/here?secret=1`);
  await expect.poll(() => linesOf(response.headers.get('x-request-id'))).toHaveLength(1);
});

test('requests, operations, the queue and open subscriptions are measured', async () => {
  await post({ query: 'query Measured { viewer { user { name } } }' });
  await send(api, 'query Refused { experiments(workspace: "none") { totalCount } }', { token: person.token });
  await api.db.$executeRaw`SELECT graphile_worker.add_job('stage.run@native', '{"stageId":"s"}'::json)`;
  const { id: versionId } = await seedVersion(api, person.workspaceId, [{}, {}]);
  const experiment = await seedExperiment(api.db, { workspaceId: person.workspaceId, versionId });
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${person.token}` },
    retryAttempts: 0,
  });
  const events = client.iterate({
    query: `subscription Watched { experimentProgress(id: "${experiment.globalId}") { sequence } }`,
  });
  await events.next();
  const route = { route: '/graphql', method: 'POST', status: '200' };
  await expect.poll(() => measured('asterism_http_request_seconds_count', route)).toBeGreaterThan(1);
  expect(await measured(COUNT, { operation: 'Measured', outcome: 'OK' })).toBe(1);
  expect(await measured(COUNT, { operation: 'Refused', outcome: 'REFUSED' })).toBe(1);
  expect(await measured('asterism_queue_jobs', { job: 'stage.run', state: 'waiting' })).toBe(1);
  const open = () => measured('asterism_subscriptions_open', { operation: 'Watched' });
  expect(await open()).toBe(1);
  await client.dispose();
  await expect.poll(open).toBe(0);
  await expect
    .poll(() =>
      api.logLines.filter((text) => text.includes('socket operation')).map((text) => JSON.parse(text)),
    )
    .toMatchObject([{ userId: person.userId, operationName: 'Watched', kind: 'subscription', answers: 1 }]);
});

test('readiness is lost with a migration, with the database, and at the end', async () => {
  const ask = async () => {
    const response = await fetch(`${api.url}/readyz`);
    return z.looseObject({ status: z.string() }).parse(await response.json());
  };
  expect(await ask()).toEqual({ status: 'ok' });
  await api.db
    .$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%clusterers'`;
  expect((await ask()).reasons).toEqual([
    expect.stringMatching(/lacks 1 migrations, from \d+_clusterers on/),
  ]);
  await api.db.$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
  expect(await ask()).toEqual({ status: 'ok' });
  await api.db.$executeRaw`ALTER TABLE _prisma_migrations RENAME TO hidden`;
  expect((await ask()).status).toBe('not ready');
  await api.db.$executeRaw`ALTER TABLE hidden RENAME TO _prisma_migrations`;
});
