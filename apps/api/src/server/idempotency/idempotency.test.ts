import { buildSchema, isObjectType, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { claimRequest, dropExpiredRequests, finishRequest } from './requests.ts';
import { asksForSecret, SECRET_FIELDS } from './secretFields.ts';

let api: TestApi;
let person: TestPerson;

beforeAll(async () => {
  api = await startApi({ limits: { idempotencyKeysPerUser: 20 } });
  person = await seedPerson(api.db);
});
afterAll(() => api.close());

const CREATE = `mutation Create($input: CreateDatasetInput!) {
  createDataset(input: $input) { dataset { id name } problems { code } } }`;

interface Sent {
  status: number;
  replayed: string | null;
  retryAfter: string | null;
  text: string;
  code: string | undefined;
}

async function send(
  key: string | null,
  name: string,
  {
    token = person.token,
    query = CREATE,
    input = { workspace: person.slug, name },
  }: { token?: string; query?: string; input?: Record<string, unknown> } = {},
): Promise<Sent> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify({ query, variables: { input } }),
  });
  const text = await response.text();
  const { errors } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
  return {
    status: response.status,
    replayed: response.headers.get('idempotent-replayed'),
    retryAfter: response.headers.get('retry-after'),
    text,
    code: errors?.[0]?.extensions.code,
  };
}

const datasets = (name: string) => api.db.dataset.count({ where: { name } });

test('the same request gets the first answer, letter for letter, and is done once', async () => {
  const first = await send('a', 'Once');
  expect([first.status, first.replayed]).toEqual([200, null]);
  const again = await send('a', 'Once');
  expect(again).toEqual({ ...first, replayed: 'true' });
  expect(await datasets('Once')).toBe(1);
  // Without a key it is another attempt.
  expect((await send(null, 'Once')).text).toContain('NAME_TAKEN');
});

test('of many that are sent at once one is done', async () => {
  const sent = await Promise.all(Array.from({ length: 8 }, () => send('at-once', 'At once')));
  expect(await datasets('At once')).toBe(1);
  for (const { status, code, retryAfter } of sent)
    if (status === 409) expect([code, retryAfter]).toEqual(['IDEMPOTENCY_KEY_RUNNING', '1']);
    else expect([status, code]).toEqual([200, undefined]);
  expect(sent.filter(({ status, replayed }) => status === 200 && replayed === null)).toHaveLength(1);
  expect((await send('at-once', 'At once')).replayed).toBe('true');
});

test('a key is for one request of one caller', async () => {
  await send('mine', 'Mine');
  expect(await send('mine', 'Yours')).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  expect(await datasets('Yours')).toBe(0);
  const other = await seedPerson(api.db, { workspaceId: person.workspaceId });
  expect((await send('mine', 'Theirs', { token: other.token })).replayed).toBeNull();
  const reader = await seedPerson(api.db, { scope: 'READ', workspaceId: person.workspaceId });
  expect((await send('mine', 'Mine', { token: reader.token })).code).toBe('FORBIDDEN');
  expect((await send('mine', 'Mine', { token: 'nobody' })).code).toBe('UNAUTHENTICATED');
  for (const key of ['with space', 'x'.repeat(256)])
    expect(await send(key, 'Mine')).toMatchObject({ status: 400, code: 'IDEMPOTENCY_KEY_INVALID' });
});

test('what was refused or broke may be sent again with its key, problems are an answer', async () => {
  expect((await send('refused', 'Later', { query: CREATE.replace('name }', 'nme }') })).status).toBe(400);
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: person.workspaceId });
  expect((await send('refused', 'Later', { token: viewer.token })).code).toBe('FORBIDDEN');
  await api.db.member.updateMany({ where: { userId: viewer.userId }, data: { role: 'EDITOR' } });
  expect(await send('refused', 'Later', { token: viewer.token })).toMatchObject({
    code: undefined,
    replayed: null,
  });
  const problems = await send('problems', 'Later');
  expect(problems.text).toContain('NAME_TAKEN');
  expect(await send('problems', 'Later')).toEqual({ ...problems, replayed: 'true' });
});

test('equal experiments are two that share their stages, and with a key one', async () => {
  const { globalId: datasetVersionId } = await seedVersion(api, person.workspaceId, [{}, {}]);
  const query = `mutation ($input: CreateExperimentInput!) {
    createExperiment(input: $input) { experiment { id } problems { code path } } }`;
  const input = {
    workspace: person.slug,
    datasetVersionId,
    clustering: { algorithm: 'KMEANS', scanFrom: 2, scanTo: 2 },
  };
  const create = (key: string | null) => send(key, '', { query, input });
  const sent = [
    await create(null),
    await create(null),
    await create('experiment'),
    await create('experiment'),
  ];
  expect(sent.map(({ code, replayed }) => [code, replayed])).toEqual([
    [undefined, null],
    [undefined, null],
    [undefined, null],
    [undefined, 'true'],
  ]);
  const rows = await api.db.experiment.findMany({
    where: { datasetVersion: { samples: { some: {} } }, workspaceId: person.workspaceId },
    select: { seed: true, preprocessing: true, model: true, projections: true, clustering: true },
  });
  // Stage keys are made of these and of the version alone; the worker's test of the chain reuses every stage by them.
  expect(rows).toHaveLength(3);
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
});

test('a query with a key is simply answered', async () => {
  const query = 'query ($input: JSON) { viewer { user { id } } }';
  for (let i = 0; i < 2; i++)
    expect(await send('query', 'x', { query: query.replace('($input: JSON) ', '') })).toMatchObject({
      status: 200,
      replayed: null,
    });
  expect(await api.db.idempotentRequest.count({ where: { key: 'query' } })).toBe(0);
});

