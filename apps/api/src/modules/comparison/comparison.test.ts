import type { Experiment } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment, seedStage, sha256 } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let viewer: TestPerson;
let versionId: string;
/** Global ids. */
let first: string;
let second: string;
let elsewhere: string;
let unfinished: string;

type Seeded = Experiment & { globalId: string };
const put = async (values: Float32Array | Int32Array) =>
  (await api.blobs.put(new Uint8Array(values.buffer))).sha256;

/** A finished one with these labels. */
async function labelled(version: string, labels: number[], choices: object = {}): Promise<Seeded> {
  const experiment = await seedExperiment(
    api.db,
    { workspaceId: viewer.workspaceId, versionId: version },
    { status: 'SUCCEEDED', ...choices },
  );
  const stage = await seedStage(api.db, [experiment], { kind: 'CLUSTER', status: 'SUCCEEDED' });
  await api.db.clustering.create({
    data: {
      stageId: stage.id,
      algorithm: 'GMM',
      labelsSha256: await put(Int32Array.from(labels)),
      sampleCount: labels.length,
      clusterCount: 2,
      noiseCount: 0,
      warnings: [{ code: 'OUTLIERS', message: '2 samples lie far out.' }],
      responsibilitiesSha256: sha256(),
      componentCount: 2,
      membershipSha256: sha256(),
      sampleStabilitySha256: sha256(),
      sampleSeedStabilitySha256: sha256(),
      stability: {
        overall: 0.9,
        perCluster: [],
        seeds: {
          overall: 0.5,
          runs: 10,
          sampleCount: 6,
          perCluster: [{ label: 0, size: 3, stability: 0.75 }],
        },
      },
      condensedTreeSha256: (
        await api.blobs.put(
          new TextEncoder().encode(
            '{"rows":2,"clusterCount":1,"parent":[2,2],"child":[0,1],"lambda":[1,null],"size":[1,1],"selected":[]}',
          ),
        )
      ).sha256,
    },
  });
  await api.db.cluster.createMany({
    data: [...new Set(labels)].map((label) => {
      const memberIndexes = [...labels.keys()].filter((i) => labels[i] === label);
      return {
        experimentId: experiment.id,
        label,
        size: memberIndexes.length,
        isNoise: label < 0,
        memberIndexes,
      };
    }),
  });
  const encoding = await put(Float32Array.of(0, 0, 1, 0, 5, 0, 3, 4, 9, 9, 2, 0));
  await seedStage(api.db, [experiment], {
    kind: 'ENCODE',
    status: 'SUCCEEDED',
    result: {
      latents: { sha256: encoding, dtype: 'float32', shape: [6, 2] },
      reconstructionErrors: { sha256: sha256(), dtype: 'float32', shape: [6] },
      mse: 0.1,
      psnr: 10,
    },
  });
  await seedStage(api.db, [experiment], {
    kind: 'SCORE',
    status: 'SUCCEEDED',
    result: { sampleSilhouettes: { sha256: sha256(), dtype: 'float32', shape: [6] }, clusters: [] },
  });
  const map = await seedStage(api.db, [experiment], { kind: 'PROJECT', status: 'SUCCEEDED' });
  await api.db.projection.create({
    data: {
      stageId: map.id,
      kind: 'TSNE',
      coordinatesSha256: sha256(),
      sampleCount: 6,
      trustworthiness: 0.9,
      continuity: 0.8,
      trustSha256: sha256(),
      continuitySha256: sha256(),
      keptSha256: sha256(),
    },
  });
  return experiment;
}

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  const seed = Array.from({ length: 6 }, () => ({}));
  ({ id: versionId } = await seedVersion(api, viewer.workspaceId, seed));
  first = (await labelled(versionId, [0, 0, 0, 1, 1, 1])).globalId;
  second = (
    await labelled(versionId, [1, 1, -1, 0, 0, 0], {
      seed: 4,
      clustering: { algorithm: 'HDBSCAN', params: { minClusterSize: 3 } },
    })
  ).globalId;
  // The last four samples again, the other way round, in a version of their own.
  const contents = await api.db.sample.findMany({ where: { versionId }, orderBy: { index: 'asc' } });
  const { id: otherId } = await seedVersion(api, viewer.workspaceId, []);
  await api.db.sample.createMany({
    data: contents
      .slice(2)
      .reverse()
      .map(({ contentId }, index) => ({ versionId: otherId, index, fileName: `again-${index}`, contentId })),
  });
  elsewhere = (await labelled(otherId, [1, 1, 1, 0])).globalId;
  unfinished = (await seedExperiment(api.db, { workspaceId: viewer.workspaceId, versionId })).globalId;
});
afterAll(() => api.close());

