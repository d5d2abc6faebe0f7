import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeGlobalId, rowId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedFinishedExperiment } from '../../testing/seedResults.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let editor: TestPerson;
let viewer: TestPerson;
let stranger: TestPerson;
let clusterIds: string[];
/** Of a new observation for each test. */
let observationId: string;

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
  const { workspaceId } = owner;
  editor = await seedPerson(api.db, { role: 'EDITOR', workspaceId });
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId });
  stranger = await seedPerson(api.db);
  const version = await seedVersion(api, workspaceId, [{}, {}]);
  const experiment = await seedFinishedExperiment(api, {
    workspaceId,
    versionId: version.id,
    sampleCount: 2,
  });
  const { id: experimentId } = experiment;
  await api.db.cluster.createMany({
    data: Array.from({ length: 20 }, (_, i) => ({
      experimentId,
      label: 100 + i,
      size: 0,
      isNoise: false,
      memberIndexes: [],
    })),
  });
  clusterIds = (await api.db.cluster.findMany({ where: { label: { gte: 100 } } })).map(({ id }) => id);
});
beforeEach(async () => {
  const { id } = await api.db.observation.create({
    data: { workspaceId: owner.workspaceId, clusterId: clusterIds.pop()! },
  });
  observationId = encodeGlobalId('Observation', id);
});
afterAll(() => api.close());

interface Comment {
  id: string;
  body: string;
  author: { id: string } | null;
  quote: string | null;
  anchor: { start: string; end: string } | null;
  replyTo: { id: string } | null;
  isResolved: boolean;
  resolvedBy: { id: string } | null;
  isDeleted: boolean;
  isUnread: boolean;
  reactions: { emoji: string; isMine: boolean; users: { id: string }[] }[];
}
const FIELDS = `id body author { id } quote anchor { start end } replyTo { id } isResolved resolvedBy { id }
  isDeleted isUnread reactions { emoji isMine users { id } }`;

