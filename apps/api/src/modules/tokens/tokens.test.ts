import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createSignInLink } from '../../auth/signIn.ts';
import { createTokenSecret } from '../../auth/token.ts';
import { encodeGlobalId } from '../../builder.ts';
import {
  seedPerson,
  send,
  startApi,
  TEST_SECRET,
  type TestApi,
  type TestPerson,
} from '../../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

const CREATE = `mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
  token { id name scope workspace { slug } expiresAt lastUsedAt } secret problems { code path } } }`;
const REVOKE = `mutation ($id: ID!) { revokeApiToken(input: { id: $id }) {
  token { id revokedAt } secret problems { code } } }`;

interface Created {
  token: { id: string; workspace: { slug: string } | null; expiresAt: string | null } | null;
  secret: string | null;
  problems: { code: string; path: string[] | null }[];
}

async function create(input: Record<string, unknown>, token = owner.token): Promise<Created | string> {
  const { data, errors } = await send(api, CREATE, {
    token,
    variables: { input: { name: 'script', scope: 'WRITE', ...input } },
  });
  return errors ? String(errors[0]?.extensions['code']) : (data?.['createApiToken'] as Created);
}
async function created(input: Record<string, unknown> = {}, token = owner.token) {
  const answer = await create(input, token);
  if (typeof answer === 'string' || !answer.token || !answer.secret) throw new Error(JSON.stringify(answer));
  return { ...answer.token, secret: answer.secret };
}
const revoke = (id: string, token = owner.token) => send(api, REVOKE, { token, variables: { id } });
const slugs = async (token: string) => {
  const { data } = await send(api, '{ viewer { workspaces { slug } } }', { token });
  return (data?.['viewer'] as { workspaces: { slug: string }[] } | null)?.workspaces.map(({ slug }) => slug);
};
const makesDataset = async (token: string) => {
  const { data, errors } = await send(
    api,
    'mutation ($w: String!) { createDataset(input: { workspace: $w, name: "New" }) { problems { code } } }',
    { token, variables: { w: owner.slug } },
  );
  return errors ? errors[0]?.extensions['code'] : data;
};

test('a secret is shown once and works until it is revoked', async () => {
  const { id, secret } = await created();
  expect(secret).toMatch(/^ast_[A-Za-z0-9_-]{43}$/);
  expect(await slugs(secret)).toEqual([owner.slug]);
  const { data } = await send(api, '{ viewer { tokens { id name scope lastUsedAt } } }', {
    token: owner.token,
  });
  expect(data?.['viewer']).toMatchObject({
    tokens: [
      { id, name: 'script', scope: 'WRITE', lastUsedAt: expect.any(String) },
      { name: 'test', scope: 'ADMIN' },
    ],
  });
  expect(JSON.stringify(data)).not.toContain(secret);
  expect(JSON.stringify(await api.db.apiToken.findMany())).not.toContain(secret);
  expect((await revoke(id)).data?.['revokeApiToken']).toMatchObject({
    token: { id, revokedAt: expect.any(String) },
    secret: null,
    problems: [],
  });
  expect(await slugs(secret)).toBeUndefined();
  expect(api.logLines.join()).not.toContain(secret);
});

test('a token can do what its scope and the role of its user both allow', async () => {
  const viewer = await seedPerson(api.db, { scope: 'ADMIN', role: 'VIEWER', workspaceId: owner.workspaceId });
  const strong = await created({ scope: 'ADMIN' }, viewer.token);
  expect(await makesDataset(strong.secret)).toBe('FORBIDDEN');
  const weak = await created({ scope: 'READ' });
  expect(await makesDataset(weak.secret)).toBe('FORBIDDEN');
  expect(await create({ scope: 'READ' }, weak.secret)).toBe('FORBIDDEN');
  const writing = await created({ scope: 'WRITE' });
  expect(await create({ scope: 'READ' }, writing.secret)).toBe('FORBIDDEN');
  const { errors } = await send(api, REVOKE, { token: writing.secret, variables: { id: writing.id } });
  expect(errors?.[0]?.message).toMatch(/may not manage/);
  await api.db.member.updateMany({ where: { userId: owner.userId }, data: { role: 'VIEWER' } });
  expect(await makesDataset(writing.secret)).toBe('FORBIDDEN');
});

test('one that is bound to a workspace makes none that is not, and sees its own alone', async () => {
  const second = await api.db.workspace.create({
    data: {
      slug: `second-${owner.slug}`,
      name: 'Second',
      members: { create: { userId: owner.userId, role: 'OWNER' } },
    },
  });
  const free = await created();
  const bound = await created({ workspace: second.slug, scope: 'ADMIN' });
  expect(bound.workspace).toEqual({ slug: second.slug });
  expect(await slugs(bound.secret)).toEqual([second.slug]);
  expect(await create({}, bound.secret)).toBe('FORBIDDEN');
  const foreign = await create({ workspace: owner.slug }, bound.secret);
  expect(foreign).toEqual({
    token: null,
    secret: null,
    problems: [{ code: 'WORKSPACE_NOT_FOUND', path: ['workspace'] }],
  });
  expect(await create({ workspace: 'made-up' }, bound.secret)).toEqual(foreign);
  const { data } = await send(api, '{ viewer { tokens { id } } }', { token: bound.secret });
  expect(data?.['viewer']).toEqual({ tokens: [{ id: bound.id }] });
  expect((await revoke(free.id, bound.secret)).data?.['revokeApiToken']).toMatchObject({
    problems: [{ code: 'TOKEN_NOT_FOUND' }],
  });
});

