import { readFields, writeText } from '@asterism/observation';
import { fromMarkdown } from '@asterism/observation/markdown';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { encodeGlobalId } from '../../builder.ts';
import { type ObservationClient, openObservation } from '../../testing/observationClient.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedFinishedExperiment } from '../../testing/seedResults.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let ada: TestPerson;
let ben: TestPerson;
const pages: ObservationClient[] = [];

beforeAll(async () => {
  api = await startApi();
  ada = await seedPerson(api.db);
  ben = await seedPerson(api.db, { role: 'EDITOR', workspaceId: ada.workspaceId });
  for (const [{ userId }, name] of [
    [ada, 'Ada'],
    [ben, 'Ben King'],
  ] as const)
    await api.db.user.update({ where: { id: userId }, data: { name } });
});
afterEach(() => {
  for (const page of pages.splice(0)) page.destroy();
});
afterAll(() => api.close());

async function newCluster(by = ada) {
  const { workspaceId } = by;
  const version = await seedVersion(api, workspaceId, [{}, {}, {}, {}]);
  const at = { workspaceId, versionId: version.id, sampleCount: 4 };
  const experiment = await seedFinishedExperiment(api, at);
  const cluster = await api.db.cluster.findFirstOrThrow({
    where: { experimentId: experiment.id, label: 0 },
  });
  const samples = await api.db.sample.findMany({
    where: { versionId: version.id },
    orderBy: { index: 'asc' },
  });
  return {
    subjectId: encodeGlobalId('Cluster', cluster.id),
    number: experiment.number,
    sampleIds: samples.map(({ id }) => encodeGlobalId('Sample', id)),
  };
}

/** Opens the observation as a page does. */
async function openPage(subjectId: string, { token } = ada) {
  const page = openObservation({ url: api.url, subjectId, token });
  pages.push(page);
  await page.synced;
  return page;
}

const OBSERVATION = `observation { id revision markdown authors { name }
  fields { label confidence kind tags representatives { index } counterExamples { index } } }`;
const answer = z.object({
  observation: z
    .object({
      id: z.string(),
      revision: z.number(),
      markdown: z.string(),
      authors: z.array(z.object({ name: z.string() })),
      fields: z.record(z.string(), z.unknown()),
    })
    .nullable(),
  problems: z.array(z.object({ code: z.string(), path: z.array(z.string()).nullable() })),
});

async function mutate(field: string, input: object, { token } = ada) {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const { data, errors } = await send(
    api,
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${OBSERVATION} problems { code path } } }`,
    { token, variables: { input } },
  );
  return { errors: errors?.map(({ extensions }) => extensions['code']), ...(data?.[field] as object) };
}

async function change(field: string, input: object, by = ada) {
  const { observation, problems } = answer.parse(await mutate(field, input, by));
  expect(problems).toEqual([]);
  if (!observation) throw new Error('Nothing came back.');
  return observation;
}
const write = (
  subjectId: string,
  markdown: string,
  rest: { baseRevision?: number; by?: TestPerson } = {},
) => {
  const { by, ...base } = rest;
  return change('writeObservation', { subjectId, markdown, ...base }, by);
};

async function ask(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await send(api, query, { token: ada.token });
  expect(errors).toBeUndefined();
  return Object(data?.['node']);
}

/** Of the observation's revision of that number. */
async function revisionOf(observationId: string, number: number, selection = 'id') {
  const { revisions } = await ask(
    `{ node(id: "${observationId}") { ... on Observation { revisions(first: 100) { edges { node { id number } } } } } }`,
  );
  const { edges } = Object(revisions) as { edges: { node: { id: string; number: number } }[] };
  const id = edges.find(({ node }) => node.number === number)?.node.id;
  return ask(`{ node(id: "${id}") { ... on Revision { ${selection} } } }`);
}

test('three scripts that began from one revision, and a page, are merged', async () => {
  const { subjectId } = await newCluster();
  const base = 'A bright rim.\n\nA dark core.\n\nNothing else.';
  const { revision, markdown } = await write(subjectId, base);
  expect(markdown.trim()).toBe(base);
  const page = await openPage(subjectId, ben);
  writeText(page.doc, fromMarkdown(`${base}\n\nTyped by hand.`));
  await Promise.all([
    write(subjectId, base.replace('bright', 'very bright'), { baseRevision: revision }),
    write(subjectId, base.replace('dark', 'cold'), { baseRevision: revision, by: ben }),
    write(subjectId, `# Title\n\n${base}`, { baseRevision: revision }),
    page.saved(),
  ]);
  const merged = '# Title\n\nA very bright rim.\n\nA cold core.\n\nNothing else.\n\nTyped by hand.';
  const opened = await change('openObservation', { subjectId });
  expect(opened.markdown.trim()).toBe(merged);
  expect(opened.authors.map(({ name }) => name).sort()).toEqual(['Ada', 'Ben King']);
  await expect.poll(() => page.doc.getXmlFragment('text').toString()).toContain('very bright');
  // Late, and not refused: what came since stays.
  const late = await write(subjectId, base.replace('Nothing else.', 'Little else.'), {
    baseRevision: revision,
  });
  expect(late.markdown.trim()).toBe(merged.replace('Nothing', 'Little'));
  // Without a revision it is against the text as it is.
  expect((await write(subjectId, 'Begun again.')).markdown.trim()).toBe('Begun again.');
});

