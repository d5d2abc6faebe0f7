import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;
let versionId: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  stranger = await seedPerson(api.db);
  versionId = (await seedVersion(api, editor.workspaceId, [{}])).id;
});
afterAll(() => api.close());

/** An experiment's observation, empty. */
async function newObservation() {
  const { workspaceId } = editor;
  const { id } = await seedExperiment(api.db, { workspaceId, versionId });
  const observation = await api.db.observation.create({ data: { workspaceId, experimentId: id } });
  return { rowId: observation.id, id: encodeGlobalId('Observation', observation.id) };
}

async function ask<T>(person: TestPerson, query: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await send(api, query, { token: person.token, variables });
  if (errors) throw new Error(String(errors[0]?.extensions['code']));
  return Object.values(data ?? {})[0] as T;
}

interface Listed {
  unreadComments: number;
  comments: {
    totalCount: number;
    edges: { node: { id: string; body: string; isUnread: boolean } }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
}
const LIST = `query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Observation {
  unreadComments comments(first: $first, after: $after) {
    totalCount pageInfo { endCursor hasNextPage }
    edges { node { id body isUnread isResolved author { name } replyTo { id } resolvedBy { name }
      observation { id } reactions { emoji users { name } } } } } } } }`;
const list = (person: TestPerson, id: string, page: { first?: number; after?: string } = {}) =>
  ask<Listed>(person, LIST, { id, ...page });

const ADD = `mutation ($input: AddCommentInput!) { addComment(input: $input) {
  comment { id anchor { start end } } problems { code } } }`;
async function comment(observationId: string, body: string, more: Record<string, unknown> = {}) {
  const input = { observationId, body, ...more };
  const payload = await ask<{ comment: { id: string; anchor: { start: string; end: string } | null } }>(
    editor,
    ADD,
    { input },
  );
  return payload.comment;
}

const READ =
  'mutation ($id: ID!) { readObservation(input: { id: $id }) { observation { unreadComments } problems { code } } }';

test('comments come in pages, the oldest first', async () => {
  const { id } = await newObservation();
  const first = await comment(id, 'a');
  await comment(id, 'b');
  await comment(id, 'c', { replyTo: first.id });
  const page = await list(viewer, id, { first: 2 });
  expect(page.comments.edges.map(({ node }) => node.body)).toEqual(['a', 'b']);
  expect(page.comments).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const next = await list(viewer, id, { first: 2, after: page.comments.pageInfo.endCursor });
  expect(next.comments.edges.map(({ node }) => node.body)).toEqual(['c']);
});

test('comments of others are new until they are read; whoever looks on may read them too', async () => {
  const { id, rowId } = await newObservation();
  await comment(id, 'One.');
  await comment(id, 'Two.');
  const unread = async (person: TestPerson) => {
    const { unreadComments, comments } = await list(person, id);
    expect(comments.edges.filter(({ node }) => node.isUnread)).toHaveLength(unreadComments);
    return unreadComments;
  };
  expect([await unread(viewer), await unread(editor)]).toEqual([2, 0]);
  expect(await ask(viewer, READ, { id })).toEqual({ observation: { unreadComments: 0 }, problems: [] });
  await api.db.comment.create({
    data: { observationId: rowId, body: 'Three.', createdAt: new Date(Date.now() + 1000) },
  });
  expect(await unread(viewer)).toBe(1);
  await ask(viewer, READ, { id });
  expect(await unread(viewer)).toBe(1);
  expect(await ask(stranger, READ, { id })).toEqual({
    observation: null,
    problems: [{ code: 'OBSERVATION_NOT_FOUND' }],
  });
});

test('fifty comments with all that is said of them cost no more statements than two', async () => {
  const { id } = await newObservation();
  const add = async (count: number) => {
    for (let i = 0; i < count; i++) {
      const first = await comment(id, 'a');
      await comment(id, 'b', { replyTo: first.id });
      await ask(
        editor,
        'mutation ($id: ID!) { reactToComment(input: { id: $id, emoji: "👍", on: true }) { problems { code } } }',
        { id: first.id },
      );
    }
  };
  const statements = async () => {
    const before = api.statements.length;
    await list(viewer, id, { first: 50 });
    return api.statements.length - before;
  };
  await add(1);
  const ofTwo = await statements();
  await add(24);
  expect(await statements()).toBe(ofTwo);
});
