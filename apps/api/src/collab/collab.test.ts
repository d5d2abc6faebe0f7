import { TEXT } from '@asterism/observation';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type ObservationClient, openObservation } from '../testing/observationClient.ts';
import { seedVersion } from '../testing/seedData.ts';
import { seedExperiment } from '../testing/seedExperiment.ts';
import { seedPerson, startApi, type TestApi, type TestPerson } from '../testing/startApi.ts';
import { documentOf, readStored } from './rows.ts';

let api: TestApi;
let owner: TestPerson;
const clients: ObservationClient[] = [];

beforeAll(async () => {
  api = await startApi({ collabLimits: { storingSeconds: 1 } });
  owner = await seedPerson(api.db);
});
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});
afterAll(() => api.close());

async function newSubject() {
  const { id: versionId } = await seedVersion(api, owner.workspaceId, [{}]);
  const { id, globalId } = await seedExperiment(api.db, { workspaceId: owner.workspaceId, versionId });
  return { subject: { type: 'Experiment', id } as const, subjectId: globalId };
}

async function open(subjectId: string, token = owner.token) {
  const client = openObservation({ url: api.url, subjectId, token });
  clients.push(client);
  await client.synced;
  return client;
}

const write = (doc: Y.Doc, text: string, at = 0) => {
  const node = new Y.XmlText();
  node.insert(0, text);
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [node]);
  doc.getXmlFragment(TEXT).insert(at, [paragraph]);
};
const read = (doc: Y.Doc) => doc.getXmlFragment(TEXT).toString();

const stored = async (id: string) => {
  const found = await readStored(api.db, { experimentId: id });
  return found && read(documentOf(found.updates));
};

test('what one writes the other sees, and saved means stored', async () => {
  const { subject, subjectId } = await newSubject();
  const one = await open(subjectId);
  const two = await open(subjectId);
  expect(await api.db.observation.count({ where: { experimentId: subject.id } })).toBe(0);
  write(one.doc, 'A bright rim');
  await one.saved();
  expect(await stored(subject.id)).toContain('A bright rim');
  await expect.poll(() => read(two.doc)).toContain('A bright rim');
  write(two.doc, 'and a dark core', 1);
  await two.saved();
  expect(await stored(subject.id)).toContain('and a dark core');
  const rows = await api.db.observationUpdate.findMany({
    where: { observation: { experimentId: subject.id } },
  });
  expect(rows.map(({ userId }) => userId)).toEqual([owner.userId, owner.userId]);
  const writers = await api.db.observationWriter.findMany({ where: { userId: owner.userId } });
  expect(writers.map(({ clientId }) => Number(clientId)).sort()).toEqual(
    [one.doc.clientID, two.doc.clientID].sort(),
  );
});

test('a script edits what people have open, and a revision has it', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'By hand');
  await page.saved();
  const { observations } = api.services;
  const edited = await observations.edit(subject, owner.userId, (doc) => write(doc, 'By script', 1));
  await expect.poll(() => read(page.doc)).toMatch(/By hand.*By script/);
  const before = await observations.documentAt(edited.observationId, edited.revision);
  expect(before && read(before)).toMatch(/By hand.*By script/);
  write(page.doc, 'Later', 0);
  await page.saved();
  const merged = await observations.merge(subject, owner.userId, edited.revision, (doc) =>
    write(doc, 'Merged', 2),
  );
  expect(merged?.revision).toBe(edited.revision + 1);
  await expect.poll(() => read(page.doc)).toMatch(/Later.*By hand.*By script.*Merged/);
  expect(await observations.merge(subject, owner.userId, 99, () => undefined)).toBeNull();
  const row = await api.db.observation.findUniqueOrThrow({ where: { id: edited.observationId } });
  expect(row).toMatchObject({ revision: merged?.revision, markdown: expect.stringContaining('Merged') });
});

test('a document that nobody has open leaves the memory, and comes back as it was', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'To be found again');
  await page.saved();
  page.destroy();
  await expect.poll(() => api.services.observations.open()).toBe(0);
  const row = await api.db.observation.findUniqueOrThrow({ where: { experimentId: subject.id } });
  expect(row).toMatchObject({ revision: 1, markdown: expect.stringContaining('To be found again') });
  const again = await open(subjectId);
  expect(read(again.doc)).toContain('To be found again');
});

test('revisions are recorded by themselves, and pages are told of it', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'One');
  await expect.poll(() => page.told).toContainEqual({ type: 'changed', what: 'revisions' });
  const [first] = await api.db.observationRevision.findMany({
    where: { observation: { experimentId: subject.id } },
  });
  expect(first).toMatchObject({ number: 1, authorIds: [owner.userId], name: null });
  const { observations } = api.services;
  observations.tell(first?.observationId ?? '', 'comments');
  await expect.poll(() => page.told).toContainEqual({ type: 'changed', what: 'comments' });
});

test('what a killed process stored without a revision gets one', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'Left behind');
  await page.saved();
  page.destroy();
  await expect.poll(() => api.services.observations.open()).toBe(0);
  const where = { experimentId: subject.id };
  const { id } = await api.db.observation.update({
    where,
    data: { revision: 0, markdown: '', recordedSequence: 0 },
  });
  await api.db.observationRevision.deleteMany({ where: { observationId: id } });
  await api.services.observations.catchUp();
  expect(await api.db.observation.findUniqueOrThrow({ where })).toMatchObject({
    revision: 1,
    markdown: expect.stringContaining('Left behind'),
  });
});

test('whoever writes when the subject is deleted is let go', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'Soon gone');
  await page.saved();
  await api.db.experiment.delete({ where: { id: subject.id } });
  write(page.doc, 'too late');
  await expect.poll(() => page.told).toContainEqual(expect.objectContaining({ code: 'NOT_FOUND' }));
  await expect.poll(() => api.services.observations.open()).toBe(0);
});

test('while nothing can be stored nothing is said to be saved, and pages are let go after a while', async () => {
  const { subject, subjectId } = await newSubject();
  const page = await open(subjectId);
  write(page.doc, 'Stored');
  await page.saved();
  await api.db.$executeRaw`ALTER TABLE "ObservationUpdate" RENAME TO "Elsewhere"`;
  write(page.doc, 'Not yet');
  let isSaved = false;
  const saved = page.saved().then(() => {
    isSaved = true;
  });
  await expect.poll(() => page.closeCodes).toContain(1013);
  expect(isSaved).toBe(false);
  await api.db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "ObservationUpdate"`;
  await saved;
  expect(await stored(subject.id)).toContain('Not yet');
});
