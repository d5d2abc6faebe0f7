import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';
import type { StageUse } from './loaders.ts';
import { progressOf } from './progress.ts';

let api: TestApi;
let viewer: TestPerson;
let globalId: string;
const LATENTS = sha256();
const LABELS = sha256();
const COORDINATES = sha256();

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  const { id: versionId } = await seedVersion(api, viewer.workspaceId, [{}, {}, {}, {}, {}]);
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: viewer.workspaceId, versionId },
    {
      status: 'SUCCEEDED',
      silhouette: 0.5,
      clusterCount: 2,
      noiseCount: 0,
      recommendation: 'k = 2, since ...',
    },
  );
  globalId = experiment.globalId;
  // Written out of order, as stages finish; shown in the order of the chain.
  const cluster = await seedStage(api.db, [experiment], { kind: 'CLUSTER', status: 'SUCCEEDED' });
  await api.db.clustering.create({
    data: {
      stageId: cluster.id,
      algorithm: 'KMEANS',
      labelsSha256: LABELS,
      sampleCount: 5,
      clusterCount: 2,
      noiseCount: 0,
      scan: {
        create: [
          { value: 3, clusterCount: 3, silhouette: 0.3, best: false },
          {
            value: 2,
            clusterCount: 2,
            silhouette: 0.5,
            best: true,
            estimates: [{ score: 'silhouette', drawn: 1000, standardError: 0.01, seed: 0 }],
          },
        ],
      },
    },
  });
  const train = await seedStage(api.db, [experiment], {
    kind: 'TRAIN',
    status: 'SUCCEEDED',
    reused: true,
    seconds: 12,
    result: {
      weights: { sha256: sha256(), bytes: 8 },
      parameterCount: 1234,
      trainLoss: 0.1,
      validationLoss: null,
      imagesPerSecond: 500,
    },
  });
  await api.db.epochMetrics.createMany({
    data: [2, 1].map((epoch) => ({ stageId: train.id, epoch, trainLoss: 1 / epoch, imagesPerSecond: 500 })),
  });
  await seedStage(api.db, [experiment], {
    kind: 'ENCODE',
    status: 'SUCCEEDED',
    result: {
      latents: { sha256: LATENTS, dtype: 'float32', shape: [5, 64] },
      reconstructionErrors: { sha256: sha256(), dtype: 'float32', shape: [5] },
      mse: 0.1,
      psnr: 10,
    },
  });
  const project = await seedStage(api.db, [experiment], {
    kind: 'PROJECT',
    status: 'SUCCEEDED',
    params: { projection: 'PCA' },
  });
  await api.db.projection.create({
    data: {
      stageId: project.id,
      kind: 'PCA',
      coordinatesSha256: COORDINATES,
      sampleCount: 5,
      explainedVariance: [0.6, 0.2],
      spectrum: [0.6, 0.2, 0.1],
      neighbourCount: 2,
    },
  });
  await api.db.cluster.createMany({
    data: [
      { experimentId: experiment.id, label: 1, size: 2, isNoise: false, memberIndexes: [4, 1] },
      {
        experimentId: experiment.id,
        label: 0,
        size: 3,
        isNoise: false,
        memberIndexes: [2, 3, 0],
        silhouette: 0.6,
      },
    ],
  });
});
afterAll(() => api.close());

async function read(fields: string): Promise<Record<string, unknown>> {
  const { data, errors } = await send(api, `query ($id: ID!) { experiment(id: $id) { ${fields} } }`, {
    token: viewer.token,
    variables: { id: globalId },
  });
  expect(errors).toBeUndefined();
  return data?.['experiment'] as Record<string, unknown>;
}

test('numbers in bulk are blobs with an address, a shape and a type', async () => {
  const { slug } = viewer;
  expect(
    await read(
      'latents { url dtype shape bytes } labels { url dtype shape } projections { kind explainedVariance spectrum neighbourCount coordinates { url shape } }',
    ),
  ).toEqual({
    latents: {
      url: `/blobs/${slug}/${LATENTS}?dtype=float32&shape=5,64`,
      dtype: 'float32',
      shape: [5, 64],
      bytes: 1280,
    },
    labels: { url: `/blobs/${slug}/${LABELS}?dtype=int32&shape=5`, dtype: 'int32', shape: [5] },
    projections: [
      {
        kind: 'PCA',
        explainedVariance: [0.6, 0.2],
        spectrum: [0.6, 0.2, 0.1],
        neighbourCount: 2,
        coordinates: { url: `/blobs/${slug}/${COORDINATES}?dtype=float32&shape=5,2`, shape: [5, 2] },
      },
    ],
  });
});

test('stages, curve, scan and scores', async () => {
  expect(
    await read(`stages { kind reused projection seconds } curve { epoch trainLoss } scan { algorithm value silhouette best }
      metrics { silhouette mse bic } model { parameterCount } recommendation progress { fraction stage }`),
  ).toEqual({
    stages: [
      { kind: 'TRAIN', reused: true, projection: null, seconds: 12 },
      { kind: 'ENCODE', reused: false, projection: null, seconds: null },
      { kind: 'PROJECT', reused: false, projection: 'PCA', seconds: null },
      { kind: 'CLUSTER', reused: false, projection: null, seconds: null },
    ],
    curve: [
      { epoch: 1, trainLoss: 1 },
      { epoch: 2, trainLoss: 0.5 },
    ],
    scan: [
      { algorithm: 'KMEANS', value: 2, silhouette: 0.5, best: true },
      { algorithm: 'KMEANS', value: 3, silhouette: 0.3, best: false },
    ],
    metrics: { silhouette: 0.5, mse: null, bic: null },
    model: { parameterCount: 1234 },
    recommendation: 'k = 2, since ...',
    progress: { fraction: 1, stage: null },
  });
});

