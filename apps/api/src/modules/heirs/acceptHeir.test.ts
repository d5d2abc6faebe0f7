import { readText, writeText } from '@asterism/observation';
import { fromMarkdown, toMarkdown } from '@asterism/observation/markdown';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { openObservation } from '../../testing/observationClient.ts';
import { seedClustering } from '../../testing/seedClustering.ts';
import { seedNextVersion, seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

const FIRST = [0, 0, 0, 0, 1, 1, 1, -1];
const AGAIN = [1, 1, 1, 1, 0, 0, 0, 0];

let api: TestApi;
let editor: TestPerson;
let writer: TestPerson;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db, { role: 'EDITOR' });
  writer = await seedPerson(api.db, { role: 'EDITOR', workspaceId: editor.workspaceId });
});
afterAll(() => api.close());

async function seedDataset(by = editor) {
  const { workspaceId } = by;
  const version = await seedVersion(api, workspaceId, Array(FIRST.length).fill({}));
  const cluster = async (labels: number[], versionId = version.id) => {
    const { clusters, number } = await seedClustering(api, { workspaceId, versionId }, labels);
    const of = (label: number) => ({ id: clusters.get(label)!.id, number });
    return { of, id: (label: number) => encodeGlobalId('Cluster', of(label).id), number };
  };
  return { version, cluster };
}

async function ask<T>(query: string, variables: Record<string, unknown>, by = editor): Promise<T> {
  const { data, errors } = await send(api, query, { token: by.token, variables });
  return (errors ? errors[0]?.extensions['code'] : Object.values(data ?? {})[0]) as T;
}

const PARTS = `markdown revision subject { id } authors { id }
  fields { label confidence kind tags representatives { index } counterExamples { index } }`;
const ACCEPT = `mutation ($from: ID!, $to: ID!) { acceptHeir(input: { fromClusterId: $from, toClusterId: $to }) {
  observation { ${PARTS} } problems { code message path } } }`;
const WRITE = `mutation ($input: WriteObservationInput!) { writeObservation(input: $input) { problems { code } } }`;
const SET = `mutation ($input: SetObservationFieldsInput!) { setObservationFields(input: $input) { problems { code } } }`;
const READ = `query ($id: ID!) { node(id: $id) { ... on Cluster { observation { ${PARTS} } ancestors { isAccepted from { id } } } } }`;

const accept = (from: string, to: string, by = editor) => ask<unknown>(ACCEPT, { from, to }, by);
const write = (subjectId: string, markdown: string, by = editor) =>
  ask(WRITE, { input: { subjectId, markdown } }, by);
const set = (subjectId: string, fields: object) => ask(SET, { input: { subjectId, ...fields } });
const read = (id: string) =>
  ask<{ observation: { markdown: string; fields: object }; ancestors: object[] }>(READ, { id });
const sampleIds = async (versionId: string, indexes: number[]) => {
  const rows = await api.db.sample.findMany({ where: { versionId, index: { in: indexes } } });
  return rows.map(({ id }) => encodeGlobalId('Sample', id));
};