test('what is typed is told of as well, to whom it is that typed', async () => {
  const { subjectId, number } = await newCluster();
  await write(subjectId, 'By a script.');
  const page = await openPage(subjectId, ben);
  writeText(page.doc, fromMarkdown('By a script.\n\nBy hand.'));
  await page.saved();
  const told = () =>
    api.db.activity.findMany({
      where: { sentence: { endsWith: `wrote about cluster 0 of E-${number}.` } },
      orderBy: { id: 'asc' },
      select: { actorId: true },
    });
  await expect.poll(told).toEqual([{ actorId: ada.userId }, { actorId: ben.userId }]);
  expect((await change('openObservation', { subjectId })).markdown).toContain('By hand.');
});

test('what is written is told of once for each person and subject', async () => {
  const { subjectId, number } = await newCluster();
  for (const by of [ada, ada, ben]) await write(subjectId, `By ${by.userId}.`, { by });
  await change('setObservationFields', { subjectId, kind: 'UNSURE' }, ben);
  const told = await api.db.activity.findMany({
    where: { sentence: { contains: `cluster 0 of E-${number}.` } },
    orderBy: { id: 'asc' },
  });
  expect(told.map(({ sentence }) => sentence)).toEqual([
    `Ada wrote about cluster 0 of E-${number}.`,
    `Ben King wrote about cluster 0 of E-${number}.`,
  ]);
  expect(told[0]).toMatchObject({ subjectType: 'Cluster', verb: 'wrote', actorId: ada.userId });
  expect(told[0]?.tokenId).not.toBeNull();
});

test('a name of one member is a mention, that of two and that of nobody are words', async () => {
  const { subjectId } = await newCluster();
  for (const person of [
    await seedPerson(api.db, { workspaceId: ada.workspaceId }),
    await seedPerson(api.db, { workspaceId: ada.workspaceId }),
  ])
    await api.db.user.update({ where: { id: person.userId }, data: { name: 'Twin' } });
  const { markdown } = await write(subjectId, 'Ask @Ben King, @Twin and @Nobody about #1 of E-3.');
  // A sign that means nobody may be escaped.
  expect(markdown.trim().replaceAll('\\', '')).toBe(
    `Ask [@Ben King](user:${encodeGlobalId('User', ben.userId)}), @Twin and @Nobody about #1 of E-3.`,
  );
});

test('a revision is written again as a new edit', async () => {
  const { subjectId } = await newCluster();
  const first = await write(subjectId, 'A ring.');
  const named = await change('setObservationFields', { subjectId, label: 'ring' });
  const second = await write(subjectId, 'Two rings.', { by: ben });
  expect(second.revision).toBeGreaterThan(named.revision);
  const page = await openPage(subjectId, ben);
  const restored = await change('restoreObservation', { observationId: first.id, revision: first.revision });
  expect(restored).toMatchObject({ revision: second.revision + 1, fields: { label: 'ring' } });
  expect(restored.markdown.trim()).toBe('A ring.');
  await expect.poll(() => page.doc.getXmlFragment('text').toString()).toContain('A ring.');
  const was = await revisionOf(second.id, second.revision, 'markdown authors { name }');
  expect(was).toMatchObject({ authors: [{ name: 'Ben King' }] });
  expect(String(was['markdown']).trim()).toBe('Two rings.');
});