test('a stage that was reused says who made it, as long as that is there', async () => {
  const { id, datasetVersionId: versionId } = await api.db.experiment.findFirstOrThrow({
    where: { recommendation: 'k = 2, since ...' },
  });
  const train = await api.db.stage.findFirstOrThrow({
    where: { kind: 'TRAIN', uses: { some: { experimentId: id } } },
  });
  const maker = await seedExperiment(api.db, { workspaceId: viewer.workspaceId, versionId });
  await api.db.experimentStage.create({
    data: { experimentId: maker.id, stageId: train.id, reused: false },
  });
  const made = async () => {
    const { stages } = await read('stages { kind reusedFrom { number } }');
    return stages;
  };
  const own = ['ENCODE', 'PROJECT', 'CLUSTER'].map((kind) => ({ kind, reusedFrom: null }));
  expect(await made()).toEqual([{ kind: 'TRAIN', reusedFrom: { number: maker.number } }, ...own]);
  await api.db.experiment.delete({ where: { id: maker.id } });
  expect(await made()).toEqual([{ kind: 'TRAIN', reusedFrom: null }, ...own]);
});

test('a score that was told from some of the samples says so, and from how many', async () => {
  const fields = 'estimates { score sampleCount standardError seed }';
  const estimates = [{ score: 'silhouette', sampleCount: 1000, standardError: 0.01, seed: 0 }];
  expect(await read(`scan { value ${fields} } metrics { ${fields} }`)).toEqual({
    scan: [
      { value: 2, estimates },
      { value: 3, estimates: [] },
    ],
    metrics: { estimates },
  });
});

const MEMBERS = (args: string) =>
  `clusters { label size medoid { index } members(${args}) { totalCount edges { cursor node { index fileName } } pageInfo { hasNextPage endCursor } } }`;

interface ClusterAnswer {
  label: number;
  medoid: { index: number };
  members: {
    totalCount: number;
    edges: { node: { index: number } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}
const clustersOf = async (args: string) => (await read(MEMBERS(args)))['clusters'] as ClusterAnswer[];
const indexes = ({ members }: ClusterAnswer) => members.edges.map(({ node }) => node.index);

test.each([
  ['MIDDLE_FIRST', [2, 3, 0], [4, 1]],
  ['BORDER_FIRST', [0, 3, 2], [1, 4]],
  ['INDEX', [0, 2, 3], [1, 4]],
])('members in the order %s', async (order, first, second) => {
  const clusters = await clustersOf(`order: ${order}`);
  expect(clusters.map(({ label }) => label)).toEqual([0, 1]);
  expect(clusters.map(indexes)).toEqual([first, second]);
  expect(clusters.map(({ medoid }) => medoid.index)).toEqual([2, 4]);
});

test('members a page at a time', async () => {
  const [page] = await clustersOf('first: 2');
  expect(indexes(page!)).toEqual([2, 3]);
  expect(page!.members).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const [rest] = await clustersOf(`first: 2, after: "${page!.members.pageInfo.endCursor}"`);
  expect(indexes(rest!)).toEqual([0]);
  expect(rest!.members.pageInfo.hasNextPage).toBe(false);
  const [last] = await clustersOf('last: 1');
  expect(indexes(last!)).toEqual([0]);
  const [before] = await clustersOf(`last: 5, before: "${last!.members.pageInfo.endCursor}"`);
  expect(indexes(before!)).toEqual([2, 3]);
});

const stage = (
  kind: StageUse['kind'],
  status: StageUse['status'],
  rest: Partial<StageUse> = {},
): StageUse => ({
  projection: null,
  experimentId: 'e',
  stageId: kind,
  kind,
  key: kind,
  status,
  reused: false,
  seconds: null,
  fraction: 0,
  epoch: null,
  secondsLeft: null,
  result: null,
  ...rest,
});

test('training is most of the way', () => {
  const running = { status: 'RUNNING', epochs: 10 } as const;
  const chain = [
    stage('PREPROCESS', 'SUCCEEDED'),
    stage('TRAIN', 'RUNNING', { fraction: 0.5, epoch: 5, secondsLeft: 7 }),
    stage('ENCODE', 'QUEUED'),
    stage('CLUSTER', 'QUEUED'),
  ];
  const half = progressOf(running, chain);
  expect(half).toMatchObject({ stage: 'TRAIN', epoch: 5, epochs: 10, secondsLeft: 7 });
  expect(half.fraction).toBeGreaterThan(0.4);
  expect(half.fraction).toBeLessThan(0.6);
});

test('what was there before does not count as done', () => {
  const chain = [
    stage('PREPROCESS', 'SUCCEEDED', { reused: true }),
    stage('TRAIN', 'SUCCEEDED', { reused: true }),
    stage('CLUSTER', 'QUEUED'),
  ];
  expect(progressOf({ status: 'RUNNING', epochs: 10 }, chain)).toMatchObject({
    stage: 'CLUSTER',
    fraction: 0,
    epoch: null,
  });
});
