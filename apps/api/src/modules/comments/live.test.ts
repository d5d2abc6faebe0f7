import { TEXT, writeText } from '@asterism/observation';
import { fromMarkdown } from '@asterism/observation/markdown';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeGlobalId } from '../../builder.ts';
import { type ObservationClient, openObservation } from '../../testing/observationClient.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

// What happens between the comments and the text that is being written.

let api: TestApi;
let editor: TestPerson;
let versionId: string;
/** Of an experiment that nobody has written of yet, and of its observation. */
let subjectId: string;
let id: string;
let experimentId: string;
const clients: ObservationClient[] = [];

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  versionId = (await seedVersion(api, editor.workspaceId, [{}])).id;
});
beforeEach(async () => {
  const { workspaceId } = editor;
  const experiment = await seedExperiment(api.db, { workspaceId, versionId });
  experimentId = experiment.id;
  subjectId = experiment.globalId;
  const observation = await api.db.observation.create({ data: { workspaceId, experimentId } });
  id = encodeGlobalId('Observation', observation.id);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => api.close());

async function open(): Promise<ObservationClient> {
  const client = openObservation({ url: api.url, subjectId, token: editor.token });
  clients.push(client);
  await client.synced;
  return client;
}

async function ask<T>(query: string, variables: Record<string, unknown>): Promise<T> {
  const { data, errors } = await send(api, query, { token: editor.token, variables });
  if (errors) throw new Error(String(errors[0]?.extensions['code']));
  return Object.values(data ?? {})[0] as T;
}

const ADD = `mutation ($input: AddCommentInput!) { addComment(input: $input) {
  comment { id anchor { start end } } problems { code } } }`;
async function comment(body: string, more: Record<string, unknown> = {}) {
  const input = { observationId: id, body, ...more };
  const payload = await ask<{ comment: { id: string; anchor: { start: string; end: string } | null } }>(ADD, {
    input,
  });
  return payload.comment;
}

test('whoever has the observation open hears that its comments changed', async () => {
  const page = await open();
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText('Two rings')]);
  page.doc.getXmlFragment(TEXT).insert(0, [paragraph]);
  await page.saved();
  const heard = () => page.told.filter((message) => message['what'] === 'comments').length;
  const { id: commentId } = await comment('Rings?');
  await expect.poll(heard).toBe(1);
  await ask('mutation ($id: ID!) { deleteComment(input: { id: $id }) { problems { code } } }', {
    id: commentId,
  });
  await expect.poll(heard).toBe(2);
});

test('the words that a script quotes are found in the text as it is being written', async () => {
  const page = await open();
  const words = new Y.XmlText('Two rings');
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [words]);
  page.doc.getXmlFragment(TEXT).insert(0, [paragraph]);
  words.insert(4, 'bright ');
  await page.saved();
  const { anchor } = await comment('Sure?', { quote: 'bright rings' });
  words.insert(0, 'Here are: ');
  const placeOf = (base64: string) =>
    Y.createAbsolutePositionFromRelativePosition(
      Y.decodeRelativePosition(Uint8Array.from(Buffer.from(base64, 'base64'))),
      page.doc,
    )?.index;
  expect(words.toString().slice(placeOf(anchor!.start), placeOf(anchor!.end))).toBe('bright rings');
  expect((await comment('Sure?', { quote: 'dark rings' })).anchor).toBeNull();
  const { authorIds } = await api.db.observationRevision.findFirstOrThrow({ orderBy: { number: 'desc' } });
  expect(authorIds).toEqual([editor.userId]);
});

test('who is mentioned in the text is told when a revision has it, once', async () => {
  const bob = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  const mention = `[@Bob](user:${encodeGlobalId('User', bob.userId)})`;
  const subject = { type: 'Experiment', id: experimentId } as const;
  const write = (markdown: string) =>
    api.services.observations.edit(subject, editor.userId, (doc) => writeText(doc, fromMarkdown(markdown)));
  await write(`Look, ${mention}.`);
  await write('Look.');
  await write(`Look, ${mention} and ${mention}.`);
  const told = await api.db.notification.findMany({ where: { userId: bob.userId } });
  expect(told).toMatchObject([
    { actorId: editor.userId, subjectType: 'Experiment', subjectId: experimentId },
  ]);
  expect(told[0]?.sentence).toMatch(/ mentioned you in the observation of E-\d+\.$/);
});
