import type { Prisma } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeGlobalId } from '../../builder.ts';
import { seedVersion } from '../../testing/seedData.ts';
import { seedFinishedExperiment } from '../../testing/seedResults.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

const SAMPLES = 6;

let api: TestApi;
let person: TestPerson;
let versionId: string;
let studyId: string;
/** Of clusters 0 and 1 of three experiments of the study, and of one that is of none. */
let clusters: string[][];
let experimentIds: string[];
let sampleIds: string[];

beforeAll(async () => {
  api = await startApi();
  person = await seedPerson(api.db);
  const { workspaceId, userId } = person;
  const version = await seedVersion(api, workspaceId, Array<object>(SAMPLES).fill({}));
  versionId = version.id;
  const samples = await api.db.sample.findMany({ where: { versionId }, orderBy: { index: 'asc' } });
  sampleIds = samples.map(({ id }) => id);
  const study = await api.db.study.create({
    data: { workspaceId, name: 'Seeds', grid: {}, datasetVersionId: versionId },
  });
  studyId = study.id;
  experimentIds = [];
  clusters = [];
  for (const of of [{ studyId }, { studyId }, { studyId }, {}]) {
    const at = { workspaceId, versionId, sampleCount: SAMPLES };
    const { id } = await seedFinishedExperiment(api, at, { createdById: userId, ...of });
    experimentIds.push(id);
    const rows = await api.db.cluster.findMany({ where: { experimentId: id }, orderBy: { label: 'asc' } });
    clusters.push(rows.map((row) => row.id));
  }
  const foreign = await seedVersion(api, (await seedPerson(api.db)).workspaceId, [{}]);
  const stranger = await api.db.sample.findFirstOrThrow({ where: { versionId: foreign.id } });
  const say = (data: Omit<Prisma.ObservationUncheckedCreateInput, 'workspaceId'>, minute: number) =>
    api.db.observation.create({
      data: { workspaceId, updatedAt: new Date(Date.UTC(2026, 0, 1, 0, minute)), ...data },
    });
  // Cluster 0 has the samples of even numbers.
  await say(
    {
      clusterId: clusters[0]?.[0],
      markdown: 'A gap at 50 % in #3, #0, #1 and #99.',
      label: 'Gap',
      kind: 'PHYSICAL',
      confidence: 'HIGH',
      tags: ['ring', 'wide'],
      mentionedIndexes: [0, 1, 3, 99],
      representativeIds: [sampleIds[2] ?? '', sampleIds[5] ?? '', stranger.id, 'gone'],
      counterExampleIds: [sampleIds[1] ?? ''],
    },
    5,
  );
  await say(
    { clusterId: clusters[1]?.[1], markdown: 'Ghosts.', label: 'ghost', kind: 'ARTEFACT', tags: ['wide'] },
    4,
  );
  await say({ clusterId: clusters[2]?.[0], label: 'gap', kind: 'PHYSICAL' }, 3);
  await say({ experimentId: experimentIds[3], markdown: 'On the whole.' }, 2);
  await say({ studyId, markdown: 'Of all seeds.' }, 1);
  // Opened, and nothing said.
  await say({ clusterId: clusters[3]?.[0] }, 0);
});
afterAll(() => api.close());

const LIST = `query ($workspace: String!, $filter: ObservationFilter) { observations(workspace: $workspace, filter: $filter) {
  totalCount edges { node { markdown fields { label } } } } }`;

async function said(filter: object): Promise<string[]> {
  const { data, errors } = await send(api, LIST, {
    token: person.token,
    variables: { workspace: person.slug, filter },
  });
  expect(errors).toBeUndefined();
  const page = data?.['observations'] as {
    totalCount: number;
    edges: { node: { markdown: string; fields: { label: string | null } } }[];
  };
  expect(page.totalCount).toBe(page.edges.length);
  return page.edges.map(({ node }) => node.fields.label ?? node.markdown);
}