test('a revision tells who wrote what, and what was added and removed since an earlier one', async () => {
  const { subjectId } = await newCluster();
  const first = await write(subjectId, 'A ring at #1.\n\nOld.');
  const second = await write(subjectId, 'A wide ring at #1.\n\n$r^2$', { by: ben });
  const runs = async (from: number | null) => {
    const found = await revisionOf(
      second.id,
      second.revision,
      `runs(from: ${from}) { text change author { name } }`,
    );
    const parsed = z.array(
      z.object({ text: z.string(), change: z.string(), author: z.object({ name: z.string() }).nullable() }),
    );
    return parsed.parse(found['runs']).map(({ text, change, author }) => [text, change, author?.name]);
  };
  const whole = await runs(null);
  expect(whole.map(([text]) => text).join('')).toBe('A wide ring at #1.\n$r^2$');
  const since = await runs(first.revision);
  expect(since).toContainEqual(['wide ', 'ADDED', 'Ben King']);
  expect(since.filter(([, change]) => change === 'REMOVED').map(([text]) => text?.trim())).toEqual(['Old.']);
  const was = since.filter(([, change]) => change !== 'ADDED').map(([text]) => text);
  expect(was.join('')).toBe('A ring at #1.\nOld.');
  expect((await runs(0)).every(([, change]) => change === 'ADDED')).toBe(true);
  const { errors } = await send(
    api,
    `{ node(id: "${String((await revisionOf(first.id, first.revision))['id'])}") {
       ... on Revision { runs(from: ${second.revision}) { text } } } }`,
    { token: ada.token },
  );
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
});

test('fields are set in the document that is open, those that are left out stay', async () => {
  const { subjectId, sampleIds } = await newCluster();
  const page = await openPage(subjectId);
  const all = await change('setObservationFields', {
    subjectId,
    label: ' Wide gap ',
    confidence: 'HIGH',
    kind: 'PHYSICAL',
    tags: ['ring', 'gap'],
    representativeIds: [sampleIds[2], sampleIds[0]],
    counterExampleIds: [sampleIds[3]],
  });
  expect(all.fields).toEqual({
    label: 'Wide gap',
    confidence: 'HIGH',
    kind: 'PHYSICAL',
    tags: ['gap', 'ring'],
    representatives: [{ index: 0 }, { index: 2 }],
    counterExamples: [{ index: 3 }],
  });
  await expect.poll(() => readFields(page.doc).label).toBe('Wide gap');
  const some = await change('setObservationFields', {
    subjectId,
    label: null,
    tags: ['gap', 'faint'],
    counterExampleIds: null,
  });
  expect(some.fields).toEqual({
    ...all.fields,
    label: null,
    tags: ['faint', 'gap'],
    counterExamples: [],
  });
});

