import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let pages: Server;
let owner: TestPerson;
let ids: Record<string, string>;

const globalId = (typename: string, id: string) => Buffer.from(`${typename}:${id}`).toString('base64');

beforeAll(async () => {
  pages = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`page of ${request.method} ${request.url} for ${request.headers.host}`);
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  api = await startApi({
    limits: { operationsPerWindow: 100_000, anonymousPerWindow: 100_000 },
    nextOrigin: `http://127.0.0.1:${(pages.address() as AddressInfo).port}`,
  });
  owner = await seedPerson(api.db);
  const version = await seedVersion(api, owner.workspaceId, [{}, {}]);
  const sample = await api.db.sample.findFirstOrThrow({ where: { versionId: version.id } });
  const experiment = await seedExperiment(api.db, { workspaceId: owner.workspaceId, versionId: version.id });
  const study = await api.db.study.create({
    data: { workspaceId: owner.workspaceId, name: 'Study', grid: {}, datasetVersionId: version.id },
  });
  const cluster = await api.db.cluster.create({
    data: { experimentId: experiment.id, label: 0, size: 2, isNoise: false, memberIndexes: [1, 0] },
  });
  ids = {
    User: owner.userId,
    Workspace: owner.workspaceId,
    Dataset: version.datasetId,
    DatasetVersion: version.id,
    Sample: sample.id,
    Experiment: experiment.id,
    Study: study.id,
    Cluster: cluster.id,
  };
});
afterAll(async () => {
  await api.close();
  pages.close();
});

const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const node = (token: string, id: string) => send(api, NODE, { token, variables: { id } });

test('node gives everything that has an id', async () => {
  for (const [typename, id] of Object.entries(ids)) {
    const { data, errors } = await node(owner.token, globalId(typename, id));
    expect(errors).toBeUndefined();
    expect(data?.['node']).toEqual({ __typename: typename, id: globalId(typename, id) });
  }
});

test('a stranger sees nothing of it, as if it were made up', async () => {
  const stranger = await seedPerson(api.db);
  for (const [typename, id] of Object.entries(ids)) {
    const seen = await node(stranger.token, globalId(typename, id));
    expect(seen).toEqual(await node(stranger.token, globalId(typename, 'made-up')));
    expect(seen).toEqual({ data: { node: null } });
  }
  expect(await node(stranger.token, 'not an id')).toEqual({ data: { node: null } });
  expect(await node(stranger.token, globalId('Nothing', 'x'))).toEqual({ data: { node: null } });
});

const LIST = (field: string) =>
  `query ($slug: String!) { ${field}(workspace: $slug) { edges { node { id } } } }`;
const CREATE =
  'mutation ($slug: String!) { createDataset(input: { workspace: $slug, name: "New" }) { dataset { id } problems { code } } }';

describe('who may do what', () => {
  // What each gets: data, null, or an error's code.
  const rows: [string, () => Promise<string | undefined>, Record<'workspace' | 'list' | 'create', string>][] =
    [
      [
        'anonymous',
        async () => undefined,
        { workspace: 'UNAUTHENTICATED', list: 'UNAUTHENTICATED', create: 'UNAUTHENTICATED' },
      ],
      [
        'a wrong token',
        async () => `ast_${'x'.repeat(43)}`,
        { workspace: 'UNAUTHENTICATED', list: 'UNAUTHENTICATED', create: 'UNAUTHENTICATED' },
      ],
      [
        'a stranger',
        async () => (await seedPerson(api.db)).token,
        { workspace: 'null', list: 'NOT_FOUND', create: 'WORKSPACE_NOT_FOUND' },
      ],
      [
        'a viewer',
        async () => (await seedPerson(api.db, { role: 'VIEWER', workspaceId: owner.workspaceId })).token,
        { workspace: 'data', list: 'data', create: 'FORBIDDEN' },
      ],
      [
        'a READ token of an owner',
        async () => (await seedPerson(api.db, { scope: 'READ', workspaceId: owner.workspaceId })).token,
        { workspace: 'data', list: 'data', create: 'FORBIDDEN' },
      ],
      [
        'an editor',
        async () => (await seedPerson(api.db, { role: 'EDITOR', workspaceId: owner.workspaceId })).token,
        { workspace: 'data', list: 'data', create: 'data' },
      ],
    ];
  test.each(rows)('%s', async (_name, tokenOf, expected) => {
    const token = await tokenOf();
    const ask = async (query: string) => {
      const { data, errors } = await send(api, query, { token, variables: { slug: owner.slug } });
      if (errors) return errors[0]?.extensions['code'];
      const value = Object.values(data ?? {})[0] as { problems?: { code: string }[] } | null;
      return value?.problems?.[0]?.code ?? (value === null ? 'null' : 'data');
    };
    expect(await ask('query ($slug: String!) { workspace(slug: $slug) { id } }')).toBe(expected.workspace);
    for (const field of ['datasets', 'experiments', 'studies'])
      expect(await ask(LIST(field))).toBe(expected.list);
    expect(await ask(CREATE)).toBe(expected.create);
  });

  test('a token that was revoked, and one that has run out', async () => {
    for (const data of [{ revokedAt: new Date() }, { expiresAt: new Date(0) }]) {
      const { token, userId } = await seedPerson(api.db);
      expect((await send(api, '{ viewer { user { id } } }', { token })).data?.['viewer']).not.toBeNull();
      await api.db.apiToken.updateMany({ where: { userId }, data });
      expect((await send(api, '{ viewer { user { id } } }', { token })).data?.['viewer']).toBeNull();
    }
  });

  test('a token of one workspace sees that one alone', async () => {
    const person = await seedPerson(api.db, { workspaceId: owner.workspaceId });
    const own = await api.db.workspace.create({
      data: { slug: 'own', name: 'Own', members: { create: { userId: person.userId, role: 'OWNER' } } },
    });
    await api.db.apiToken.updateMany({ where: { userId: person.userId }, data: { workspaceId: own.id } });
    const { data } = await send(api, '{ viewer { workspaces { slug role } } }', { token: person.token });
    expect(data?.['viewer']).toEqual({ workspaces: [{ slug: 'own', role: 'OWNER' }] });
    expect(await node(person.token, globalId('Experiment', ids['Experiment']!))).toEqual({
      data: { node: null },
    });
  });
});

