import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;

beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
});
afterAll(() => api.close());

const INVITE = `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
  invitation { id email role url expiresAt } isMailed problems { code path } } }`;
const ACCEPT = `mutation ($token: String!) { acceptInvitation(input: { token: $token }) {
  workspace { slug role } problems { code } } }`;
const REVOKE =
  'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { invitation { url } problems { code } } }';
const LIST = 'query ($slug: String!) { workspace(slug: $slug) { invitations { id url role } } }';

interface Invited {
  invitation: { id: string; email: string | null; url: string; expiresAt: string } | null;
  isMailed: boolean;
  problems: { code: string; path: string[] | null }[];
}

async function invite(input: Record<string, unknown> = {}, by = owner): Promise<Invited | string> {
  const { data, errors } = await send(api, INVITE, {
    token: by.token,
    variables: { input: { workspace: owner.slug, role: 'EDITOR', ...input } },
  });
  return errors ? String(errors[0]?.extensions['code']) : (data?.['inviteMember'] as Invited);
}
async function invited(
  input: Record<string, unknown> = {},
): Promise<{ id: string; url: string; token: string }> {
  const answer = await invite(input);
  if (typeof answer === 'string' || !answer.invitation) throw new Error(JSON.stringify(answer));
  const { id, url } = answer.invitation;
  return { id, url, token: url.split('/').at(-1)! };
}
/** The workspace, or the code of what was wrong. */
async function accept(token: string, by: TestPerson): Promise<unknown> {
  const { data, errors } = await send(api, ACCEPT, { token: by.token, variables: { token } });
  if (errors) return errors[0]?.extensions['code'];
  const { acceptInvitation } = data as {
    acceptInvitation: { workspace: unknown; problems: { code: string }[] };
  };
  return acceptInvitation.workspace ?? acceptInvitation.problems[0]?.code;
}
const guest = (scope: 'READ' | 'WRITE' | 'ADMIN' = 'ADMIN') => seedPerson(api.db, { scope });
const setInvitation = (id: string, data: { expiresAt?: Date }) =>
  api.db.invitation.update({ where: { id: Buffer.from(id, 'base64').toString().split(':')[1]! }, data });

test('an invitation is accepted once, by whoever has its link', async () => {
  const { url, token } = await invited();
  expect(url).toMatch(/^http:\/\/localhost:3000\/invitations\/asi_[A-Za-z0-9_-]{43}$/);
  const [a, b] = [await guest(), await guest()];
  expect(await accept(token, a)).toEqual({ slug: owner.slug, role: 'EDITOR' });
  expect(await accept(token, b)).toBe('ALREADY_ACCEPTED');
  expect(await accept('asi_made_up', b)).toBe('INVITATION_NOT_FOUND');
});

test('of two who accept at the same time one gets in', async () => {
  const { token } = await invited();
  const guests = await Promise.all(Array.from({ length: 4 }, () => guest()));
  const answers = await Promise.all(guests.map((by) => accept(token, by)));
  expect(answers.filter((answer) => typeof answer === 'object')).toHaveLength(1);
  expect(answers.filter((answer) => answer === 'ALREADY_ACCEPTED')).toHaveLength(3);
  expect(await api.db.member.count({ where: { workspaceId: owner.workspaceId } })).toBe(2);
});

test('one person accepts two invitations at the same time and is a member once', async () => {
  const [first, second] = [await invited(), await invited()];
  const by = await guest();
  const answers = await Promise.all([accept(first.token, by), accept(second.token, by)]);
  expect(answers.filter((answer) => answer === 'ALREADY_MEMBER')).toHaveLength(1);
  expect(await api.db.invitation.count({ where: { workspaceId: owner.workspaceId, acceptedAt: null } })).toBe(
    1,
  );
});

test('what was revoked or has run out lets nobody in', async () => {
  const [revoked, expired] = [await invited(), await invited()];
  const by = await guest();
  expect((await send(api, REVOKE, { token: owner.token, variables: { id: revoked.id } })).data).toEqual({
    revokeInvitation: { invitation: { url: null }, problems: [] },
  });
  await setInvitation(expired.id, { expiresAt: new Date(Date.now() - 1) });
  expect(await accept(revoked.token, by)).toBe('REVOKED');
  expect(await accept(expired.token, by)).toBe('EXPIRED');
  expect((await send(api, LIST, { token: owner.token, variables: { slug: owner.slug } })).data).toEqual({
    workspace: { invitations: [] },
  });
});

test('one that is for an address is for nobody else', async () => {
  const by = await guest();
  const { email } = await api.db.user.findUniqueOrThrow({ where: { id: by.userId } });
  const { token } = await invited({ email: email.toUpperCase() });
  expect(await accept(token, await guest())).toBe('WRONG_ADDRESS');
  expect(await accept(token, by)).toMatchObject({ slug: owner.slug });
  expect(await invite({ email })).toMatchObject({ problems: [{ code: 'ALREADY_MEMBER', path: ['email'] }] });
});