test('the text follows that of the heir below a heading, and fields fill what it does not say', async () => {
  const { cluster, version } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster(AGAIN)];
  const [from, to] = [first.id(0), again.id(1)];
  await write(from, 'Rings around #3, as *Ada* says.', writer);
  await set(from, {
    label: 'Rings',
    confidence: 'HIGH',
    tags: ['ring', 'bright'],
    representativeIds: await sampleIds(version.id, [0, 2]),
  });
  await write(to, 'Looked at #1.');
  await set(to, { confidence: 'LOW', tags: ['round'], representativeIds: await sampleIds(version.id, [1]) });
  const before = await read(from);
  expect((await read(to)).ancestors).toEqual([{ isAccepted: false, from: { id: from } }]);

  const passedOn = {
    markdown: expect.stringMatching(
      new RegExp(
        `^Looked at #1\\.\\n\\n## From cluster 0 of E-${first.number}\\n\\nRings around #3, as \\*Ada\\* says\\.\\n*$`,
      ),
    ),
    subject: { id: to },
    fields: {
      label: 'Rings',
      confidence: 'LOW',
      kind: null,
      tags: ['bright', 'ring', 'round'],
      representatives: [{ index: 0 }, { index: 1 }, { index: 2 }],
      counterExamples: [],
    },
  };
  expect(await accept(from, to)).toMatchObject({ observation: passedOn, problems: [] });
  expect(await read(to)).toMatchObject({
    observation: passedOn,
    ancestors: [{ isAccepted: true, from: { id: from } }],
  });
  expect(await read(from)).toEqual(before);

  expect(await accept(from, to)).toEqual({
    observation: null,
    problems: [
      {
        code: 'ALREADY_ACCEPTED',
        message: `What is written of cluster 0 of E-${first.number} was passed on to cluster 1 of E-${again.number} before. Read it there.`,
        path: null,
      },
    ],
  });
  expect(await read(to)).toMatchObject({ observation: passedOn });
  expect(await api.db.clusterHeir.findMany({ where: { toClusterId: again.of(1).id } })).toMatchObject([
    { fromClusterId: first.of(0).id, acceptedById: editor.userId },
  ]);
  expect(
    await api.db.activity.findMany({ where: { subjectId: again.of(1).id, verb: 'passed on' } }),
  ).toMatchObject([
    {
      actorId: editor.userId,
      sentence: expect.stringContaining(
        `passed on what is written of cluster 0 of E-${first.number} to cluster 1`,
      ),
    },
  ]);
  const told = await api.db.notification.findMany({ where: { subjectId: again.of(1).id } });
  expect(told).toMatchObject([{ userId: writer.userId, actorId: editor.userId }]);
});

test('in another version samples have the numbers that their pictures have there', async () => {
  const { cluster, version } = await seedDataset();
  // Of the first version's samples 3, 2, 1 and 0 and none of the others.
  const later = await seedNextVersion(api, version, [3, 2, 1, 0]);
  const [first, second] = [await cluster(FIRST), await cluster([5, 5, 5, 5], later.id)];
  await write(first.id(0), 'See #1 and #7.');
  await set(first.id(0), {
    representativeIds: await sampleIds(version.id, [0, 6]),
    counterExampleIds: await sampleIds(version.id, [7]),
  });
  expect(await accept(first.id(0), second.id(5))).toMatchObject({
    observation: {
      markdown: expect.stringContaining('See #2 and sample 7 of version 1.'),
      fields: { representatives: [{ index: 3 }], counterExamples: [] },
    },
  });
});

test('what is being typed is passed on too, and every open page shows it at once', async () => {
  const { cluster } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster(AGAIN)];
  await write(first.id(0), 'Rings.');
  const pages = [first.id(0), again.id(1)].map((subjectId) =>
    openObservation({ url: api.url, subjectId, token: writer.token }),
  );
  const [source, heir] = pages as [(typeof pages)[number], (typeof pages)[number]];
  await Promise.all(pages.map(({ synced }) => synced));
  writeText(source.doc, fromMarkdown('Rings.\n\nAnd arms.'));
  await source.saved();
  writeText(heir.doc, fromMarkdown('Ours.'));
  await heir.saved();
  expect(await accept(first.id(0), again.id(1))).toMatchObject({ problems: [] });
  await expect
    .poll(() => toMarkdown(readText(heir.doc)).trim())
    .toBe(`Ours.\n\n## From cluster 0 of E-${first.number}\n\nRings.\n\nAnd arms.`);
  for (const { told } of pages)
    await expect.poll(() => told).toContainEqual({ type: 'changed', what: 'heirs' });
  expect(toMarkdown(readText(source.doc)).trim()).toBe('Rings.\n\nAnd arms.');
  for (const page of pages) page.destroy();
});

