import { type Client, createClient } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import { notify } from './notify.ts';
import { notifyMentioned } from './notifyMentioned.ts';
import { notifyOfHeir } from './notifyOfHeir.ts';

let api: TestApi;
let ada: TestPerson;
let bob: TestPerson;
let cem: TestPerson;
let number: number;
let clusterIds: string[];
let observationId: string;
const clients: Client[] = [];

beforeAll(async () => {
  api = await startApi();
  ada = await seedPerson(api.db, { scope: 'ADMIN' });
  const { workspaceId } = ada;
  bob = await seedPerson(api.db, { role: 'EDITOR', workspaceId });
  cem = await seedPerson(api.db, { role: 'VIEWER', workspaceId });
  for (const [{ userId }, name] of [
    [ada, 'Ada'],
    [bob, 'Bob'],
    [cem, 'Cem'],
  ] as const)
    await api.db.user.update({ where: { id: userId }, data: { name } });
  const version = await seedVersion(api, workspaceId, [{}, {}]);
  const experiment = await seedExperiment(api.db, { workspaceId, versionId: version.id });
  number = experiment.number;
  await api.db.cluster.createMany({
    data: [0, 1].map((label) => ({
      experimentId: experiment.id,
      label,
      size: 0,
      isNoise: false,
      memberIndexes: [],
    })),
  });
  const clusters = await api.db.cluster.findMany({ orderBy: { label: 'asc' } });
  clusterIds = clusters.map(({ id }) => id);
});
beforeEach(async () => {
  await api.db.notification.deleteMany();
  await api.db.observation.deleteMany();
  const observation = await api.db.observation.create({
    data: { workspaceId: ada.workspaceId, clusterId: clusterIds[0]! },
  });
  observationId = observation.id;
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(() => api.close());

interface Told {
  id: string;
  sentence: string;
  isRead: boolean;
  subject: { id: string } | null;
  comment: { id: string } | null;
  actor: { name: string } | null;
}
interface Viewer {
  unreadNotifications: number;
  notifications: { edges: { node: Told }[] };
}
const VIEWER = `{ unreadNotifications notifications(first: 50) { edges { node {
  id sentence isRead subject { id } comment { id } actor { name } workspace { slug } } } } }`;

async function told({ token }: TestPerson): Promise<Told[]> {
  const { data, errors } = await send(api, `{ viewer ${VIEWER} }`, { token });
  expect(errors).toBeUndefined();
  return (data!['viewer'] as Viewer).notifications.edges.map(({ node }) => node);
}
const sentences = async (person: TestPerson) => (await told(person)).map(({ sentence }) => sentence);

const subject = () => ({
  workspaceId: ada.workspaceId,
  type: 'Cluster' as const,
  id: clusterIds[0]!,
  name: 'it',
});
const tell = (userIds: string[], sentence: string, at = new Date()) =>
  api.db.$transaction((tx) => notify(tx, { userIds, actorId: null, subject: subject(), sentence, at }));

const COMMENT = `mutation ($input: AddCommentInput!) { addComment(input: $input) {
  comment { id body } problems { code } } }`;
async function comment({ token }: TestPerson, body: string, replyTo?: string): Promise<string> {
  const input = { observationId: encodeGlobalId('Observation', observationId), body, replyTo };
  const { data } = await send(api, COMMENT, { token, variables: { input } });
  const { id } = (data!['addComment'] as { comment: { id: string } }).comment;
  return id;
}

test('whom a comment mentions, answers, or whose text it is on is told once, and nobody of what they did', async () => {
  const { userId } = cem;
  await api.db.observationWriter.createMany({
    data: [
      { observationId, clientId: 1, userId },
      { observationId, clientId: 2, userId },
      { observationId, clientId: 3, userId: bob.userId },
    ],
  });
  const first = await comment(bob, 'Rings?');
  expect(await sentences(bob)).toEqual([]);
  const onText = `Bob commented on cluster 0 of E-${number}, of which you wrote.`;
  expect(await told(cem)).toMatchObject([
    {
      sentence: onText,
      isRead: false,
      subject: { id: encodeGlobalId('Cluster', clusterIds[0]!) },
      comment: { id: first },
      actor: { name: 'Bob' },
      workspace: { slug: ada.slug },
    },
  ]);
  await comment(ada, 'Ask @Cem.', first);
  expect(await sentences(bob)).toEqual([`Ada replied to your comment on cluster 0 of E-${number}.`]);
  expect(await sentences(cem)).toEqual([
    `Ada mentioned you in a comment on cluster 0 of E-${number}.`,
    onText,
  ]);
  expect(await sentences(ada)).toEqual([]);
  // Who reads the comments has read what they were told of them.
  const read = 'mutation ($id: ID!) { readObservation(input: { id: $id }) { problems { code } } }';
  await send(api, read, {
    token: cem.token,
    variables: { id: encodeGlobalId('Observation', observationId) },
  });
  expect((await told(cem)).map(({ isRead }) => isRead)).toEqual([true, true]);
  expect((await told(bob)).map(({ isRead }) => isRead)).toEqual([false]);
  // It stays when the comment goes.
  await api.db.comment.deleteMany({ where: { observationId } });
  expect(await told(bob)).toMatchObject([{ comment: null }]);
});

test('a mention in a text is told once, however often it comes back, and to members alone', async () => {
  const stranger = await seedPerson(api.db);
  const revision = (userIds: string[], authorIds: string[]) =>
    api.db.$transaction((tx) => notifyMentioned(tx, { observationId, userIds, authorIds, at: new Date() }));
  const global = (person: TestPerson) => encodeGlobalId('User', person.userId);
  await revision([global(bob), stranger.userId, global(bob), ''], [ada.userId]);
  await revision([], [ada.userId]);
  await revision([bob.userId, global(ada)], [ada.userId]);
  await revision([global(cem)], [ada.userId, bob.userId]);
  expect(await sentences(bob)).toEqual([`Ada mentioned you in the observation of cluster 0 of E-${number}.`]);
  expect(await told(cem)).toMatchObject([
    { sentence: `You were mentioned in the observation of cluster 0 of E-${number}.`, actor: null },
  ]);
  expect(await sentences(ada)).toEqual([]);
  expect(await api.db.notification.count()).toBe(2);
});

test('who wrote an observation is told of its heir', async () => {
  await api.db.observationWriter.create({ data: { observationId, clientId: 1, userId: bob.userId } });
  const { id, name, email } = await api.db.user.findUniqueOrThrow({ where: { id: ada.userId } });
  await api.db.$transaction((tx) =>
    notifyOfHeir(tx, {
      observationId,
      heirId: clusterIds[1]!,
      caller: {
        user: { id, name, email },
        scope: 'ADMIN',
        memberships: [],
        boundToWorkspaceId: null,
        credential: { kind: 'session', id: 'none', expiresAt: null },
      },
      at: new Date(),
    }),
  );
  expect(await told(bob)).toMatchObject([
    {
      sentence: `Ada passed the observation of cluster 0 of E-${number}, of which you wrote, on to cluster 1 of E-${number}.`,
      subject: { id: encodeGlobalId('Cluster', clusterIds[1]!) },
    },
  ]);
});

test('those that are named, or all, are read; nobody reads those of others', async () => {
  await tell([bob.userId, ada.userId], 'One.', new Date(1000));
  await tell([bob.userId], 'Two.', new Date(2000));
  await tell([bob.userId], 'Three.', new Date(3000));
  const [three] = await told(bob);
  const [others] = await told(ada);
  expect(await sentences(bob)).toEqual(['Three.', 'Two.', 'One.']);
  const read = async (input: object) => {
    const { data } = await send(
      api,
      `mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) {
        viewer { unreadNotifications } problems { code path } } }`,
      { token: bob.token, variables: { input } },
    );
    return data?.['markNotificationsRead'];
  };
  expect(await read({ ids: [three?.id] })).toEqual({ viewer: { unreadNotifications: 2 }, problems: [] });
  expect(await read({ ids: [three?.id, others?.id] })).toEqual({
    viewer: null,
    problems: [{ code: 'NOTIFICATION_NOT_FOUND', path: ['ids', '1'] }],
  });
  expect(await read({ ids: Array.from({ length: 1001 }, () => 'x') })).toMatchObject({
    problems: [{ code: 'TOO_LARGE' }],
  });
  expect(await read({})).toEqual({ viewer: { unreadNotifications: 0 }, problems: [] });
  expect(await api.db.notification.count({ where: { readAt: null } })).toBe(1);
});

test('the newest thousand are kept, and whoever left the workspace sees none of them', async () => {
  const data = {
    userId: bob.userId,
    workspaceId: ada.workspaceId,
    subjectType: 'Cluster',
    subjectId: 'gone',
  };
  await api.db.notification.createMany({
    data: Array.from({ length: 1005 }, (_, i) => ({ ...data, at: new Date(i * 1000), sentence: `${i}` })),
  });
  await tell([bob.userId], 'The last.');
  expect(await api.db.notification.count()).toBe(1000);
  const [last, before] = await told(bob);
  expect([last?.sentence, before?.sentence, before?.subject]).toEqual(['The last.', '1004', null]);
  const key = { workspaceId_userId: { workspaceId: ada.workspaceId, userId: bob.userId } };
  await api.db.member.delete({ where: key });
  expect(await told(bob)).toEqual([]);
  await api.db.member.create({
    data: { workspaceId: ada.workspaceId, userId: bob.userId, role: 'EDITOR' },
  });
});

test('fifty notifications with what they are of cost no more statements than one', async () => {
  const statements = async () => {
    const before = api.statements.length;
    await told(bob);
    return api.statements.length - before;
  };
  await tell([bob.userId], 'One.');
  const ofOne = await statements();
  for (let i = 0; i < 49; i++) await tell([bob.userId], `${i}`);
  expect(await statements()).toBe(ofOne);
});

test('a bell that is open counts by itself', async () => {
  const client = createClient({
    url: `${api.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${bob.token}` },
    retryAttempts: 0,
  });
  clients.push(client);
  const seen: number[] = [];
  client.subscribe<{ notifications: Viewer }>(
    { query: `subscription { notifications ${VIEWER} }` },
    {
      next: ({ data }) => {
        if (data) seen.push(data.notifications.unreadNotifications);
      },
      error: (error) => expect(error).toBeNull(),
      complete: () => undefined,
    },
  );
  await expect.poll(() => seen).toEqual([0]);
  await tell([ada.userId], 'For Ada.');
  await tell([bob.userId], 'For Bob.');
  await expect.poll(() => seen).toEqual([0, 1]);
  await tell([bob.userId], 'For Bob.');
  await expect.poll(() => seen).toEqual([0, 1, 2]);
  await send(api, 'mutation { markNotificationsRead(input: {}) { problems { code } } }', {
    token: bob.token,
  });
  await expect.poll(() => seen).toEqual([0, 1, 2, 0]);
});