test('what cannot be is said', async () => {
  expect(await invite({ email: 'not an address' })).toMatchObject({ problems: [{ path: ['email'] }] });
  expect(await invite({ expiresInDays: 31 })).toMatchObject({
    problems: [{ code: 'TOO_LARGE', path: ['expiresInDays'] }],
  });
  await invited({ email: 'new@example.org' });
  expect(await invite({ email: 'New@example.org' })).toMatchObject({
    invitation: null,
    problems: [{ code: 'ALREADY_INVITED', path: ['email'] }],
  });
});

test('only owners invite, see and revoke; strangers cannot tell that there is something', async () => {
  const { id } = await invited();
  const editor = await seedPerson(api.db, { scope: 'ADMIN', role: 'EDITOR', workspaceId: owner.workspaceId });
  const weak = await seedPerson(api.db, { scope: 'WRITE', workspaceId: owner.workspaceId });
  for (const by of [editor, weak]) {
    expect(await invite({}, by)).toBe('FORBIDDEN');
    const { data } = await send(api, LIST, { token: by.token, variables: { slug: owner.slug } });
    expect(data).toEqual({ workspace: { invitations: [] } });
    expect(
      (await send(api, REVOKE, { token: by.token, variables: { id } })).errors?.[0]?.extensions['code'],
    ).toBe('FORBIDDEN');
  }
  const stranger = await guest();
  const revoke = (token: string, of: string) => send(api, REVOKE, { token, variables: { id: of } });
  expect(await revoke(stranger.token, id)).toEqual(
    await revoke(stranger.token, encodeGlobalId('Invitation', 'made-up')),
  );
  expect(await invite({}, stranger)).toMatchObject({ problems: [{ code: 'WORKSPACE_NOT_FOUND' }] });
});

test('who may no longer invite has no way back in', async () => {
  const other = await seedPerson(api.db, { scope: 'ADMIN', workspaceId: owner.workspaceId });
  const answer = await invite({ role: 'OWNER' }, other);
  if (typeof answer === 'string' || !answer.invitation) throw new Error('not invited');
  const token = answer.invitation.url.split('/').at(-1)!;
  await send(
    api,
    'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { problems { code } } }',
    {
      token: owner.token,
      variables: { input: { workspace: owner.slug, userId: encodeGlobalId('User', other.userId) } },
    },
  );
  expect(await accept(token, other)).toBe('REVOKED');
});

test('whoever bears the token is told who invites to what, and of a revoked one nothing', async () => {
  const notice = async (token: string) =>
    (
      await send(
        api,
        `query ($token: String!) { invitation(token: $token) { status workspaceName role invitedBy email expiresAt } }`,
        { variables: { token } },
      )
    ).data?.['invitation'];
  const { name } = await api.db.workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } });
  const { name: invitedBy } = await api.db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const terms = { workspaceName: name, role: 'EDITOR', invitedBy };
  const [open, ended, revoked] = [
    await invited({ email: 'Ada@example.org' }),
    await invited(),
    await invited(),
  ];
  expect(await notice(open.token)).toEqual({
    ...terms,
    status: 'OPEN',
    email: 'ada@example.org',
    expiresAt: expect.any(String),
  });
  await setInvitation(ended.id, { expiresAt: new Date(Date.now() - 1) });
  expect(await notice(ended.token)).toMatchObject({ ...terms, status: 'EXPIRED', email: null });
  await send(api, REVOKE, { token: owner.token, variables: { id: revoked.id } });
  const nothing = { workspaceName: null, role: null, invitedBy: null, email: null, expiresAt: null };
  expect(await notice(revoked.token)).toEqual({ ...nothing, status: 'REVOKED' });
  expect(await notice('asi_made_up')).toEqual({ ...nothing, status: 'NOT_FOUND' });
  const used = await invited();
  await accept(used.token, await guest());
  expect(await notice(used.token)).toMatchObject({ ...terms, status: 'ACCEPTED' });
});

test('the link is in the first answer alone, hashed at rest, and in no log', async () => {
  const { id, token } = await invited({ email: 'once@example.org' });
  const { data } = await send(api, LIST, { token: owner.token, variables: { slug: owner.slug } });
  expect(data).toEqual({ workspace: { invitations: [{ id, url: null, role: 'EDITOR' }] } });
  expect(JSON.stringify(await api.db.invitation.findMany())).not.toContain(token);
  expect(
    JSON.stringify(await api.db.activity.findMany(), (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  ).not.toContain(token);
  expect(api.logLines.join()).not.toContain(token);
});