test.each<[name: string, filter: () => object, expected: string[]]>([
  ['nothing', () => ({}), ['Gap', 'ghost', 'gap', 'On the whole.', 'Of all seeds.']],
  ['words of the text', () => ({ text: ' gHOSTs ' }), ['ghost']],
  ['signs that mean something to LIKE', () => ({ text: '50 %' }), ['Gap']],
  ['words of a tag', () => ({ text: 'rin' }), ['Gap']],
  ['a label', () => ({ label: 'GAP' }), ['Gap', 'gap']],
  ['kinds', () => ({ kind: ['ARTEFACT', 'UNSURE'] }), ['ghost']],
  ['a confidence', () => ({ confidence: ['HIGH'] }), ['Gap']],
  ['a tag', () => ({ tag: 'wide' }), ['Gap', 'ghost']],
  [
    'a study',
    () => ({ studyId: encodeGlobalId('Study', studyId) }),
    ['Gap', 'ghost', 'gap', 'Of all seeds.'],
  ],
  [
    'an experiment',
    () => ({ experimentId: encodeGlobalId('Experiment', experimentIds[3] ?? '') }),
    ['On the whole.'],
  ],
  ['a data set that has none', () => ({ datasetId: encodeGlobalId('Dataset', 'none') }), []],
  ['two conditions', () => ({ tag: 'wide', kind: ['PHYSICAL'] }), ['Gap']],
])('observations by %s', async (_name, filter, expected) => {
  expect(await said(filter())).toEqual(expected);
});

test('observations of a data set are those of its studies, experiments and clusters', async () => {
  const { datasetId } = await api.db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } });
  expect(await said({ datasetId: encodeGlobalId('Dataset', datasetId) })).toHaveLength(5);
});

test.each<[filter: object, expected: number[]]>([
  [{ observed: {} }, [3, 2, 1, 0]],
  [{ observed: { kind: ['PHYSICAL'] } }, [2, 0]],
  [{ observed: { label: 'Ghost', tag: 'wide' } }, [1]],
  [{ observed: { text: 'seeds' } }, []],
])('experiments by what is said: %j', async (filter, expected) => {
  const { data } = await send(
    api,
    `query ($workspace: String!, $filter: ExperimentFilter) {
       experiments(workspace: $workspace, filter: $filter) { edges { node { id } } } }`,
    { token: person.token, variables: { workspace: person.slug, filter } },
  );
  expect(data?.['experiments']).toEqual({
    edges: expected.map((i) => ({ node: { id: encodeGlobalId('Experiment', experimentIds[i] ?? '') } })),
  });
});

test('a study is summarised', async () => {
  const { data } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on Study { observation { markdown } observations {
       observed unobserved kinds { kind count } confidences { confidence count } labels { label count } tags { tag count }
       with: clusters(observed: true) { totalCount edges { node { observation { fields { label } } } } }
       without: clusters(observed: false) { totalCount edges { node { observation { id } } } } } } } }`,
    { token: person.token, variables: { id: encodeGlobalId('Study', studyId) } },
  );
  const labelled = (label: string) => ({ node: { observation: { fields: { label } } } });
  expect(data?.['node']).toEqual({
    observation: { markdown: 'Of all seeds.' },
    observations: {
      observed: 3,
      unobserved: 3,
      kinds: [
        { kind: 'PHYSICAL', count: 2 },
        { kind: 'ARTEFACT', count: 1 },
      ],
      confidences: [
        { confidence: null, count: 2 },
        { confidence: 'HIGH', count: 1 },
      ],
      labels: expect.arrayContaining([{ label: 'ghost', count: 1 }]),
      tags: [
        { tag: 'wide', count: 2 },
        { tag: 'ring', count: 1 },
      ],
      with: { totalCount: 3, edges: [labelled('Gap'), labelled('ghost'), labelled('gap')] },
      without: { totalCount: 3, edges: Array(3).fill({ node: { observation: null } }) },
    },
  });
});

test('samples that are named are shown where they may be, and told where they are no members', async () => {
  const { data } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on Cluster { observation {
       subject { __typename id } missingMembers { index }
       fields { kind confidence tags representatives { index } counterExamples { index } } } } } }`,
    { token: person.token, variables: { id: encodeGlobalId('Cluster', clusters[0]?.[0] ?? '') } },
  );
  expect(data?.['node']).toEqual({
    observation: {
      subject: { __typename: 'Cluster', id: encodeGlobalId('Cluster', clusters[0]?.[0] ?? '') },
      missingMembers: [{ index: 1 }, { index: 3 }, { index: 5 }],
      fields: {
        kind: 'PHYSICAL',
        confidence: 'HIGH',
        tags: ['ring', 'wide'],
        representatives: [{ index: 2 }, { index: 5 }],
        counterExamples: [{ index: 1 }],
      },
    },
  });
});
