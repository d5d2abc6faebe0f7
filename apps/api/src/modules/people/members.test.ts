import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let editor: TestPerson;

beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
  editor = await seedPerson(api.db, { scope: 'ADMIN', role: 'EDITOR', workspaceId: owner.workspaceId });
});
afterAll(() => api.close());

const FIELDS = '{ workspace { role members { user { id } role } } problems { code path } }';
const CHANGE = `mutation ($input: ChangeRoleInput!) { changeRole(input: $input) ${FIELDS} }`;
const REMOVE = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) ${FIELDS} }`;
const userId = ({ userId }: TestPerson) => encodeGlobalId('User', userId);

interface Payload {
  workspace: { role: string; members: { user: { id: string }; role: string }[] } | null;
  problems: { code: string; path: string[] | null }[];
}

/** The payload, or the code of the refusal. */
async function ask(query: string, by: TestPerson, input: Record<string, unknown>): Promise<Payload | string> {
  const { data, errors } = await send(api, query, {
    token: by.token,
    variables: { input: { workspace: owner.slug, ...input } },
  });
  if (errors) return String(errors[0]?.extensions['code']);
  return Object.values(data ?? {})[0] as Payload;
}
const changeRole = (by: TestPerson, of: TestPerson, role: string) =>
  ask(CHANGE, by, { userId: userId(of), role });
const remove = (by: TestPerson, of: TestPerson) => ask(REMOVE, by, { userId: userId(of) });
const problem = (code: string) => ({ workspace: null, problems: [{ code, path: ['userId'] }] });

test('a workspace is handed over, and never without an owner', async () => {
  expect(await changeRole(owner, owner, 'VIEWER')).toEqual(problem('LAST_OWNER'));
  expect(await remove(owner, owner)).toEqual(problem('LAST_OWNER'));
  expect(await changeRole(owner, editor, 'OWNER')).toMatchObject({ workspace: { role: 'OWNER' } });
  expect(await changeRole(owner, owner, 'VIEWER')).toMatchObject({
    workspace: {
      role: 'VIEWER',
      members: [
        { user: { id: userId(owner) }, role: 'VIEWER' },
        { user: { id: userId(editor) }, role: 'OWNER' },
      ],
    },
  });
  expect(await changeRole(owner, editor, 'VIEWER')).toBe('FORBIDDEN');
});

test('two owners who step back at once leave one', async () => {
  for (let round = 0; round < 12; round++) {
    owner = await seedPerson(api.db, { scope: 'ADMIN' });
    const other = await seedPerson(api.db, { scope: 'ADMIN', workspaceId: owner.workspaceId });
    const answers = await Promise.all([changeRole(owner, owner, 'EDITOR'), remove(other, other)]);
    expect(answers).toContainEqual(problem('LAST_OWNER'));
    expect(await api.db.member.count({ where: { workspaceId: owner.workspaceId, role: 'OWNER' } })).toBe(1);
  }
});

test('only owners change roles and remove others; a token of scope ADMIN makes nobody one', async () => {
  for (const by of [
    editor,
    await seedPerson(api.db, { scope: 'ADMIN', role: 'VIEWER', workspaceId: owner.workspaceId }),
  ]) {
    expect(await changeRole(by, by, 'OWNER')).toBe('FORBIDDEN');
    expect(await remove(by, owner)).toBe('FORBIDDEN');
  }
  for (const scope of ['READ', 'WRITE'] as const) {
    const by = await seedPerson(api.db, { scope, workspaceId: owner.workspaceId });
    expect(await changeRole(by, editor, 'VIEWER')).toBe('FORBIDDEN');
    expect(await remove(by, by)).toBe('FORBIDDEN');
  }
});

test('a stranger cannot tell a workspace or a member from a made-up one', async () => {
  const stranger = await seedPerson(api.db, { scope: 'ADMIN' });
  const foreign = await ask(REMOVE, stranger, { userId: userId(editor) });
  const madeUp = await ask(REMOVE, stranger, { userId: userId(editor), workspace: 'made-up' });
  expect(foreign).toEqual({
    workspace: null,
    problems: [{ code: 'WORKSPACE_NOT_FOUND', path: ['workspace'] }],
  });
  expect(madeUp).toEqual(foreign);
  expect(await changeRole(owner, stranger, 'OWNER')).toEqual(problem('MEMBER_NOT_FOUND'));
  expect(await ask(CHANGE, owner, { userId: 'made up', role: 'OWNER' })).toEqual(problem('MEMBER_NOT_FOUND'));
});

test('who is removed sees nothing any more, and what they made stays', async () => {
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}, {}]);
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: owner.workspaceId, versionId },
    { createdById: editor.userId },
  );
  await api.db.apiToken.updateMany({
    where: { userId: editor.userId },
    data: { workspaceId: owner.workspaceId },
  });
  const look = (token: string) =>
    send(api, 'query ($id: ID!) { experiment(id: $id) { createdBy { id } } }', {
      token,
      variables: { id: experiment.globalId },
    });
  expect((await look(editor.token)).data?.['experiment']).not.toBeNull();
  expect(await remove(owner, editor)).toMatchObject({ problems: [] });
  expect((await look(editor.token)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  expect((await look(owner.token)).data?.['experiment']).toEqual({ createdBy: { id: userId(editor) } });
  expect(await remove(owner, editor)).toEqual(problem('MEMBER_NOT_FOUND'));
});

test('members take themselves out', async () => {
  const answer = await remove(editor, editor);
  expect(answer).toEqual({ workspace: { role: 'VIEWER', members: [] }, problems: [] });
  const { data } = await send(api, '{ viewer { workspaces { slug } } }', { token: editor.token });
  expect(data?.['viewer']).toEqual({ workspaces: [] });
});

test('owners read who did what, the newest first and by which token; nobody else does', async () => {
  await changeRole(owner, editor, 'VIEWER');
  await remove(owner, editor);
  const TRAIL = `query ($slug: String!, $after: String) { workspace(slug: $slug) { auditTrail(first: 1, after: $after) {
    edges { node { sentence verb tokenName actor { id } subjectId } } pageInfo { hasNextPage endCursor } } } }`;
  const page = async (after?: string) => {
    const { data } = await send(api, TRAIL, { token: owner.token, variables: { slug: owner.slug, after } });
    const { workspace } = data as {
      workspace: { auditTrail: { edges: { node: unknown }[]; pageInfo: { endCursor: string } } };
    };
    return workspace.auditTrail;
  };
  const first = await page();
  expect(first).toMatchObject({
    edges: [
      {
        node: {
          sentence: expect.stringMatching(/^Person \d+ removed Person \d+ \(viewer\)\.$/),
          verb: 'removed',
          tokenName: 'test',
          actor: { id: userId(owner) },
          subjectId: userId(editor),
        },
      },
    ],
    pageInfo: { hasNextPage: true },
  });
  expect(await page(first.pageInfo.endCursor)).toMatchObject({
    edges: [{ node: { verb: 'changed role' } }],
    pageInfo: { hasNextPage: false },
  });
  const viewer = await seedPerson(api.db, { scope: 'ADMIN', role: 'VIEWER', workspaceId: owner.workspaceId });
  const { data, errors } = await send(api, TRAIL, { token: viewer.token, variables: { slug: owner.slug } });
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  expect(data?.['workspace']).toEqual({ auditTrail: null });
});
