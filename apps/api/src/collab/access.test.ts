import { notifyAccessChange, type Role } from '@asterism/db';
import { TEXT } from '@asterism/observation';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type ObservationClient, openObservation } from '../testing/observationClient.ts';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';

let api: TestApi;
let owner: TestPerson;
let subjectId: string;
const clients: ObservationClient[] = [];

beforeAll(async () => {
  api = await startApi();
  owner = await seedPerson(api.db);
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}]);
  subjectId = (await seedExperiment(api.db, { workspaceId: owner.workspaceId, versionId })).globalId;
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => api.close());

async function openBy({ token }: TestPerson) {
  const client = openObservation({ url: api.url, subjectId, token });
  clients.push(client);
  await client.synced;
  return client;
}

const write = (doc: Y.Doc, text: string) => doc.getXmlFragment(TEXT).insert(0, [new Y.XmlElement(text)]);
const read = (doc: Y.Doc) => doc.getXmlFragment(TEXT).toString();

async function change(person: TestPerson, role: Role | null): Promise<void> {
  const key = { workspaceId_userId: { workspaceId: person.workspaceId, userId: person.userId } };
  await api.db.$transaction(async (tx) => {
    if (role) await tx.member.update({ where: key, data: { role } });
    else await tx.member.delete({ where: key });
    await notifyAccessChange(tx, { userId: person.userId });
  });
}

const newEditor = () => seedPerson(api.db, { role: 'EDITOR', workspaceId: owner.workspaceId });

test('a viewer reads, sees carets, and writes nothing', async () => {
  const page = await openBy(owner);
  const viewer = await openBy(await seedPerson(api.db, { role: 'VIEWER', workspaceId: owner.workspaceId }));
  expect(viewer.provider.authorizedScope).toBe('readonly');
  page.provider.setAwarenessField('cursor', { anchor: 1 });
  write(page.doc, 'seen');
  await expect.poll(() => read(viewer.doc)).toContain('seen');
  await expect
    .poll(() => viewer.provider.awareness?.getStates().get(page.doc.clientID))
    .toMatchObject({ cursor: { anchor: 1 }, user: { name: expect.stringMatching(/^Person/) } });
  write(viewer.doc, 'forged');
  await expect.poll(() => viewer.told).toContainEqual(expect.objectContaining({ code: 'READ_ONLY' }));
  write(page.doc, 'later');
  await page.saved();
  expect(read(page.doc)).not.toContain('forged');
});

test('a member who is removed is cut off, and does not come back', async () => {
  const editor = await newEditor();
  const page = await openBy(editor);
  await change(editor, null);
  await expect.poll(() => page.closeCodes[0], { timeout: 5000 }).toBe(4403);
  await expect.poll(() => page.told).toContainEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
});

test('a member who is made a viewer reads on, and writes no more', async () => {
  const editor = await newEditor();
  const page = await openBy(editor);
  await change(editor, 'VIEWER');
  await expect.poll(() => page.closeCodes[0], { timeout: 5000 }).toBe(4403);
  await expect.poll(() => page.provider.synced && page.provider.authorizedScope).toBe('readonly');
});

test('a token that is revoked is cut off', async () => {
  const editor = await newEditor();
  const page = await openBy(editor);
  await api.db.$transaction(async (tx) => {
    await tx.apiToken.updateMany({ where: { userId: editor.userId }, data: { revokedAt: new Date() } });
    await notifyAccessChange(tx, { userId: editor.userId });
  });
  await expect.poll(() => page.closeCodes[0], { timeout: 5000 }).toBe(4401);
});
