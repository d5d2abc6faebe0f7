import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let ids: string[];
let foreign: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  const make = async (by: TestPerson) => {
    const version = await seedVersion(api, by.workspaceId, [{}]);
    return (await seedExperiment(api.db, { workspaceId: by.workspaceId, versionId: version.id })).globalId;
  };
  ids = [await make(editor), await make(editor), await make(editor)];
  foreign = await make(await seedPerson(api.db));
});
afterAll(() => api.close());

const SAVE = `mutation ($input: SaveComparisonInput!) { saveComparison(input: $input) {
  comparison { id title text state experiments { id } } problems { code path } } }`;
const NODE = 'query ($id: ID!) { node(id: $id) { ... on Comparison { title experiments { id } } } }';

async function save(input: Record<string, unknown>, by = editor) {
  const { data, errors } = await send(api, SAVE, {
    token: by.token,
    variables: { input: { workspace: editor.slug, title: 'A view', experimentIds: ids, ...input } },
  });
  if (errors) return errors[0]?.extensions['code'];
  const answer = data?.['saveComparison'] as {
    comparison: { id: string } | null;
    problems: { code: string; path: string[] }[];
  };
  return answer.comparison ?? answer.problems;
}

test('a comparison is kept in its order, and changed', async () => {
  const made = await save({
    experimentIds: [ids[2], ids[0]],
    text: ' Two seeds. ',
    state: { pair: 'E-3,E-1' },
  });
  expect(made).toMatchObject({
    title: 'A view',
    text: 'Two seeds.',
    state: { pair: 'E-3,E-1' },
    experiments: [{ id: ids[2] }, { id: ids[0] }],
  });
  const { id } = made as { id: string };
  const changed = await save({ id, title: 'Another', experimentIds: [ids[1], ids[2]] });
  expect(changed).toEqual({
    id,
    title: 'Another',
    text: 'Two seeds.',
    state: { pair: 'E-3,E-1' },
    experiments: [{ id: ids[1] }, { id: ids[2] }],
  });
  const { data } = await send(api, NODE, { token: editor.token, variables: { id } });
  expect(data?.['node']).toEqual({ title: 'Another', experiments: [{ id: ids[1] }, { id: ids[2] }] });
});

test.each([
  ['one experiment', () => ({ experimentIds: [ids[0]] }), 'TOO_SMALL'],
  ['the same twice', () => ({ experimentIds: [ids[0], ids[0]] }), 'NAMED_TWICE'],
  ['one of another workspace', () => ({ experimentIds: [ids[0], foreign] }), 'EXPERIMENT_NOT_FOUND'],
  ['no title', () => ({ title: ' ' }), 'TOO_SMALL'],
  ['a long text', () => ({ text: 'x'.repeat(10_001) }), 'TOO_LARGE'],
  ['a long state', () => ({ state: { x: 'x'.repeat(5000) } }), 'INVALID'],
  ['one that never was', () => ({ id: encodeGlobalId('Comparison', 'none') }), 'COMPARISON_NOT_FOUND'],
])('%s is a problem', async (_name, input, code) => {
  expect(await save(input())).toMatchObject([{ code }]);
});

test('kept comparisons are listed page by page, the newest first, to members alone', async () => {
  const maker = await seedPerson(api.db, { role: 'EDITOR' });
  const version = await seedVersion(api, maker.workspaceId, [{}]);
  const of = { workspaceId: maker.workspaceId, versionId: version.id };
  const own = [await seedExperiment(api.db, of), await seedExperiment(api.db, of)].map((row) => row.globalId);
  for (const title of ['First', 'Second', 'Third'])
    await save({ workspace: maker.slug, experimentIds: own, title }, maker);
  const LIST = `query ($slug: String!, $first: Int, $after: String) { comparisons(workspace: $slug, first: $first, after: $after) {
    totalCount edges { node { title createdBy { id } experiments { id } } } pageInfo { endCursor hasNextPage } } }`;
  const list = async (variables: object, by = maker) =>
    send(api, LIST, { token: by.token, variables: { slug: maker.slug, ...variables } });
  const { data } = await list({ first: 2 });
  const page = data?.['comparisons'] as { pageInfo: { endCursor: string } };
  const node = (title: string) => ({
    node: { title, createdBy: { id: expect.any(String) }, experiments: own.map((id) => ({ id })) },
  });
  expect(page).toMatchObject({
    totalCount: 3,
    edges: [node('Third'), node('Second')],
    pageInfo: { hasNextPage: true },
  });
  const rest = await list({ first: 2, after: page.pageInfo.endCursor });
  expect(rest.data?.['comparisons']).toMatchObject({
    edges: [node('First')],
    pageInfo: { hasNextPage: false },
  });
  const { errors } = await list({}, editor);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
});

test('a comparison is deleted, and what was done with it is told', async () => {
  const maker = await seedPerson(api.db, { role: 'EDITOR', workspaceId: editor.workspaceId });
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const { id } = (await save({ title: 'Short-lived' }, maker)) as { id: string };
  await save({ id, title: 'Renamed' }, editor);
  const remove = async (by: TestPerson) => {
    const query = `mutation ($id: ID!) { deleteComparison(input: { id: $id }) { comparison { title } problems { code } } }`;
    const { data, errors } = await send(api, query, { token: by.token, variables: { id } });
    return errors?.[0]?.extensions['code'] ?? data?.['deleteComparison'];
  };
  const gone = { comparison: null, problems: [{ code: 'COMPARISON_NOT_FOUND' }] };
  expect(await remove(viewer)).toBe('FORBIDDEN');
  expect(await remove(await seedPerson(api.db))).toEqual(gone);
  expect(await remove(editor)).toMatchObject({ problems: [] });
  expect(await remove(editor)).toEqual(gone);
  const { data } = await send(api, NODE, { token: editor.token, variables: { id } });
  expect(data?.['node']).toBeNull();
  const told = await api.db.activity.findMany({
    where: { subjectType: 'Comparison', workspaceId: editor.workspaceId },
    orderBy: { id: 'desc' },
    take: 3,
  });
  expect(told.map(({ sentence }) => sentence.replace(/^.*? (?=saved|changed|deleted)/, ''))).toEqual([
    'deleted the comparison "Renamed".',
    'changed the comparison "Renamed".',
    'saved the comparison "Short-lived".',
  ]);
});

test('viewers cannot; strangers see nothing of it', async () => {
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const stranger = await seedPerson(api.db);
  expect(await save({}, viewer)).toBe('FORBIDDEN');
  expect(await save({}, stranger)).toMatchObject([{ code: 'WORKSPACE_NOT_FOUND' }]);
  const { id } = (await save({})) as { id: string };
  const seen = await send(api, NODE, { token: stranger.token, variables: { id } });
  expect(seen).toEqual({ data: { node: null } });
  expect((await send(api, NODE, { token: viewer.token, variables: { id } })).data?.['node']).toMatchObject({
    title: 'A view',
  });
});