test('the texts of many revisions are not made at once', async () => {
  const { subjectId } = await newCluster();
  const { id } = await write(subjectId, 'A ring.');
  const texts = (count: number) =>
    Array.from(
      { length: count },
      (_, i) => `r${i}: revisions(first: 1) { edges { node { markdown } } }`,
    ).join(' ');
  const ask = (count: number) =>
    send(api, `{ node(id: "${id}") { ... on Observation { ${texts(count)} } } }`, { token: ada.token });
  expect((await ask(20)).errors).toBeUndefined();
  expect((await ask(21)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('a revision is given a name, and it is taken away', async () => {
  const { subjectId } = await newCluster();
  const { id, revision } = await write(subjectId, 'As sent to the journal.');
  const node = await revisionOf(id, revision);
  const name = async (name: string | null) => {
    const { data } = await send(
      api,
      'mutation ($input: NameRevisionInput!) { nameRevision(input: $input) { revision { name number } problems { code path } } }',
      { token: ben.token, variables: { input: { id: node['id'], name } } },
    );
    return data?.['nameRevision'];
  };
  expect(await name(' Submitted ')).toEqual({
    revision: { name: 'Submitted', number: revision },
    problems: [],
  });
  const { data } = await send(
    api,
    `{ node(id: "${id}") { ... on Observation { revisions(named: true) { totalCount edges { node { name } } } } } }`,
    { token: ada.token },
  );
  expect(data?.['node']).toEqual({
    revisions: { totalCount: 1, edges: [{ node: { name: 'Submitted' } }] },
  });
  expect(await name('x'.repeat(121))).toMatchObject({ problems: [{ code: 'TOO_LARGE', path: ['name'] }] });
  expect(await name(null)).toMatchObject({ revision: { name: null } });
});

test.each<
  [name: string, field: string, input: (of: Awaited<ReturnType<typeof newCluster>>) => object, object]
>([
  [
    'no such subject',
    'writeObservation',
    () => ({ subjectId: encodeGlobalId('Cluster', 'none'), markdown: '' }),
    { code: 'SUBJECT_NOT_FOUND', path: ['subjectId'] },
  ],
  [
    'a subject of another type',
    'writeObservation',
    ({ sampleIds }) => ({ subjectId: sampleIds[0], markdown: '' }),
    { code: 'SUBJECT_NOT_FOUND' },
  ],
  ['no id', 'openObservation', () => ({ subjectId: 'x' }), { code: 'SUBJECT_NOT_FOUND' }],
  [
    'a revision that never was',
    'writeObservation',
    ({ subjectId }) => ({ subjectId, markdown: 'x', baseRevision: 99 }),
    { code: 'REVISION_NOT_FOUND', path: ['baseRevision'] },
  ],
  [
    'a negative revision',
    'writeObservation',
    ({ subjectId }) => ({ subjectId, markdown: 'x', baseRevision: -1 }),
    { code: 'TOO_SMALL', path: ['baseRevision'] },
  ],
  [
    'a long text',
    'writeObservation',
    ({ subjectId }) => ({ subjectId, markdown: 'x'.repeat(50_001) }),
    { code: 'TEXT_TOO_LONG', path: ['markdown'] },
  ],
  [
    'a deep text',
    'writeObservation',
    ({ subjectId }) => ({ subjectId, markdown: `${'> '.repeat(200)}x` }),
    { code: 'TEXT_TOO_DEEP', path: ['markdown'] },
  ],
  [
    'a long label',
    'setObservationFields',
    ({ subjectId }) => ({ subjectId, label: 'x'.repeat(121) }),
    { code: 'TOO_LARGE', path: ['label'] },
  ],
  [
    'an empty tag',
    'setObservationFields',
    ({ subjectId }) => ({ subjectId, tags: ['a', ' '] }),
    { code: 'TOO_SMALL', path: ['tags', '1'] },
  ],
  [
    'a sample of another version',
    'setObservationFields',
    ({ subjectId }) => ({ subjectId, representativeIds: [otherSample] }),
    { code: 'SAMPLE_NOT_FOUND', path: ['representativeIds', '0'] },
  ],
  [
    'no such observation',
    'restoreObservation',
    () => ({ observationId: encodeGlobalId('Observation', 'none'), revision: 1 }),
    { code: 'OBSERVATION_NOT_FOUND', path: ['observationId'] },
  ],
])('%s is a problem of %s', async (_name, field, input, expected) => {
  otherSample = (await newCluster()).sampleIds[0] ?? '';
  const of = await newCluster();
  expect(await mutate(field, input(of))).toMatchObject({ observation: null, problems: [expected] });
  expect((await change('openObservation', { subjectId: of.subjectId })).revision).toBe(0);
});
let otherSample: string;

test.each([
  ['quotes', (levels: number) => `${'> '.repeat(levels)}x`, 39],
  ['lists', (levels: number) => `${'- '.repeat(levels)}x`, 19],
  [
    'tables',
    (levels: number) => ['| a |', '| - |', '| b |'].map((line) => `${'> '.repeat(levels)}${line}`).join('\n'),
    39,
  ],
])('the deepest %s that are taken are stored', async (_name, nested, levels) => {
  const { subjectId } = await newCluster();
  const { markdown } = await write(subjectId, nested(levels));
  expect(markdown.trim().replaceAll(/-+/g, '-')).toBe(nested(levels));
  const { problems } = answer.parse(
    await mutate('writeObservation', { subjectId, markdown: nested(levels + 1) }),
  );
  expect(problems).toMatchObject([{ code: 'TEXT_TOO_DEEP' }]);
});

test('a revision of nothing cannot be restored', async () => {
  const { subjectId } = await newCluster();
  const { id: observationId } = await write(subjectId, 'x');
  for (const [revision, code] of [
    [0, 'TOO_SMALL'],
    [2, 'REVISION_NOT_FOUND'],
  ])
    expect(await mutate('restoreObservation', { observationId, revision })).toMatchObject({
      problems: [{ code, path: ['revision'] }],
    });
});

test('viewers and tokens that read change nothing, and to strangers there is nothing', async () => {
  const { subjectId } = await newCluster();
  const { id: observationId, revision } = await write(subjectId, 'Ours.');
  const inputs: [string, object][] = [
    ['openObservation', { subjectId }],
    ['writeObservation', { subjectId, markdown: 'Theirs.', baseRevision: revision }],
    ['setObservationFields', { subjectId, label: 'theirs' }],
    ['restoreObservation', { observationId, revision }],
  ];
  const { workspaceId } = ada;
  const viewer = await seedPerson(api.db, { role: 'VIEWER', workspaceId });
  const reader = await seedPerson(api.db, { scope: 'READ', workspaceId });
  const stranger = await seedPerson(api.db);
  for (const [field, input] of inputs) {
    for (const by of [viewer, reader])
      expect(await mutate(field, input, by)).toMatchObject({ errors: ['FORBIDDEN'] });
    expect(await mutate(field, input, stranger)).toMatchObject({
      observation: null,
      problems: [{ code: expect.stringMatching(/^(SUBJECT|OBSERVATION)_NOT_FOUND$/) }],
    });
  }
  expect(await change('openObservation', { subjectId })).toMatchObject({ revision, fields: { label: null } });
});