test('last use of a token is noted once a minute', async () => {
  const { token, userId } = await seedPerson(api.db);
  const used = async () => (await api.db.apiToken.findFirstOrThrow({ where: { userId } })).lastUsedAt;
  await send(api, '{ viewer { user { id } } }', { token });
  const first = await used();
  expect(first).not.toBeNull();
  await send(api, '{ viewer { user { id } } }', { token });
  expect(await used()).toEqual(first);
});

test('what nobody meant is masked, logged once, and found by its id', async () => {
  const { token, workspaceId, slug } = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, workspaceId, [{}, {}]);
  await seedExperiment(api.db, { workspaceId, versionId }, { model: { broken: true } });
  const before = api.logLines.length;
  const { errors } = await send(
    api,
    `{ experiments(workspace: "${slug}") { edges { node { model { kind } } } } }`,
    { token },
  );
  expect(errors).toHaveLength(1);
  const { requestId, code, ...rest } = errors![0]!.extensions;
  expect(code).toBe('INTERNAL_SERVER_ERROR');
  expect(rest).toEqual({});
  expect(errors![0]!.message).not.toMatch(/invalid|expected/i);
  const logged = api.logLines.slice(before).filter((line) => line.includes(String(requestId)));
  expect(logged.filter((line) => line.includes('"err"'))).toHaveLength(1);
});

test('the schema is for those who are signed in', async () => {
  const query = '{ __schema { queryType { name } } }';
  expect((await send(api, query)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  expect((await send(api, query, { token: owner.token })).errors).toBeUndefined();
});

test('queries that are too deep are refused with the limit', async () => {
  const deep = (levels: number): string =>
    levels ? `dataset { latestVersion { ${deep(levels - 1)} } }` : 'id';
  const { errors } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ...Deep } } fragment Deep on DatasetVersion { ${deep(10)} }`,
    { token: owner.token, variables: { id: 'x' } },
  );
  expect(errors?.[0]?.message).toMatch(/limit is 16/);
});

test('a form of another site cannot send queries', async () => {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"query":"{ viewer { user { id } } }"}',
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
});

test('all that is not the API is a page', async () => {
  const page = await fetch(`${api.url}/spaces/demo?tab=1`);
  expect(await page.text()).toMatch(/^page of GET \/spaces\/demo\?tab=1/);
  expect(page.headers.get('x-frame-options')).toBe('DENY');
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${api.url}/readyz`)).json()).toEqual({ status: 'ok' });
});

test('new workspaces', async () => {
  const create = async (name: string, slug?: string) => {
    const { data } = await send(
      api,
      'mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { workspace { slug role } problems { code path } } }',
      { token: owner.token, variables: { input: { name, slug } } },
    );
    return data?.['createWorkspace'];
  };
  expect(await create('Für Scheiben & Ringe')).toEqual({
    workspace: { slug: 'fu-r-scheiben-ringe', role: 'OWNER' },
    problems: [],
  });
  expect(await create('Other', 'fu-r-scheiben-ringe')).toMatchObject({
    problems: [{ code: 'NAME_TAKEN', path: ['slug'] }],
  });
  expect(await create('Other', 'No Slug')).toMatchObject({ problems: [{ path: ['slug'] }] });
  expect(await create('')).toMatchObject({ problems: [{ code: 'TOO_SMALL', path: ['name'] }] });
});
