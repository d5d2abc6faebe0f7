import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let colleague: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  colleague = await seedPerson(api.db, { role: 'EDITOR', workspaceId: editor.workspaceId });
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  stranger = await seedPerson(api.db);
});
afterAll(() => api.close());

async function save(input: Record<string, unknown>, by = editor) {
  const query = `mutation ($input: SaveViewInput!) { saveView(input: $input) {
    view { id name shared state madeBy { name } } problems { code path } } }`;
  const variables = {
    input: { workspace: editor.slug, name: 'Best first', state: { search: 'sort=X' }, ...input },
  };
  const { data, errors } = await send(api, query, { token: by.token, variables });
  if (errors) return errors[0]?.extensions['code'];
  const { view, problems } = data!['saveView'] as {
    view: { id: string } | null;
    problems: { code: string }[];
  };
  return view ?? problems;
}

async function namesSeenBy(person: TestPerson): Promise<unknown> {
  const { data } = await send(api, `{ workspace(slug: "${editor.slug}") { views { name } } }`, {
    token: person.token,
  });
  return (data?.['workspace'] as { views: { name: string }[] } | null)?.views.map(({ name }) => name);
}

async function remove(id: string, by: TestPerson) {
  const query = `mutation ($id: ID!) { deleteView(input: { id: $id }) { view { name } problems { code } } }`;
  const { data, errors } = await send(api, query, { token: by.token, variables: { id } });
  return errors?.[0]?.extensions['code'] ?? data?.['deleteView'];
}

test('a view is its maker’s until it is shared, then it belongs to all who edit', async () => {
  const made = (await save({})) as { id: string };
  expect(made).toMatchObject({ name: 'Best first', shared: false, state: { search: 'sort=X' } });
  expect(await namesSeenBy(editor)).toEqual(['Best first']);
  expect(await namesSeenBy(colleague)).toEqual([]);
  expect(await save({ id: made.id, name: 'Mine' }, colleague)).toMatchObject([{ code: 'VIEW_NOT_FOUND' }]);
  expect(await save({ id: made.id, shared: true })).toMatchObject({ shared: true });
  expect(await namesSeenBy(viewer)).toEqual(['Best first']);
  expect(await save({ id: made.id, name: 'Ours' }, colleague)).toMatchObject({ name: 'Ours', shared: true });
  expect(await remove(made.id, viewer)).toBe('FORBIDDEN');
  expect(await remove(made.id, stranger)).toMatchObject({ problems: [{ code: 'VIEW_NOT_FOUND' }] });
  expect(await remove(made.id, colleague)).toEqual({ view: { name: 'Ours' }, problems: [] });
  expect(await namesSeenBy(editor)).toEqual([]);
});

test.each([
  ['a name that is none', { name: '  ' }, ['name']],
  ['a state that is no object', { state: [1] }, ['state']],
  ['a state of a megabyte', { state: { search: 'x'.repeat(1e6) } }, ['state']],
])('%s is refused', async (_, input, path) => {
  expect(await save(input)).toMatchObject([{ path }]);
});

test('a viewer keeps none, a stranger sees no workspace', async () => {
  expect(await save({}, viewer)).toBe('FORBIDDEN');
  expect(await save({}, stranger)).toMatchObject([{ code: 'WORKSPACE_NOT_FOUND' }]);
});
