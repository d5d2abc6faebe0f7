import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLoaders } from '../../../loaders.ts';
import { seedVersion } from '../../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../../testing/startApi.ts';
import { boardOf } from './board.ts';

let api: TestApi;
let viewer: TestPerson;
let versionId: string;

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  versionId = (await seedVersion(api, viewer.workspaceId, [{}, {}, {}, {}])).id;
});
afterAll(() => api.close());

interface Run {
  model: string;
  normalization?: string;
  k?: number;
  seed: number;
  status?: 'SUCCEEDED' | 'FAILED' | 'RUNNING';
  mse?: number;
  silhouette?: number;
  dbcv?: number;
  stability?: number;
  noiseCount?: number;
  labels?: number[];
}

async function seedStudy(runs: readonly Run[]): Promise<string> {
  const { id } = await api.db.study.create({
    data: { workspaceId: viewer.workspaceId, name: 'Board', grid: {}, datasetVersionId: versionId },
  });
  for (const { model, normalization = 'GLOBAL', k, seed, status = 'SUCCEEDED', labels, ...scores } of runs) {
    const experiment = await seedExperiment(
      api.db,
      { workspaceId: viewer.workspaceId, versionId },
      {
        studyId: id,
        status,
        seed,
        preprocessing: { channels: [0], normalization },
        // Named, so that the test does not follow what is recommended.
        model: { kind: model, latentSize: model === 'CONTRASTIVE' ? 16 : 64 },
        clustering: { algorithm: 'KMEANS', ...(k ? { params: { nClusters: k } } : {}) },
        ...scores,
      },
    );
    if (!labels) continue;
    const blob = await api.blobs.put(new Uint8Array(Int32Array.from(labels).buffer));
    const { id: stageId } = await seedStage(api.db, [experiment], { kind: 'CLUSTER', status: 'SUCCEEDED' });
    await api.db.clustering.create({
      data: {
        stageId,
        algorithm: 'KMEANS',
        labelsSha256: blob.sha256,
        sampleCount: labels.length,
        clusterCount: 2,
        noiseCount: 0,
      },
    });
  }
  return id;
}

interface Row {
  name: string;
  [field: string]: unknown;
}

async function read(id: string): Promise<{ sentence: string | null; rows: Row[]; spread: unknown }> {
  const { data, errors } = await send(
    api,
    `query ($id: ID!) { node(id: $id) { ... on Study { spread board { sentence rows { name trainingName modelName preparationName clustererName experimentCount finishedCount
       isBestReconstruction isBestClustering model { kind parameterCount } preprocessing { normalization }
       clustering { params } experiments { seed } labelAgreement { mean min max seedCount }
       mse { count mean standardDeviation min max } msSsim { mean } silhouette { mean standardDeviation }
       dbcv { count mean } stability { mean max } noiseCount { mean } } } } } }`,
    {
      token: viewer.token,
      variables: { id: Buffer.from(`Study:${id}`).toString('base64') },
    },
  );
  expect(errors).toBeUndefined();
  const node = data?.['node'] as { spread: unknown; board: { sentence: string | null; rows: Row[] } };
  return { ...node.board, spread: node.spread };
}

test('what speaks for the clusters besides the silhouette is there over the seeds, where it is defined', async () => {
  const id = await seedStudy([
    { model: 'CONV', seed: 0, silhouette: 0.5, dbcv: 0.2, stability: 0.9, noiseCount: 12 },
    { model: 'CONV', seed: 1, silhouette: 0.5, stability: 0.7, noiseCount: 0 },
    { model: 'VAE', seed: 0, mse: 0.1 },
  ]);
  expect((await read(id)).rows).toMatchObject([
    {
      dbcv: { count: 1, mean: 0.2 },
      stability: { mean: expect.closeTo(0.8, 12), max: 0.9 },
      noiseCount: { mean: 6 },
    },
    { dbcv: null, stability: null, noiseCount: null },
  ]);
});

test('each choice over its seeds: counts, mean and spread of the scores, agreement of the labels', async () => {
  const id = await seedStudy([
    { model: 'CONV', seed: 1, mse: 0.3, silhouette: 0.4, labels: [0, 0, 1, 1] },
    { model: 'CONV', seed: 0, mse: 0.1, silhouette: 0.5, labels: [1, 1, 0, 0] },
    { model: 'CONV', seed: 2, mse: 0.2, silhouette: 0.6, labels: [0, 1, 0, 1] },
    { model: 'CONV', seed: 3, status: 'FAILED' },
    { model: 'CONTRASTIVE', seed: 0, silhouette: 0.7, labels: [0, 0, 0, 1] },
    { model: 'CONTRASTIVE', seed: 1, status: 'RUNNING' },
  ]);
  const { rows, sentence, spread } = await read(id);
  expect(rows).toMatchObject([
    {
      name: 'CONV 64',
      experimentCount: 4,
      finishedCount: 3,
      experiments: [{ seed: 0 }, { seed: 1 }, { seed: 2 }, { seed: 3 }],
      mse: {
        count: 3,
        mean: expect.closeTo(0.2, 12),
        standardDeviation: expect.closeTo(0.1, 12),
        min: 0.1,
        max: 0.3,
      },
      msSsim: null,
      silhouette: { mean: expect.closeTo(0.5, 12), standardDeviation: expect.closeTo(0.1, 12) },
      // The first two are one partition under other names; with the third each has an index of -1/2.
      labelAgreement: { mean: expect.closeTo(0, 12), min: expect.closeTo(-0.5, 12), max: 1, seedCount: 3 },
      isBestReconstruction: true,
      isBestClustering: false,
    },
    {
      name: 'CONTRASTIVE 16',
      finishedCount: 1,
      mse: null,
      silhouette: { mean: 0.7, standardDeviation: null },
      labelAgreement: null,
      isBestReconstruction: false,
      isBestClustering: true,
    },
  ]);
  expect(sentence).toBe(
    'CONV 64 reconstructs best (MSE 0.2), while CONTRASTIVE 16 has the latents that cluster best (silhouette .700; next CONV 64, .500; one seed cannot tell whether that is chance).',
  );
  expect(spread).toMatchObject([{ name: 'CONV 64', count: 3, seeds: [0, 1, 2, 3] }]);
});