test('two who accept at once copy once, and those who have either open are told', async () => {
  const { cluster } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster(AGAIN)];
  await write(first.id(0), 'Rings.');
  const told = vi.spyOn(api.services.observations, 'tell');
  const both = await Promise.all([editor, writer].map((by) => accept(first.id(0), again.id(1), by)));
  expect(both.filter((one) => (one as { observation: object | null }).observation)).toHaveLength(1);
  const { observation } = await read(again.id(1));
  expect(observation.markdown.match(/Rings/g)).toHaveLength(1);
  const rows = await api.db.observation.findMany({
    where: { clusterId: { in: [first.of(0).id, again.of(1).id] } },
  });
  expect(told.mock.calls.map(([id, what]) => `${id} ${what}`).sort()).toEqual(
    rows.map(({ id }) => `${id} heirs`).sort(),
  );
  told.mockRestore();
});

test('what could not be written is not accepted either', async () => {
  const { cluster } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster(AGAIN)];
  const long = (word: string) => `${word} `.repeat(6_000);
  await write(first.id(0), long('ring'));
  await write(again.id(1), long('disc'));
  expect(await accept(first.id(0), again.id(1))).toMatchObject({
    observation: null,
    problems: [
      { code: 'TEXT_TOO_LONG', message: expect.stringMatching(/^Both texts together have \d+ characters/) },
    ],
  });
  expect(await api.db.clusterHeir.count({ where: { toClusterId: again.of(1).id } })).toBe(0);
  await write(again.id(1), 'disc');
  expect(await accept(first.id(0), again.id(1))).toMatchObject({ problems: [] });
});

test('what cannot be passed on is said', async () => {
  const { cluster } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster([1, 1, 1, 1, 0, 0, 0, -1])];
  const from = first.id(0);
  const problem = (code: string, path: string) => ({ observation: null, problems: [{ code, path: [path] }] });
  const nowhere = encodeGlobalId('Cluster', 'none');
  expect(await accept(from, again.id(1))).toMatchObject(problem('NO_OBSERVATION', 'fromClusterId'));
  await api.db.observation.create({ data: { workspaceId: editor.workspaceId, clusterId: first.of(0).id } });
  expect(await accept(from, again.id(1))).toMatchObject(problem('NO_OBSERVATION', 'fromClusterId'));
  await write(from, 'Rings.');
  expect(await accept(from, again.id(0))).toMatchObject(problem('NOTHING_SHARED', 'toClusterId'));
  expect(await accept(from, again.id(-1))).toMatchObject(problem('CLUSTER_IS_NOISE', 'toClusterId'));
  expect(await accept(from, first.id(1))).toMatchObject(problem('SAME_EXPERIMENT', 'toClusterId'));
  expect(await accept(nowhere, nowhere)).toMatchObject({
    problems: [
      { code: 'CLUSTER_NOT_FOUND', path: ['fromClusterId'] },
      { code: 'CLUSTER_NOT_FOUND', path: ['toClusterId'] },
    ],
  });
  expect((await read(again.id(1))).observation).toBeNull();
});

test('viewers may not, strangers see nothing of it, and nothing leaves its workspace', async () => {
  const { cluster } = await seedDataset();
  const [first, again] = [await cluster(FIRST), await cluster(AGAIN)];
  await write(first.id(0), 'Rings.');
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId: editor.workspaceId });
  expect(await accept(first.id(0), again.id(1), viewer)).toBe('FORBIDDEN');
  const stranger = await seedPerson(api.db);
  const own = await seedDataset(stranger).then((dataset) => dataset.cluster(FIRST));
  expect(await accept(first.id(0), own.id(0), stranger)).toMatchObject({
    problems: [{ code: 'CLUSTER_NOT_FOUND', path: ['fromClusterId'] }],
  });
  await api.db.member.create({
    data: { workspaceId: stranger.workspaceId, userId: editor.userId, role: 'EDITOR' },
  });
  expect(await accept(first.id(0), own.id(0))).toMatchObject({ problems: [{ code: 'OTHER_WORKSPACE' }] });
  expect(await api.db.observation.count({ where: { workspaceId: stranger.workspaceId } })).toBe(0);
});
