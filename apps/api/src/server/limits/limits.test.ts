import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { LIMITS } from './limits.ts';

const WINDOW = { windowSeconds: 600 };

let api: TestApi;
let person: TestPerson;

beforeAll(async () => {
  api = await startApi({ limits: { socketsPerUser: 3, subscriptionsPerSocket: 2, subscriptionsPerUser: 3 } });
  person = await seedPerson(api.db);
});
afterAll(() => api.close());

interface Answer {
  status: number;
  headers: Headers;
  errors?: { message: string; extensions: { code: string; amount?: number; limit?: number } }[];
  code?: string;
}

async function post(body: unknown, { url, token }: { url?: string; token?: string } = {}): Promise<Answer> {
  const response = await fetch(`${url ?? api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? person.token}` },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Omit<Answer, 'status' | 'headers'>;
  return { ...answer, status: response.status, headers: response.headers };
}

const nested = (open: string, levels: number, close: string) => open.repeat(levels) + close.repeat(levels);
const fields = (levels: number): string =>
  `{ ${'dataset { latestVersion { '.repeat(levels)}id${' } }'.repeat(levels)} }`;

describe('what is too large', () => {
  const rows: [string, string, { amount: number; limit: number }, unknown][] = [
    [
      'tokens',
      'TOO_MANY_TOKENS',
      { amount: 4001, limit: 4000 },
      { query: `{ ${'__typename '.repeat(5000)} }` },
    ],
    [
      'brackets',
      'QUERY_TOO_NESTED',
      { amount: 101, limit: 100 },
      { query: `{ node(id: ${nested('[', 200, ']')}) { id } }` },
    ],
    [
      'variables',
      'VARIABLES_TOO_NESTED',
      { amount: 101, limit: 100 },
      { query: '{ system { version } }', variables: { a: JSON.parse(nested('[', 1000, ']')) } },
    ],
    [
      'aliases',
      'TOO_MANY_ALIASES',
      { amount: 51, limit: 50 },
      { query: `{ ${Array.from({ length: 10_000 }, (_, i) => `a${i}: __typename`).join(' ')} }` },
    ],
    [
      'directives',
      'TOO_MANY_DIRECTIVES',
      { amount: 51, limit: 50 },
      { query: `{ __typename ${'@include(if: true) '.repeat(60)} }` },
    ],
    [
      'a cycle of fragments',
      'FRAGMENT_CYCLE',
      { amount: 1, limit: 0 },
      { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' },
    ],
    [
      'a cycle that nothing uses',
      'FRAGMENT_CYCLE',
      { amount: 1, limit: 0 },
      { query: '{ __typename } fragment A on Query { ...A }' },
    ],
    [
      'levels',
      'QUERY_TOO_DEEP',
      { amount: 22, limit: 16 },
      { query: `{ node(id: "x") { ...D } } fragment D on DatasetVersion ${fields(10)}` },
    ],
    [
      'fields by fragments within fragments',
      'QUERY_TOO_LARGE',
      // 2 uses of each of 10 fragments, the last with a field.
      { amount: 3070, limit: 1000 },
      {
        query: `{ ...F0 ${Array.from({ length: 10 }, (_, i) => (i ? '' : '...F0')).join(' ')} } ${Array.from(
          { length: 10 },
          (_, i) => `fragment F${i} on Query { ${i === 9 ? '__typename' : `...F${i + 1} ...F${i + 1}`} }`,
        ).join(' ')}`,
      },
    ],
    [
      'lists within lists',
      'QUERY_TOO_COSTLY',
      { amount: 1 + 100 * (3 + 1000 * 3), limit: 100_000 },
      {
        query: `query ($n: Int!) { datasets(workspace: "x", first: $n) { edges { node {
          latestVersion { samples(first: 1000) { edges { node { id index } } } } } } } }`,
        variables: { n: 100 },
      },
    ],
    [
      'operations in a request',
      'BATCH_TOO_LARGE',
      { amount: 1000, limit: 10 },
      Array.from({ length: 1000 }, () => ({ query: '{ __typename }' })),
    ],
  ];

  test.each(rows)('%s', async (_name, code, excess, body) => {
    const { status, errors } = await post(body);
    expect(errors).toHaveLength(1);
    expect({ status, ...errors![0]!.extensions }).toEqual({ status: 400, code, ...excess });
    expect(errors![0]!.message).toContain(String(excess.limit));
  });

  test.each(rows.filter(([, , , body]) => !Array.isArray(body)))(
    '%s, on a socket',
    async (_name, code, excess, body) => {
      const client = connect();
      const { query, variables } = body as { query: string; variables?: Record<string, unknown> };
      const answer = await new Promise<unknown>((resolve) =>
        client.subscribe(
          { query, ...(variables ? { variables } : {}) },
          { next: ({ errors }) => resolve(errors), error: resolve, complete: () => resolve('nothing') },
        ),
      );
      expect(answer).toMatchObject([{ extensions: { code, ...excess } }]);
      await client.dispose();
    },
  );

  test('a body says how long it is and may be', async () => {
    const { status, errors } = await post({ query: ' '.repeat(2 << 20) });
    expect(status).toBe(413);
    expect(errors![0]!.extensions).toEqual({
      code: 'BODY_TOO_LARGE',
      amount: (2 << 20) + JSON.stringify({ query: '' }).length,
      limit: 1 << 20,
    });
  });
});

test('what is not JSON, not text and not GraphQL has a code each', async () => {
  const send = async (type: string, body: string) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${person.token}` },
      body,
    });
    const { errors } = (await response.json()) as Answer;
    return [response.status, errors?.[0]?.extensions.code];
  };
  expect(await send('application/json', '{')).toEqual([400, 'BODY_UNREADABLE']);
  expect(await send('multipart/form-data; boundary=x', '--x\r\nbroken')).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);
  expect(await send('application/json', '{ "query": "{ viewer {" }')).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  expect(await send('application/json', '{ "query": 3 }')).toEqual([400, 'BAD_REQUEST']);
});

test('a batch of a few operations is answered, each with its own', async () => {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
    body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ nothing }' }]),
  });
  expect(response.headers.get('ratelimit-remaining')).not.toBeNull();
  expect(await response.json()).toMatchObject([
    { data: { __typename: 'Query' } },
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
});

test('clients can read the limits', async () => {
  const { errors, ...answer } = await post({
    query: '{ system { limits { cost operationsPerWindow windowSeconds uploadBytes } } }',
  });
  expect(errors).toBeUndefined();
  const { cost, operationsPerWindow, windowSeconds, uploadBytes } = LIMITS;
  expect(answer).toMatchObject({
    data: { system: { limits: { cost, operationsPerWindow, windowSeconds, uploadBytes } } },
  });
});

describe('rates', () => {
  test('of a token: the headers count down, the next is refused until the window ends', async () => {
    const few = await startApi({ limits: { ...WINDOW, operationsPerWindow: 3 } });
    const { token } = await seedPerson(few.db);
    const ask = (own = token) => post({ query: '{ __typename }' }, { url: few.url, token: own });
    const seen = [await ask(), await ask(), await ask()].map(({ status, headers }) => [
      status,
      headers.get('ratelimit-limit'),
      headers.get('ratelimit-remaining'),
    ]);
    expect(seen).toEqual([
      [200, '3', '2'],
      [200, '3', '1'],
      [200, '3', '0'],
    ]);
    const refused = await ask();
    expect([refused.status, refused.headers.get('ratelimit-remaining')]).toEqual([429, '0']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(refused.errors![0]!.extensions).toEqual({ code: 'RATE_LIMITED', amount: 4, limit: 3 });
    // Another token is another client, and files have a count of their own.
    expect((await ask((await seedPerson(few.db)).token)).status).toBe(200);
    const file = await fetch(`${few.url}/blobs/x/y`, { headers: { authorization: `Bearer ${token}` } });
    expect([file.status, file.headers.get('ratelimit-limit')]).toEqual([404, String(LIMITS.filesPerWindow)]);
    await few.close();
  });

  test('of an address, and of those who are not signed in; health is never refused', async () => {
    const few = await startApi({
      limits: { ...WINDOW, requestsPerAddressPerWindow: 6, anonymousPerWindow: 2 },
    });
    const ask = () =>
      fetch(`${few.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
      });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask()).status);
    expect(statuses).toEqual([200, 200, 429]);
    const { token } = await seedPerson(few.db);
    for (let i = 0; i < 3; i++)
      expect((await post({ query: '{ __typename }' }, { url: few.url, token })).status).toBe(200);
    const refused = await post({ query: '{ __typename }' }, { url: few.url, token });
    expect(refused.errors![0]!).toMatchObject({ extensions: { code: 'RATE_LIMITED', amount: 7, limit: 6 } });
    expect((await fetch(`${few.url}/healthz`)).status).toBe(200);
    // A header that anybody can send changes nothing.
    const forwarded = await fetch(`${few.url}/blobs/x/y`, { headers: { 'x-forwarded-for': '192.0.2.1' } });
    expect([forwarded.status, await forwarded.json()]).toMatchObject([
      429,
      { code: 'RATE_LIMITED', limit: 6 },
    ]);
    await few.close();
  });

  test('behind a trusted proxy the address is the one that the proxy wrote', async () => {
    const few = await startApi({ trustProxy: true, limits: { ...WINDOW, anonymousPerWindow: 1 } });
    const ask = async (forwarded: string) =>
      (await fetch(`${few.url}/blobs/x/y`, { headers: { 'x-forwarded-for': forwarded } })).status;
    expect(await ask('192.0.2.1')).toBe(401);
    expect(await ask('192.0.2.1')).toBe(429);
    expect(await ask('192.0.2.2')).toBe(401);
    // What stands before it was sent by the client.
    expect(await ask('198.51.100.9, 192.0.2.1')).toBe(429);
    await few.close();
  });
});

