import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createLoaders } from '../../loaders.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
// Number: silhouette. Ties, and unfinished ones without a value.
const SILHOUETTES = [0.5, null, 0.2, 0.5, 0.9, null, 0.2, 0.5, null, 0.1];
const FINISHED: Record<number, Date> = { 3: new Date('2026-01-01'), 7: new Date('2026-03-01') };

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { scope: 'READ' });
  const { id: versionId } = await seedVersion(api, editor.workspaceId, [{}, {}]);
  const at = { workspaceId: editor.workspaceId, versionId };
  for (const [i, silhouette] of SILHOUETTES.entries())
    await seedExperiment(api.db, at, {
      silhouette,
      status: silhouette === null ? 'RUNNING' : 'SUCCEEDED',
      name: i % 2 ? 'odd 100%' : 'even',
      tags: i < 3 ? ['first'] : [],
      model: { kind: i < 5 ? 'CONV' : 'VAE', latentSize: 2 + i },
      finishedAt: FINISHED[i + 1] ?? null,
    });
});
afterAll(() => api.close());

interface Connection {
  edges: { cursor: string; node: { number: number } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount?: number;
}

async function list(args: string): Promise<Connection> {
  const { data, errors } = await send(
    api,
    `{ experiments(workspace: "${editor.slug}", ${args}) {
         totalCount edges { cursor node { number } }
         pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { token: editor.token },
  );
  expect(errors).toBeUndefined();
  return data?.['experiments'] as Connection;
}

const numbers = ({ edges }: Connection) => edges.map(({ node }) => node.number);

async function walk(orderBy: string, size: number, backward = false): Promise<number[]> {
  const all: number[] = [];
  let cursor = '';
  for (let page = 0; page < 20; page++) {
    const at = cursor && `, ${backward ? 'before' : 'after'}: "${cursor}"`;
    const found = await list(`orderBy: ${orderBy}, ${backward ? 'last' : 'first'}: ${size}${at}`);
    if (backward) all.unshift(...numbers(found));
    else all.push(...numbers(found));
    if (!(backward ? found.pageInfo.hasPreviousPage : found.pageInfo.hasNextPage)) return all;
    cursor = backward ? found.pageInfo.startCursor : found.pageInfo.endCursor;
  }
  throw new Error('The pages do not end.');
}

const SILHOUETTE_ASC = '{ field: SILHOUETTE, direction: ASC }';
const SILHOUETTE_DESC = '{ field: SILHOUETTE, direction: DESC }';

test('experiments are found by their numbers, and by those that there are', async () => {
  const found = await list('filter: { numbers: [7, 2, 99] }, first: 5');
  expect(numbers(found)).toEqual([7, 2]);
  expect(numbers(await list('filter: { numbers: [] }, first: 5'))).toEqual([]);
});

test('the newest are first', async () => {
  const found = await list('first: 3');
  expect(numbers(found)).toEqual([10, 9, 8]);
  expect(found.totalCount).toBe(10);
  expect(found.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
});

test.each([1, 2, 3, 4, 10, 50])(
  'pages of %i hold every row once, unfinished ones last in both directions',
  async (size) => {
    expect(await walk(SILHOUETTE_ASC, size)).toEqual([10, 3, 7, 1, 4, 8, 5, 2, 6, 9]);
    expect(await walk(SILHOUETTE_DESC, size)).toEqual([5, 8, 4, 1, 7, 3, 10, 9, 6, 2]);
  },
);

test.each([1, 3, 10])('backwards in pages of %i is the same list', async (size) => {
  for (const order of [SILHOUETTE_ASC, SILHOUETTE_DESC, '{ field: CREATED_AT, direction: DESC }'])
    expect(await walk(order, size, true)).toEqual(await walk(order, 50));
});

test.each([0, 1, 4, 9, 10, 50])('of the list without its first %i rows a page begins there', async (skip) => {
  const all = await walk(SILHOUETTE_DESC, 50);
  const found = await list(`orderBy: ${SILHOUETTE_DESC}, first: 3, skip: ${skip}`);
  expect(numbers(found)).toEqual(all.slice(skip, skip + 3));
  expect(found.totalCount).toBe(10);
  expect(found.pageInfo).toMatchObject({ hasPreviousPage: skip > 0, hasNextPage: skip + 3 < 10 });
  const last = await list(`orderBy: ${SILHOUETTE_DESC}, last: 3, skip: ${skip}`);
  expect(numbers(last)).toEqual(all.slice(Math.max(0, 7 - skip), Math.max(0, 10 - skip)));
});

test('several keys sort one after another', async () => {
  const order = `[{ field: NAME, direction: DESC }, ${SILHOUETTE_DESC}]`;
  expect(await walk(order, 2)).toEqual([8, 4, 10, 6, 2, 5, 1, 7, 3, 9]);
});

test.each([
  ['{ status: [RUNNING] }', [9, 6, 2]],
  ['{ tag: "first" }', [3, 2, 1]],
  ['{ text: "100%" }', [10, 8, 6, 4, 2]],
  ['{ text: "e-7" }', [7]],
  ['{ model: [VAE], silhouetteAtLeast: 0.2 }', [8, 7]],
  ['{ where: [{ field: "model.latentSize", atLeast: 9 }] }', [10, 9, 8]],
  ['{ where: [{ field: "model.kind", equals: "CONV" }, { field: "metrics.silhouette", atMost: 0.4 }] }', [3]],
  [
    '{ where: [{ field: "preprocessing.channels", equals: [0] }, { field: "model.latentSize", equals: 4 }] }',
    [3],
  ],
  [
    '{ where: [{ field: "preprocessing.channels.0", equals: 0 }, { field: "model.latentSize", equals: 5 }] }',
    [4],
  ],
  ['{ createdAfter: "2100-01-01T00:00:00Z" }', []],
  ['{ finishedAfter: "2026-02-01T00:00:00Z" }', [7]],
  ['{ datasetId: "RGF0YXNldDp4" }', []],
  ['{ archived: true }', []],
])('filter %s', async (filter, expected) => {
  const found = await list(`filter: ${filter}`);
  expect(numbers(found)).toEqual(expected);
  expect(found.totalCount).toBe(expected.length);
});

test.each([
  ['first: -1', /must not be negative/],
  ['first: 1000', /at most 200/],
  ['first: 2, last: 2', /not both/],
  ['skip: -1', /skip is 0 to/],
  ['skip: 100001', /skip is 0 to/],
  ['after: "bm90IGEgY3Vyc29y"', /cursor/],
  ['filter: { where: [{ field: "model; DROP TABLE", equals: 1 }] }', /no field/],
])('%s is refused with what to do', async (args, message) => {
  const { data, errors } = await send(
    api,
    `{ experiments(workspace: "${editor.slug}", ${args}) { totalCount } viewer { user { name } } }`,
    { token: editor.token },
  );
  expect(data?.['experiments']).toBeNull();
  expect(data?.['viewer']).not.toBeNull();
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).toMatch(message);
});

test("another order's cursor is refused", async () => {
  const { pageInfo } = await list(`orderBy: ${SILHOUETTE_ASC}, first: 2`);
  const { errors } = await send(
    api,
    `{ experiments(workspace: "${editor.slug}", after: "${pageInfo.endCursor}") { totalCount } }`,
    { token: editor.token },
  );
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

const ORDERS = [
  'CREATED_AT',
  'NAME',
  'SILHOUETTE',
  'STABILITY',
  'MSE',
  'MS_SSIM',
  'DURATION',
  'CLUSTER_COUNT',
];
const DIRECTIONS = ['ASC', 'DESC'];
const WAYS = ['first', 'last'];

test('every order is read from an index, whichever way, and from the cursor on', async () => {
  const { workspaceId, slug, token } = await seedPerson(api.db, { scope: 'READ' });
  const version = await seedVersion(api, workspaceId, [{}]);
  await api.db.$executeRaw`
    INSERT INTO "Experiment" (id, "workspaceId", number, name, seed, "datasetVersionId", preprocessing, model, clustering,
      silhouette, stability, mse, "msSsim", "durationSeconds", "clusterCount")
    SELECT 'big' || n, ${workspaceId}, n, 'n' || n, 0, ${version.id}, '{}', jsonb_build_object('latentSize', n % 50), '{}',
      nullif(n % 40, 0), nullif(n % 41, 0), nullif(n % 42, 0), nullif(n % 43, 0), nullif(n % 44, 0), nullif(n % 45, 0)
    FROM generate_series(1, 5000) n`;
  await api.db.$executeRaw`ANALYZE "Experiment"`;
  const lastStatement = async (args: string) => {
    const before = api.statements.length;
    const query = `{ experiments(workspace: "${slug}", ${args}) { pageInfo { startCursor endCursor } } }`;
    const { data, errors } = await send(api, query, { token });
    expect(errors).toBeUndefined();
    const { query: sql, params } = api.statements
      .slice(before)
      .find((statement) => statement.query.includes('"Experiment" e'))!;
    const values = z.array(z.unknown()).parse(JSON.parse(params));
    const rows = await api.db.$queryRawUnsafe<Record<string, string>[]>(`EXPLAIN ${sql}`, ...values);
    return { plan: rows.flatMap(Object.values).join('\n'), page: data?.['experiments'] as Connection };
  };
  for (const field of ORDERS)
    for (const direction of DIRECTIONS)
      for (const way of WAYS) {
        const order = `orderBy: { field: ${field}, direction: ${direction} }, ${way}: 10`;
        const { plan, page } = await lastStatement(order);
        const cursor =
          way === 'first' ? `after: "${page.pageInfo.endCursor}"` : `before: "${page.pageInfo.startCursor}"`;
        const { plan: next } = await lastStatement(`${order}, ${cursor}`);
        for (const text of [plan, next]) expect(text, order).not.toMatch(/Seq Scan|Sort/);
        expect(next, order).toMatch(/Index Cond: .*ROW\(/);
      }
  const { plan } = await lastStatement(
    'first: 10, filter: { where: { field: "model.latentSize", equals: 7 } }',
  );
  expect(plan).toMatch(/Experiment_model_idx/);
});

test('a page of ten costs as many reads as a page of two', async () => {
  const at = await api.db.experiment.findMany({ where: { workspaceId: editor.workspaceId } });
  for (const experiment of at)
    await seedStage(api.db, [experiment], { kind: 'PREPROCESS', status: 'SUCCEEDED' });
  const readAll = async (count: number): Promise<number> => {
    const before = api.statements.length;
    const loaders = createLoaders(api.db);
    await Promise.all(
      at.slice(0, count).map(async ({ id, datasetVersionId }) => {
        await loaders.stages.load(id);
        await loaders.clusters.load(id);
        const { datasetId } = await loaders.version.load(datasetVersionId);
        await loaders.dataset.load(datasetId);
      }),
    );
    return api.statements.length - before;
  };
  const reads = await readAll(2);
  expect(reads).toBeGreaterThan(2);
  expect(await readAll(10)).toBe(reads);
});