const ask = (text: string, variables: Record<string, unknown>) =>
  send(api, text, { token: viewer.token, variables });
const COMPARE = (fields: string) => `query ($ids: [ID!]!) { compare(experimentIds: $ids) { ${fields} } }`;

test('every pair is compared, over one version or several, and nothing where there is nothing', async () => {
  const ids = [first, second, elsewhere, unfinished];
  const { data, errors } = await ask(
    COMPARE(
      `experiments { id } configDifferences agreement adjustedMutualInformation normalizedMutualInformation
       agreementEstimate { sampleCount } adjustedMutualInformationEstimate { sampleCount }`,
    ),
    { ids },
  );
  expect(errors).toBeUndefined();
  const result = data?.['compare'] as {
    agreement: (number | null)[][];
    adjustedMutualInformation: (number | null)[][];
    normalizedMutualInformation: (number | null)[][];
    experiments: object[];
    configDifferences: Record<string, unknown[]>;
  };
  expect(result.experiments).toEqual(ids.map((id) => ({ id })));
  expect(result).toMatchObject({ agreementEstimate: null, adjustedMutualInformationEstimate: null });
  const { agreement } = result;
  expect(agreement.map((row) => row[3])).toEqual([null, null, null, null]);
  expect(agreement[0]![0]).toBe(1);
  // Of samples 2 to 5 the labels 0 1 1 1 and 0 1 1 1.
  expect(agreement[0]![2]).toBe(1);
  expect(agreement[0]![1]).toBe(agreement[1]![0]);
  expect(agreement[0]![1]).toBeGreaterThan(0);
  expect(agreement[0]![1]).toBeLessThan(1);
  expect(result.adjustedMutualInformation[0]![2]).toBeCloseTo(1);
  expect(result.normalizedMutualInformation[0]![2]).toBeCloseTo(1);
  expect(result.normalizedMutualInformation[0]![1]).toBeGreaterThan(result.adjustedMutualInformation[0]![1]!);
  expect(result.configDifferences).toMatchObject({
    seed: [0, 4, 0, 0],
    'clustering.algorithm': ['KMEANS', 'HDBSCAN', 'KMEANS', 'KMEANS'],
    'clustering.params.minClusterSize': [null, 3, null, null],
  });
  expect(Object.keys(result.configDifferences)).not.toContain('model.latentSize');
});

test('who moved is told with the clusters', async () => {
  const { data, errors } = await ask(
    `query ($ids: [ID!]!, $first: ID!, $second: ID!) { compare(experimentIds: $ids) {
       movers(first: $first, second: $second) { sample { index } from { label size } to { label isNoise } }
       none: movers(first: $first, second: $first) { sample { index } } } }`,
    { ids: [first, second], first, second },
  );
  expect(errors).toBeUndefined();
  expect(data?.['compare']).toEqual({
    movers: [{ sample: { index: 2 }, from: { label: 0, size: 3 }, to: { label: -1, isNoise: true } }],
    none: [],
  });
});

test('samples flow from clusters to clusters, all of them or of one alone', async () => {
  const FLOWS = (
    args: string,
  ) => `query ($ids: [ID!]!, $first: ID!, $second: ID!) { compare(experimentIds: $ids) {
    flows(first: $first, second: $second${args}) { from { label size } to { label } count stays samples(count: 2) { index } } } }`;
  const variables = { ids: [first, second], first, second };
  const { data, errors } = await ask(FLOWS(''), variables);
  expect(errors).toBeUndefined();
  const flow = (from: number, to: number, count: number, stays: boolean, indexes: number[]) => ({
    from: { label: from, size: 3 },
    to: { label: to },
    count,
    stays,
    samples: indexes.map((index) => ({ index })),
  });
  expect(data?.['compare']).toEqual({
    flows: [flow(1, 0, 3, true, [3, 4]), flow(0, 1, 2, true, [0, 1]), flow(0, -1, 1, false, [2])],
  });
  const one = await ask(FLOWS(', from: 0, to: -1'), variables);
  expect(one.data?.['compare']).toEqual({ flows: [flow(0, -1, 1, false, [2])] });
});

