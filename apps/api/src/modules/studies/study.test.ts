import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedStage } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let datasetVersionId: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
  const samples = Array.from({ length: 8 }, () => ({}));
  datasetVersionId = (await seedVersion(api, editor.workspaceId, samples)).globalId;
});
afterAll(() => api.close());

const CREATE = `mutation ($input: CreateStudyInput!) {
  createStudy(input: $input) { study { id name status progress } problems { code message path } } }`;

const GRID = {
  preprocessings: [{ normalization: 'GLOBAL' }, {}],
  models: [
    { kind: 'CONV', epochs: 3 },
    { kind: 'VAE', epochs: 3, params: { klWeight: 0.001 } },
  ],
  clusterings: [{ algorithm: 'KMEANS' }, { algorithm: 'KMEANS', params: { nClusters: 3 } }],
};

async function create(input: Record<string, unknown>) {
  const { data, errors } = await send(api, CREATE, {
    token: editor.token,
    variables: { input: { workspace: editor.slug, datasetVersionId, ...GRID, ...input } },
  });
  expect(errors).toBeUndefined();
  return data?.['createStudy'] as {
    study: { id: string } | null;
    problems: { code: string; path: string[] | null; message: string }[];
  };
}

async function read(id: string): Promise<Record<string, unknown>> {
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on Study { status progress bestReason best { number } secondsSaved spread
       experiments(first: 50) { totalCount edges { node { number seed model { kind } clustering { params }
         preprocessing { normalization } study { id } } } } } } }`,
    { token: editor.token, variables: { id } },
  );
  expect(errors).toBeUndefined();
  return data?.['node'] as Record<string, unknown>;
}

test('every combination becomes an experiment, numbered in order, in one transaction', async () => {
  const { study, problems } = await create({ name: 'Grid', seeds: [0, 1] });
  expect(problems).toEqual([]);
  expect(study).toMatchObject({ name: 'Grid', status: 'QUEUED', progress: 0 });
  const { experiments } = (await read(study!.id)) as {
    experiments: { totalCount: number; edges: { node: Record<string, unknown> }[] };
  };
  expect(experiments.totalCount).toBe(16);
  const nodes = experiments.edges.map(({ node }) => node);
  expect(nodes.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  expect(new Set(nodes.map(({ number, ...choices }) => JSON.stringify(choices))).size).toBe(16);
  expect(nodes[0]).toMatchObject({
    seed: 0,
    model: { kind: 'CONV' },
    preprocessing: { normalization: 'GLOBAL' },
  });
  expect(nodes[1]).toMatchObject({
    seed: 1,
    model: { kind: 'CONV' },
    preprocessing: { normalization: 'GLOBAL' },
  });
  const jobs = await api.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker._private_jobs j
    JOIN "Experiment" e ON e.id = j.payload->>'experimentId' JOIN "Study" s ON s.id = e."studyId" WHERE s.name = 'Grid'`;
  expect(jobs).toEqual([{ count: 16 }]);
});

test.each([
  ['a wrong choice', { models: [{ kind: 'CONV' }, { epochs: -1 }] }, 'TOO_SMALL', ['models', '1', 'epochs']],
  [
    'an unknown channel',
    { preprocessings: [{ channels: [0, 7] }] },
    'UNKNOWN_CHANNEL',
    ['preprocessings', '0', 'channels', '1'],
  ],
  [
    'too many clusters',
    { clusterings: [{ algorithm: 'KMEANS', scanTo: 9 }] },
    'TOO_MANY_CLUSTERS',
    ['clusterings', '0', 'scanTo'],
  ],
  ['no model', { models: [] }, 'TOO_SMALL', ['models']],
  ['a choice named twice', { models: [{}, { kind: 'CONV' }] }, 'DUPLICATE', ['models', '1']],
  ['a negative seed', { seeds: [0, -1] }, 'TOO_SMALL', ['seeds', '1']],
  ['too many', { seeds: Array.from({ length: 200 }, (_, i) => i) }, 'STUDY_TOO_LARGE', null],
])('%s is a problem, and nothing is written', async (_name, input, code, path) => {
  const before = await api.db.experiment.count();
  const { study, problems } = await create(input);
  expect(study).toBeNull();
  expect(problems).toMatchObject([{ code, path }]);
  expect(await api.db.experiment.count()).toBe(before);
});

test('a study tells how it stands, what was best and why, and what sharing saved', async () => {
  const { study } = await create({
    name: 'State',
    seeds: [0, 1],
    preprocessings: [{}],
    models: [{}],
    clusterings: [{ algorithm: 'KMEANS' }],
  });
  const studyRow = await api.db.study.findFirstOrThrow({ where: { name: 'State' } });
  const [a, b] = await api.db.experiment.findMany({
    where: { studyId: studyRow.id },
    orderBy: { number: 'asc' },
  });
  await seedStage(api.db, [a!, b!], { kind: 'PREPROCESS', status: 'SUCCEEDED', seconds: 5 });
  await seedStage(api.db, [a!], { kind: 'TRAIN', status: 'SUCCEEDED', seconds: 30, reused: true });
  const finish = (id: string, silhouette: number) =>
    api.db.experiment.update({
      where: { id },
      data: { status: 'SUCCEEDED', silhouette, clusterCount: 4, mse: 0.1 },
    });
  await finish(a!.id, 0.4);
  expect(await read(study!.id)).toMatchObject({ status: 'RUNNING', progress: 0.5, spread: null });
  await finish(b!.id, 0.6);
  expect(await read(study!.id)).toMatchObject({
    status: 'SUCCEEDED',
    progress: 1,
    best: { number: b!.number },
    bestReason: `E-${b!.number} has the highest mean silhouette, .600, with 4 clusters; the next is E-${a!.number} with .400.`,
    // Preprocessing was run once for two, the training of an earlier experiment was found.
    secondsSaved: 35,
    spread: [{ count: 2, silhouette: { mean: 0.5, min: 0.4, max: 0.6 } }],
  });
});