test('the best are told with whether the difference is more than the seeds’ spread', async () => {
  const id = await seedStudy([
    { model: 'CONV', seed: 0, mse: 0.1, silhouette: 0.4 },
    { model: 'CONV', seed: 1, mse: 0.12, silhouette: 0.5 },
    { model: 'CONV', normalization: 'PER_CHANNEL', seed: 0, mse: 0.2, silhouette: 0.45 },
    { model: 'CONV', normalization: 'PER_CHANNEL', seed: 1, mse: 0.3, silhouette: 0.55 },
    { model: 'CONV', normalization: 'PER_CHANNEL', seed: 0, k: 4, mse: 0.2, silhouette: 0.1 },
    { model: 'CONV', normalization: 'PER_CHANNEL', seed: 1, k: 4, status: 'FAILED' },
  ]);
  const { sentence, rows } = await read(id);
  expect(rows.map(({ name }) => name)).toEqual([
    'CONV 64 · global · k 2–10',
    'CONV 64 · per channel · k 2–10',
    'CONV 64 · per channel · k 4',
  ]);
  expect(rows[2]).toMatchObject({
    trainingName: 'CONV 64 · per channel',
    modelName: 'CONV 64',
    preparationName: 'per channel',
    clustererName: 'k-means · k 4',
  });
  expect(sentence).toBe(
    'CONV 64 · global reconstructs best (MSE 0.11, beyond the seeds’ spread of the next, CONV 64 · per channel, 0.25), while CONV 64 · per channel · k 2–10 has the latents that cluster best (silhouette .500, within the seeds’ spread of CONV 64 · global · k 2–10, .450).',
  );
});

test('one choice may be the best in both, for every clusterer over its model; a study without results has none', async () => {
  const both = await seedStudy([
    { model: 'VAE', seed: 0, k: 2, mse: 0.1, silhouette: 0.5 },
    { model: 'VAE', seed: 0, k: 3, mse: 0.1, silhouette: 0.6 },
    { model: 'CONV', seed: 0, k: 2, mse: 0.2, silhouette: 0.1 },
  ]);
  const { sentence, rows } = await read(both);
  expect(sentence).toMatch(/^VAE 64 · k 3 both reconstructs best .* and has the latents that cluster best /);
  expect(rows.map((row) => [row['isBestReconstruction'], row['isBestClustering']])).toEqual([
    [true, false],
    [true, true],
    [false, false],
  ]);
  const none = await seedStudy([{ model: 'CONV', seed: 0, status: 'RUNNING' }]);
  expect(await read(none)).toMatchObject({
    sentence: null,
    rows: [{ finishedCount: 0, mse: null, labelAgreement: null }],
    spread: null,
  });
});

test('a board is one statement, whatever the number of choices and seeds; so are those of several studies', async () => {
  const labels = sha256();
  const statementsOf = async (choices: number, seeds: number) => {
    const { id } = await api.db.study.create({
      data: { workspaceId: viewer.workspaceId, name: 'Many', grid: {}, datasetVersionId: versionId },
    });
    const { lastExperimentNumber: last } = await api.db.workspace.update({
      where: { id: viewer.workspaceId },
      data: { lastExperimentNumber: { increment: choices * seeds } },
    });
    const rows = await api.db.experiment.createManyAndReturn({
      data: Array.from({ length: choices * seeds }, (_, i) => ({
        workspaceId: viewer.workspaceId,
        datasetVersionId: versionId,
        studyId: id,
        number: last - i,
        name: `Run ${i}`,
        status: 'SUCCEEDED' as const,
        seed: i % seeds,
        preprocessing: { channels: [0] },
        model: { kind: 'CONV', latentSize: 2 + Math.floor(i / seeds) },
        projections: [],
        clustering: { algorithm: 'KMEANS' },
        mse: 0.1,
        silhouette: 0.5,
      })),
    });
    const stage = await seedStage(api.db, rows, { kind: 'CLUSTER', status: 'SUCCEEDED' });
    await api.db.clustering.create({
      data: {
        stageId: stage.id,
        algorithm: 'KMEANS',
        labelsSha256: labels,
        sampleCount: 4,
        clusterCount: 2,
        noiseCount: 0,
      },
    });
    const before = api.statements.length;
    const loaders = createLoaders(api.db);
    const [board] = await Promise.all([
      boardOf({ loaders, services: api.services }, id),
      loaders.boardRows.load(`${id}-other`),
    ]);
    expect(board.rows).toHaveLength(choices);
    // Labels that are the same bytes agree without being read: this blob is nowhere.
    expect([...(await board.agreements()).values()].map((agreement) => agreement?.mean)).toEqual(
      Array(choices).fill(seeds > 1 ? 1 : undefined),
    );
    return api.statements.length - before;
  };
  expect(await statementsOf(2, 1)).toBe(1);
  expect(await statementsOf(100, 10)).toBe(1);
});