/** What a mutation of comments gives: the comment, or the code of what was wrong. */
async function change(
  { token }: TestPerson,
  field: string,
  input: Record<string, unknown>,
): Promise<{ comment: Comment | null; code: string | null; path: string[] | null }> {
  const type = field === 'deleteComment' ? 'IdInput' : `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await send(
    api,
    `mutation ($input: ${type}!) { ${field}(input: $input) { comment { ${FIELDS} } problems { code path } } }`,
    { token, variables: { input } },
  );
  if (errors) return { comment: null, code: String(errors[0]?.extensions['code']), path: null };
  const payload = data?.[field] as { comment: Comment | null; problems: { code: string; path: string[] }[] };
  return {
    comment: payload.comment,
    code: payload.problems[0]?.code ?? null,
    path: payload.problems[0]?.path ?? null,
  };
}

async function write(person: TestPerson, body: string, more: Record<string, unknown> = {}): Promise<Comment> {
  const { comment, code } = await change(person, 'addComment', { observationId, body, ...more });
  if (!comment) throw new Error(`The comment was refused: ${code}`);
  return comment;
}

async function read({ token }: TestPerson, id: string): Promise<Comment | null> {
  const { data } = await send(api, `query ($id: ID!) { node(id: $id) { ... on Comment { ${FIELDS} } } }`, {
    token,
    variables: { id },
  });
  return (data?.['node'] ?? null) as Comment | null;
}

const user = ({ userId }: TestPerson) => ({ id: encodeGlobalId('User', userId) });

test('a comment on words, an answer, and an answer to the answer, which joins the thread', async () => {
  const first = await write(editor, '  Rings?  ', { quote: 'two rings' });
  expect(first).toMatchObject({ body: 'Rings?', author: user(editor), quote: 'two rings', replyTo: null });
  const answer = await write(owner, 'Yes.', { replyTo: first.id });
  expect(answer.replyTo).toEqual({ id: first.id });
  const second = await write(editor, 'Sure?', { replyTo: answer.id });
  expect(second.replyTo).toEqual({ id: first.id });
});

test('a thread is resolved and opened again by any of its comments', async () => {
  const first = await write(editor, 'Rings?');
  const answer = await write(owner, 'Yes.', { replyTo: first.id });
  const resolved = await change(owner, 'resolveComment', { id: answer.id, resolved: true });
  expect(resolved.comment).toMatchObject({ id: first.id, isResolved: true, resolvedBy: user(owner) });
  expect(await read(viewer, answer.id)).toMatchObject({ isResolved: true });
  await change(editor, 'resolveComment', { id: first.id, resolved: false });
  for (const { id } of [first, answer])
    expect(await read(viewer, id)).toMatchObject({ isResolved: false, resolvedBy: null });
});

test('emoji are put beside a comment once each, and taken away', async () => {
  const { id } = await write(editor, 'Rings?');
  const react = (person: TestPerson, emoji: string, on = true) =>
    change(person, 'reactToComment', { id, emoji, on });
  await Promise.all([react(owner, '👍'), react(owner, '👍'), react(editor, '👍'), react(owner, '🎉')]);
  const [thumbs, party] = (await read(owner, id))!.reactions;
  expect(thumbs).toMatchObject({ emoji: '👍', isMine: true });
  expect(thumbs?.users).toEqual(expect.arrayContaining([user(owner), user(editor)]));
  expect(thumbs?.users).toHaveLength(2);
  expect(party).toEqual({ emoji: '🎉', isMine: true, users: [user(owner)] });
  await react(owner, '👍', false);
  expect((await read(owner, id))?.reactions[0]).toEqual({
    emoji: '👍',
    isMine: false,
    users: [user(editor)],
  });
  expect(await react(owner, '🍕')).toMatchObject({ code: 'UNKNOWN_VALUE', path: ['emoji'] });
});

test('an author takes their comment back, an owner anybody’s; the answers stay below one without words', async () => {
  const first = await write(editor, 'Rings?');
  const answer = await write(owner, 'Yes.', { replyTo: first.id });
  await change(owner, 'reactToComment', { id: first.id, emoji: '👍', on: true });
  expect(await change(editor, 'deleteComment', { id: answer.id })).toMatchObject({ code: 'NOT_YOURS' });
  expect((await change(editor, 'deleteComment', { id: first.id })).code).toBeNull();
  const left = { body: '', author: null, isDeleted: true, reactions: [] };
  expect(await read(viewer, first.id)).toMatchObject(left);
  expect(await read(viewer, answer.id)).toMatchObject({ body: 'Yes.', replyTo: { id: first.id } });
  expect(await change(owner, 'reactToComment', { id: first.id, emoji: '👍', on: true })).toMatchObject({
    code: 'COMMENT_NOT_FOUND',
  });
  // The thread goes on, and goes with its last comment.
  const last = await write(editor, 'Indeed.', { replyTo: first.id });
  await change(owner, 'deleteComment', { id: last.id });
  expect(await read(viewer, first.id)).toMatchObject(left);
  await change(owner, 'deleteComment', { id: answer.id });
  expect(await read(viewer, first.id)).toBeNull();
});

test('an anchor is what Yjs wrote of a place in the text, and nothing else', async () => {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  doc.getXmlFragment('text').insert(0, [paragraph]);
  const words = new Y.XmlText('two rings');
  paragraph.insert(0, [words]);
  const at = (index: number) =>
    base64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(words, index)));
  const anchor = { start: at(0), end: at(9) };
  expect((await write(editor, 'Rings?', { anchor, quote: 'two rings' })).anchor).toEqual(anchor);
  const elsewhere = base64(
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(doc.getMap('fields'), 0)),
  );
  for (const start of ['', 'no base64!', base64(Uint8Array.of(200, 200)), 'A'.repeat(204), elsewhere]) {
    const input = { observationId, body: 'Rings?', anchor: { start, end: at(9) } };
    expect(await change(editor, 'addComment', input), start).toMatchObject({ path: ['anchor', 'start'] });
  }
});

test('what cannot be is refused', async () => {
  const add = (input: object, person = editor) =>
    change(person, 'addComment', { observationId, body: 'Rings?', ...input });
  expect(await add({ body: ' \n ' })).toMatchObject({ code: 'TOO_SMALL', path: ['body'] });
  expect(await add({ body: 'x'.repeat(10_001) })).toMatchObject({ code: 'TOO_LARGE', path: ['body'] });
  expect(await add({ quote: 'x'.repeat(10_001) })).toMatchObject({ code: 'TOO_LARGE', path: ['quote'] });
  expect(await add({ body: 'a\0b' })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const elsewhere = await write(editor, 'Elsewhere');
  const { id } = await api.db.observation.create({
    data: { workspaceId: owner.workspaceId, clusterId: clusterIds.pop()! },
  });
  const other = { observationId: encodeGlobalId('Observation', id), replyTo: elsewhere.id };
  expect(await add(other)).toMatchObject({ code: 'COMMENT_NOT_FOUND', path: ['replyTo'] });
});

test('viewers read and write nothing, strangers see that nothing is there', async () => {
  const { id } = await write(editor, 'Rings?');
  expect(await read(viewer, id)).toMatchObject({ body: 'Rings?' });
  expect(await read(stranger, id)).toBeNull();
  for (const [field, input] of [
    ['addComment', { observationId, body: 'x' }],
    ['resolveComment', { id, resolved: true }],
    ['reactToComment', { id, emoji: '👍', on: true }],
    ['deleteComment', { id }],
  ] as const) {
    expect((await change(viewer, field, input)).code).toBe('FORBIDDEN');
    expect((await change(stranger, field, input)).code).toMatch(/^(OBSERVATION|COMMENT)_NOT_FOUND$/);
  }
  expect(await read(viewer, id)).toMatchObject({ body: 'Rings?', isResolved: false, reactions: [] });
});

test('what was done is told to those who follow the workspace', async () => {
  const { id } = await write(editor, 'Rings?');
  await change(editor, 'resolveComment', { id, resolved: true });
  await change(editor, 'deleteComment', { id });
  const deeds = await api.db.activity.findMany({
    where: { workspaceId: owner.workspaceId },
    orderBy: { id: 'desc' },
    take: 3,
  });
  expect(deeds.map(({ verb }) => verb)).toEqual(['deleted', 'resolved', 'commented']);
  const { clusterId } = await api.db.observation.findUniqueOrThrow({
    where: { id: rowId('Observation', observationId)! },
    select: { clusterId: true },
  });
  const { label } = await api.db.cluster.findUniqueOrThrow({ where: { id: clusterId! } });
  expect(deeds[2]?.sentence).toMatch(new RegExp(`commented on cluster ${label} of E-\\d+\\.$`));
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
