import { createDb } from '@asterism/db';
import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { openEventHub } from '../progress/eventHub.ts';
import { openPresenceDesk } from './presenceDesk.ts';

let api: TestApi;
let owner: TestPerson;
let viewer: TestPerson;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db, { scope: 'ADMIN' });
  viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: owner.workspaceId });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await expect.poll(() => api.db.presence.count(), { timeout: 20_000 }).toBe(0);
});
afterAll(() => api.close());

interface Here {
  count: number;
  members: { user: { name: string }; path: string; title: string }[];
}

/** Has a page open, or only looks: what is seen of who is here, the newest last; `end` closes the tab. */
function open(person: TestPerson, path: string | null, slug = owner.slug) {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${person.token}` },
    retryAttempts: 0,
  });
  clients.push(client);
  const seen: string[][] = [];
  let refused: unknown = null;
  client.subscribe<{ presence: Here }>(
    {
      query: `subscription ($page: PresentPageInput) { presence(workspace: "${slug}", page: $page) {
        count members { user { name } path title } } }`,
      variables: { page: path === null ? null : { path, title: path || 'Home' } },
    },
    {
      next: ({ data, errors }) => {
        if (errors) refused = errors[0]?.extensions?.['code'];
        if (data) seen.push(lines(data.presence));
      },
      error: (error) => {
        refused = Array.isArray(error) ? error[0]?.extensions?.['code'] : error;
      },
      complete: () => undefined,
    },
  );
  return { last: () => seen.at(-1), refused: () => refused, end: () => client.dispose() };
}

const lines = ({ count, members }: Here): string[] => [
  String(count),
  ...members.map(({ user, path }) => `${user.name} ${path}`),
];
const nameOf = async ({ userId }: TestPerson) =>
  (await api.db.user.findUniqueOrThrow({ where: { id: userId } })).name;
const soon = (read: () => unknown) => expect.poll(read, { timeout: 20_000 });

test('members are here while they have a page open, a viewer too, and however many pages once', async () => {
  const [ownerName, viewerName] = [await nameOf(owner), await nameOf(viewer)];
  const first = open(owner, '');
  await soon(first.last).toEqual(['1', `${ownerName} `]);
  const tab = open(viewer, '/data');
  await soon(first.last).toEqual(['2', `${ownerName} `, `${viewerName} /data`]);
  const other = open(viewer, '/experiments/E-6');
  await soon(first.last).toEqual(['2', `${ownerName} `, `${viewerName} /experiments/E-6`]);
  await soon(tab.last).toEqual(first.last());
  await other.end();
  await soon(first.last).toEqual(['2', `${ownerName} `, `${viewerName} /data`]);
  await tab.end();
  await soon(first.last).toEqual(['1', `${ownerName} `]);
});

test('whoever only looks is not here, and scripts read it as a query', async () => {
  const script = open(owner, null);
  await soon(script.last).toEqual(['0']);
  open(viewer, '/compare');
  await soon(script.last).toEqual(['1', `${await nameOf(viewer)} /compare`]);
  const { data } = await send(
    api,
    `{ workspace(slug: "${owner.slug}") { presence { count members { user { name } path title } } } }`,
    { token: owner.token },
  );
  const { presence } = data!['workspace'] as { presence: Here };
  expect(lines(presence)).toEqual(script.last());
});

test('whoever is removed is gone at once, and sees nothing more', async () => {
  const guest = await seedPerson(api.db, { role: 'VIEWER', workspaceId: owner.workspaceId });
  const watching = open(owner, '');
  const shown = open(guest, '/data');
  await soon(() => watching.last()?.[0]).toBe('2');
  await soon(() => shown.last()?.[0]).toBe('2');
  const remove = `mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { problems { code } } }`;
  const { data } = await send(
    api,
    `{ workspace(slug: "${owner.slug}") { id members { user { id name } } } }`,
    {
      token: owner.token,
    },
  );
  const { members } = data!['workspace'] as { members: { user: { id: string; name: string } }[] };
  const guestName = await nameOf(guest);
  const user = members.find((member) => member.user.name === guestName)?.user.id;
  const removed = await send(api, remove, {
    token: owner.token,
    variables: { input: { workspace: owner.slug, userId: user } },
  });
  expect(removed).toEqual({ data: { removeMember: { problems: [] } } });
  expect(await api.db.presence.count({ where: { userId: guest.userId } })).toBe(0);
  await soon(watching.last).toEqual(['1', `${await nameOf(owner)} `]);
  await soon(shown.refused).not.toBeNull();
});

test.each([
  ['//elsewhere', 'BAD_USER_INPUT'],
  ['https://elsewhere', 'BAD_USER_INPUT'],
  [`/${'x'.repeat(300)}`, 'BAD_USER_INPUT'],
])('%s is no page', async (path, code) => {
  await soon(open(owner, path).refused).toBe(code);
});

test('strangers see nobody', async () => {
  await soon(open(await seedPerson(api.db), '').refused).toBe('NOT_FOUND');
});

/** The desk of another API process. */
async function startProcess(expireAfterMs = 15_000) {
  const db = createDb(api.databaseUrl);
  const onError = (error: unknown) => {
    throw error;
  };
  const events = await openEventHub({ db, url: api.databaseUrl, onError });
  const desk = openPresenceDesk({
    db,
    events,
    now: () => new Date(),
    onError,
    beatEveryMs: 100,
    expireAfterMs,
  });
  return {
    desk,
    stop: async () => {
      await desk.close();
      await events.close();
      await db.$disconnect();
    },
  };
}

test('processes agree; what a process held that is gone runs out, what is late comes back', async () => {
  const process = await startProcess(2000);
  const { workspaceId, userId } = owner;
  const page = { path: '/data', title: 'Data' };
  const here = open(viewer, '/studies');
  await soon(() => here.last()?.[0]).toBe('1');
  const stream = await process.desk.watch(workspaceId, { userId, page });
  await soon(() => here.last()?.[0]).toBe('2');
  // As if another process had thought that this one was gone.
  await api.db.presence.deleteMany({ where: { userId } });
  await soon(() => api.db.presence.count({ where: { userId } })).toBe(1);
  // Of a process that was killed; the viewer's own one is told by who still lives.
  await api.db.presence.create({
    data: { id: 'left', workspaceId, userId, ...page, openedAt: new Date(0), seenAt: new Date(0) },
  });
  await soon(() => api.db.presence.count({ where: { id: 'left' } })).toBe(0);
  await stream.return?.();
  await soon(() => here.last()?.[0]).toBe('1');
  await process.stop();
});

test('a process that stops takes those with it that it held', async () => {
  const process = await startProcess();
  await process.desk.watch(owner.workspaceId, { userId: owner.userId, page: { path: '', title: 'Home' } });
  expect((await api.services.presence.whoIsHere(owner.workspaceId)).count).toBe(1);
  await process.stop();
  expect((await api.services.presence.whoIsHere(owner.workspaceId)).count).toBe(0);
});