function connect(token = person.token) {
  return createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazyCloseTimeout: 60_000,
  });
}

describe('sockets', () => {
  /** An experiment is shown as soon as it is watched; what is refused says why. */
  const watch = (client: ReturnType<typeof connect>, id: string) =>
    new Promise<string>((resolve) => {
      client.subscribe(
        { query: `subscription { experimentProgress(id: "${id}") { sequence } }` },
        {
          next: ({ errors }) => resolve(String(errors?.[0]?.extensions?.['code'] ?? 'open')),
          error: (error) =>
            resolve(Array.isArray(error) ? error[0].extensions.code : `closed: ${Object(error).reason}`),
          complete: () => resolve('complete'),
        },
      );
    });
  const newcomer = async () => {
    const { token, workspaceId } = await seedPerson(api.db);
    const { id: versionId } = await seedVersion(api, workspaceId, [{}, {}]);
    const { globalId } = await seedExperiment(api.db, { workspaceId, versionId });
    return { token, id: globalId };
  };

  test('subscriptions of a socket and of a user are counted, and those that end make room', async () => {
    const { token, id } = await newcomer();
    const first = connect(token);
    expect([await watch(first, id), await watch(first, id), await watch(first, id)]).toEqual([
      'open',
      'open',
      'TOO_MANY_SUBSCRIPTIONS',
    ]);
    const second = connect(token);
    expect([await watch(second, id), await watch(second, id)]).toEqual(['open', 'TOO_MANY_SUBSCRIPTIONS']);
    await first.dispose();
    await expect.poll(() => watch(second, id)).toBe('open');
    await second.dispose();
  });

  test('sockets of a user are counted', async () => {
    const { token, id } = await newcomer();
    const clients = Array.from({ length: 3 }, () => connect(token));
    for (const client of clients) expect(await watch(client, id)).toBe('open');
    expect(await watch(connect(token), id)).toBe('closed: TOO_MANY_SOCKETS: the limit is 3 of one user.');
    for (const client of clients) await client.dispose();
  });
});