test('of several mutations in one, the first is not done again where the second failed', async () => {
  const elsewhere = await seedPerson(api.db);
  await api.db.member.create({
    data: { userId: person.userId, workspaceId: elsewhere.workspaceId, role: 'VIEWER' },
  });
  const query = `mutation Two($input: CreateDatasetInput!) { first: createDataset(input: $input) { problems { code } }
    second: createDataset(input: { workspace: "${elsewhere.slug}", name: "Two" }) { problems { code } } }`;
  const first = await send('two', 'Two', { query });
  expect([first.code, await datasets('Two')]).toEqual(['FORBIDDEN', 1]);
  expect(await send('two', 'Two', { query })).toEqual({ ...first, replayed: 'true' });
});

describe('an answer that may hold a secret', () => {
  const CREATE_TOKEN = `mutation ($input: CreateApiTokenInput!) {
    createApiToken(input: $input) { secret token { id } problems { code } } }`;
  const createToken = (key: string, query = CREATE_TOKEN) =>
    send(key, 'Nightly', { token: admin.token, query, input: { name: 'Nightly', scope: 'READ' } });
  const tokens = () => api.db.apiToken.count({ where: { userId: admin.userId, name: 'Nightly' } });
  let admin: TestPerson;
  beforeAll(async () => {
    admin = await seedPerson(api.db, { scope: 'ADMIN' });
  });

  test('is not kept, and the repeat is told that it was done', async () => {
    const first = await createToken('secret');
    const { secret } = (JSON.parse(first.text) as { data: { createApiToken: { secret: string } } }).data
      .createApiToken;
    expect(secret).toMatch(/^ast_/);
    expect(await createToken('secret')).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_ANSWER_NOT_KEPT',
      replayed: null,
    });
    expect(await tokens()).toBe(1);
    const row = await api.db.idempotentRequest.findFirstOrThrow({ where: { key: 'secret' } });
    expect([row.answer, JSON.stringify(row).includes(secret)]).toEqual([null, false]);
  });

  test('is kept where the secret was not asked for', async () => {
    const query = CREATE_TOKEN.replace('secret ', '');
    const first = await createToken('no-secret-asked', query);
    expect(await createToken('no-secret-asked', query)).toEqual({ ...first, replayed: 'true' });
    expect(await tokens()).toBe(2);
  });
});

test('secrets are found wherever a document selects them', () => {
  const people = buildSchema(`
    type Query { links: [PublicLink!]! }
    type PublicLink { id: ID!  url: String! }
    type ApiTokenPayload { secret: String  name: String }
    type Mutation { createApiToken: ApiTokenPayload!  createPublicLink: PublicLink! }`);
  const asks = (text: string) => asksForSecret(people, parse(text));
  expect(asks('mutation { createApiToken { name } }')).toBe(false);
  expect(asks('mutation { createApiToken { x: secret } }')).toBe(true);
  expect(asks('mutation { createPublicLink { ...L } } fragment L on PublicLink { url }')).toBe(true);
  expect(asks('mutation { createPublicLink { ... { ... on PublicLink { url } } } }')).toBe(true);
});

test('no field of the schema is named as a secret is without being one', () => {
  const named = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
    .filter((name) => /\.(\w*secret|\w*password|token)$/i.test(name))
    // The payload's token is the row, without its secret.
    .filter((name) => name !== 'ApiTokenPayload.token');
  expect(named.filter((name) => !SECRET_FIELDS.has(name))).toEqual([]);
  for (const name of SECRET_FIELDS) {
    const [typename = '', field = ''] = name.split('.');
    const type = schema.getType(typename);
    expect(isObjectType(type) && field in type.getFields(), name).toBe(true);
  }
});

test('keys run out after a day, those that were cut off after ten minutes, and are swept', async () => {
  const start = new Date('2030-01-01T00:00:00Z');
  const at = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
  const claim = async (key: string, minutes: number, fingerprint = 'same') =>
    (
      await claimRequest(api.db, {
        caller: 'somebody',
        key,
        fingerprint,
        now: at(minutes),
        expiresAt: at(minutes + 24 * 60),
        keysMaximum: 2,
      })
    ).state;
  expect([
    await claim('a', 0),
    await claim('a', 9),
    await claim('a', 11, 'another'),
    await claim('a', 11),
  ]).toEqual(['CLAIMED', 'RUNNING', 'ANOTHER_REQUEST', 'CLAIMED']);
  // Whoever was thought dead and ends after all changes nothing.
  await finishRequest(
    api.db,
    { caller: 'somebody', key: 'a' },
    { startedAt: at(0), finishedAt: at(12), answer: 'old' },
  );
  expect(await claim('a', 12)).toBe('RUNNING');
  await finishRequest(
    api.db,
    { caller: 'somebody', key: 'a' },
    { startedAt: at(11), finishedAt: at(12), answer: '{}' },
  );
  expect(await claim('a', 13)).toBe('ANSWERED');
  expect([await claim('b', 13), await claim('c', 13)]).toEqual(['CLAIMED', 'TOO_MANY']);
  expect(await claim('a', 11 + 24 * 60)).toBe('CLAIMED');
  expect(await dropExpiredRequests(api.db, at(13 + 24 * 60))).toBeGreaterThan(0);
  expect(await claim('c', 13 + 24 * 60)).toBe('CLAIMED');
});