test('clusters are matched; noise has no counterpart', async () => {
  const { data, errors } = await ask(
    `query ($ids: [ID!]!, $first: ID!, $second: ID!) { compare(experimentIds: $ids) {
       matches(first: $first, second: $second) { first { label } second { label isNoise } shared jaccard } } }`,
    { ids: [first, second, unfinished], first, second },
  );
  expect(errors).toBeUndefined();
  expect(data?.['compare']).toEqual({
    matches: [
      {
        first: { label: 0 },
        second: { label: 1, isNoise: false },
        shared: 2,
        jaccard: expect.closeTo(2 / 3),
      },
      { first: { label: 1 }, second: { label: 0, isNoise: false }, shared: 3, jaccard: 1 },
    ],
  });
  const nothing = await ask(
    `query ($ids: [ID!]!, $first: ID!, $second: ID!) { compare(experimentIds: $ids) { matches(first: $first, second: $second) { shared } } }`,
    { ids: [first, unfinished], first, second: unfinished },
  );
  expect(nothing.data?.['compare']).toEqual({ matches: [] });
});

test.each([
  ['one alone', () => [first], 'BAD_USER_INPUT'],
  ['the same twice', () => [first, first], 'BAD_USER_INPUT'],
  ['too many', () => Array.from({ length: 101 }, (_, i) => (i === 0 ? first : second)), 'BAD_USER_INPUT'],
  ['one that is not there', () => [first, Buffer.from('Experiment:0').toString('base64')], 'NOT_FOUND'],
])('%s cannot be compared', async (_, ids, code) => {
  const { errors } = await ask(COMPARE('agreement'), { ids: ids() });
  expect(errors?.[0]?.extensions).toMatchObject({ code });
});

const EXPERIMENT = (fields: string) => `query ($id: ID!, $sample: ID!) { experiment(id: $id) { ${fields} } }`;
const sampleId = async (index: number): Promise<string> => {
  const sample = await api.db.sample.findFirstOrThrow({ where: { versionId, index } });
  return Buffer.from(`Sample:${sample.id}`).toString('base64');
};

test('every sample has its columns; a mixture its responsibilities, HDBSCAN its tree', async () => {
  const { data, errors } = await ask(
    `query ($id: ID!) { experiment(id: $id) { perSample { name values { dtype shape } } responsibilities { shape } condensedTree clusteringWarnings { code message }
        seedStability { overall runs sampleCount clusters { label size stability } } } }`,
    { id: first },
  );
  expect(errors).toBeUndefined();
  const columns = [
    'silhouette',
    'membership',
    'stability',
    'seedStability',
    'trustTsne',
    'continuityTsne',
    'keptTsne',
    'reconstructionError',
  ];
  expect(data?.['experiment']).toMatchObject({
    perSample: columns.map((name) => ({ name, values: { dtype: 'float32', shape: [6] } })),
    responsibilities: { shape: [6, 2] },
    condensedTree: { rows: 2, lambda: [1, null] },
    clusteringWarnings: [{ code: 'OUTLIERS', message: '2 samples lie far out.' }],
    seedStability: {
      overall: 0.5,
      runs: 10,
      sampleCount: 6,
      clusters: [{ label: 0, size: 3, stability: 0.75 }],
    },
  });
});

test('neighbours are near in latent space', async () => {
  const { data, errors } = await ask(
    EXPERIMENT('neighbours(sampleId: $sample, count: 3) { sample { index } distance }'),
    { id: first, sample: await sampleId(0) },
  );
  expect(errors).toBeUndefined();
  expect(data?.['experiment']).toEqual({
    neighbours: [
      { sample: { index: 1 }, distance: 1 },
      { sample: { index: 5 }, distance: 2 },
      { sample: { index: 2 }, distance: 5 },
    ],
  });
  const strange = await ask(EXPERIMENT('neighbours(sampleId: $sample) { distance }'), {
    id: first,
    sample: first,
  });
  expect(strange.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});