test('one that ends makes none that lives longer', async () => {
  const short = await created({ scope: 'ADMIN', expiresInDays: 2 });
  expect(await create({ expiresInDays: 3 }, short.secret)).toMatchObject({
    problems: [{ code: 'OUTLIVES_TOKEN', path: ['expiresInDays'] }],
  });
  expect((await created({}, short.secret)).expiresAt).toBe(short.expiresAt);
});

test('nobody sees or revokes the tokens of others, or can tell them from made-up ones', async () => {
  const { id } = await created();
  const stranger = await seedPerson(api.db, { scope: 'ADMIN' });
  expect(await revoke(id, stranger.token)).toEqual(
    await revoke(encodeGlobalId('ApiToken', 'made-up'), stranger.token),
  );
  const { data } = await send(api, 'query ($id: ID!) { node(id: $id) { id } }', {
    token: stranger.token,
    variables: { id },
  });
  expect(data).toEqual({ node: null });
});

const WATCH = 'subscription ($w: String!) { workspaceProgress(workspace: $w) { sequence } }';

/** A subscription over a socket of its own, and how the socket ended; by a token, or by a session's cookie. */
async function watch(token: string | null, cookie?: string) {
  class Socket extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, cookie ? { headers: { cookie } } : {});
    }
  }
  let onClosed: (event: { code: number; reason: string }) => void = () => undefined;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    onClosed = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    const client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: Socket,
      connectionParams: token === null ? {} : { authorization: `Bearer ${token}` },
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => undefined,
      on: {
        connected: () => resolve(),
        closed: (event) => {
          const { code, reason } = event as { code: number; reason: string };
          onClosed({ code, reason });
        },
      },
    });
    clients.push(client);
    client.subscribe(
      { query: WATCH, variables: { w: owner.slug } },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
  });
  await opened;
  return { closed };
}

test('the open socket of a token that is revoked ends with a reason, others stay', async () => {
  const [one, other] = [await created(), await created()];
  const { closed } = await watch(one.secret);
  const kept = await watch(other.secret);
  let ended = false;
  void kept.closed.then(() => {
    ended = true;
  });
  await revoke(one.id);
  expect(await closed).toEqual({ code: 4401, reason: 'The API token was revoked.' });
  expect(ended).toBe(false);
});

test('the open socket of a token that runs out ends', async () => {
  const { secret, secretHash } = createTokenSecret();
  const expiresAt = new Date(Date.now() + 3000);
  await api.db.apiToken.create({
    data: { name: 'short', scope: 'READ', userId: owner.userId, secretHash, expiresAt },
  });
  const { closed } = await watch(secret);
  expect(await closed).toEqual({ code: 4401, reason: 'The API token has run out.' });
});

test('the open socket of a member who is removed ends, and the next one does not see the workspace', async () => {
  const editor = await seedPerson(api.db, { role: 'EDITOR', workspaceId: owner.workspaceId });
  const { closed } = await watch(editor.token);
  await send(
    api,
    'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { problems { code } } }',
    {
      token: owner.token,
      variables: { input: { workspace: owner.slug, userId: encodeGlobalId('User', editor.userId) } },
    },
  );
  expect(await closed).toEqual({ code: 4403, reason: 'What you may see has changed. Connect again.' });
});

test('the open socket of a session ends when it signs out', async () => {
  const { email } = await api.db.user.findUniqueOrThrow({ where: { id: owner.userId } });
  const link = await createSignInLink(
    { db: api.db, publicUrl: 'http://localhost:3000', secret: TEST_SECRET },
    email,
  );
  const signedIn = await fetch(link.replace('http://localhost:3000', api.url), { redirect: 'manual' });
  const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!;
  const { closed } = await watch(null, cookie);
  await fetch(`${api.url}/api/auth/sign-out`, { method: 'POST', headers: { cookie, origin: api.url } });
  expect(await closed).toEqual({ code: 4401, reason: 'You are signed out.' });
});

test('a token made and revoked is in the trail of every workspace that it opens', async () => {
  const { id } = await created({ name: 'for the trail' });
  await revoke(id);
  const sentences = await api.db.activity.findMany({
    where: { workspaceId: owner.workspaceId, forOwners: true },
    orderBy: { id: 'asc' },
    select: { sentence: true },
  });
  expect(sentences.map(({ sentence }) => sentence.replace(/^Person \d+ /, ''))).toEqual([
    'made the API token "for the trail" (write).',
    'revoked the API token "for the trail" (write).',
  ]);
});
