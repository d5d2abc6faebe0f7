import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

let api: TestApi;
let editor: TestPerson;
let version: string;

beforeAll(async () => {
  api = await startApi();
  editor = await seedPerson(api.db);
  version = (
    await seedVersion(
      api,
      editor.workspaceId,
      Array.from({ length: 5 }, () => ({})),
    )
  ).globalId;
});
afterAll(() => api.close());

const CREATE = `mutation Create($input: CreateExperimentInput!) {
  createExperiment(input: $input) {
    experiment { id number name status seed preprocessing { channels size alignment geometry }
      model { kind latentSize epochs batchSize params } clustering { algorithm params scanFrom scanTo }
      configurationReason progress { stage fraction } createdBy { name } }
    problems { code message path }
  }
}`;

async function create(input: Record<string, unknown>) {
  const { data, errors } = await send(api, CREATE, {
    token: editor.token,
    variables: { input: { workspace: editor.slug, datasetVersionId: version, ...input } },
  });
  expect(errors).toBeUndefined();
  return data?.['createExperiment'] as {
    experiment: Record<string, unknown> | null;
    problems: { code: string; message: string; path: string[] | null }[];
  };
}

test('a data set version alone is enough; the rest is recommended', async () => {
  const { experiment, problems } = await create({});
  expect(problems).toEqual([]);
  expect(experiment).toMatchObject({
    number: 1,
    status: 'QUEUED',
    seed: 0,
    name: 'CONV 64 · channels 0 1 2 3 · per channel · k 2–4',
    preprocessing: { channels: [0, 1, 2, 3], size: 64, alignment: 'NONE', geometry: 'CARTESIAN' },
    // Too few to compare.
    model: { kind: 'CONV', latentSize: 64, epochs: 30 },
    // Five samples: k = 5 would make each its own cluster.
    clustering: { algorithm: 'KMEANS', scanFrom: 2, scanTo: 4 },
    progress: { stage: null, fraction: 0 },
  });
});

test('each clusterer scans what suits the samples, with its own parameters', async () => {
  const { experiment, problems } = await create({
    clustering: { algorithm: 'GMM', params: { covarianceType: 'diag', reduceTo: 2 } },
    projections: ['PCA', 'TSNE', 'UMAP'],
  });
  expect(problems).toEqual([]);
  expect(experiment).toMatchObject({
    name: 'CONV 64 · channels 0 1 2 3 · per channel · GMM k 2–4',
    clustering: { algorithm: 'GMM', scanFrom: 2, scanTo: 4, params: { covarianceType: 'diag', reduceTo: 2 } },
  });
  const byDensity = await create({ clustering: { algorithm: 'HDBSCAN', scanTo: 4 } });
  expect(byDensity.experiment).toMatchObject({
    name: 'CONV 64 · channels 0 1 2 3 · per channel · HDBSCAN 2–4',
    clustering: { algorithm: 'HDBSCAN', params: { clusterSelectionMethod: 'eom' } },
  });
});

/** A version of 20 samples, some of them with a clear source. */
const discs = async (clear: number) =>
  (
    await seedVersion(
      api,
      editor.workspaceId,
      Array.from({ length: 20 }, (_, i) => ({ quality: i < clear ? 0.9 : 0.2 })),
    )
  ).globalId;

test('samples of clear sources are turned face-on and unrolled for a contrastive encoder, and the reason says why', async () => {
  const { experiment } = await create({ datasetVersionId: await discs(15) });
  expect(experiment).toMatchObject({
    preprocessing: { alignment: 'DEPROJECT', geometry: 'POLAR' },
    model: { kind: 'CONTRASTIVE', latentSize: 8, epochs: 360 },
    configurationReason: expect.stringMatching(
      /^As recommended for these data\. A clear source was measured in 15 of 20 samples, so each is turned face-on/,
    ),
  });
  expect((await create({ datasetVersionId: await discs(9) })).experiment).toMatchObject({
    preprocessing: { alignment: 'NONE', geometry: 'CARTESIAN' },
    model: { kind: 'CONTRASTIVE' },
    configurationReason: expect.stringContaining('in only 9 of 20 samples, so they are left as they lie'),
  });
});

test('what is given wins, and what is left out follows from it', async () => {
  const datasetVersionId = await discs(20);
  const made = async (input: Record<string, unknown>) =>
    (await create({ datasetVersionId, ...input })).experiment;
  expect(await made({ preprocessing: { alignment: 'NONE' } })).toMatchObject({
    preprocessing: { alignment: 'NONE', geometry: 'CARTESIAN' },
    model: { kind: 'CONTRASTIVE' },
    configurationReason: expect.stringMatching(/^Chosen otherwise than recommended: alignment, geometry\. /),
  });
  expect(await made({ preprocessing: { geometry: 'CARTESIAN', size: 96 } })).toMatchObject({
    preprocessing: { alignment: 'DEPROJECT', geometry: 'CARTESIAN', size: 96 },
  });
  expect(await made({ model: { kind: 'CONV' } })).toMatchObject({
    preprocessing: { alignment: 'DEPROJECT', geometry: 'POLAR' },
    model: { kind: 'CONV', latentSize: 64, epochs: 30, batchSize: 16 },
    configurationReason: expect.stringMatching(/^Chosen otherwise than recommended: model CONV\. /),
  });
  expect(await made({ model: { latentSize: 4, params: { noise: 0 } } })).toMatchObject({
    model: { kind: 'CONTRASTIVE', latentSize: 4, epochs: 360, params: { noise: 0, flip: true } },
    configurationReason: expect.stringContaining('latent size, model parameters.'),
  });
});

test('a version tells what is recommended for it; one that cannot be trained on, nothing', async () => {
  const read = async (id: string) =>
    (
      await send(
        api,
        `query ($id: ID!) { node(id: $id) { ... on DatasetVersion { recommendation {
          preprocessing { channels alignment } model { kind parameterCount } clustering { scanTo } reason } } } }`,
        { token: editor.token, variables: { id } },
      )
    ).data?.['node'];
  expect(await read(await discs(20))).toEqual({
    recommendation: {
      preprocessing: { channels: [0, 1, 2, 3], alignment: 'DEPROJECT' },
      model: { kind: 'CONTRASTIVE', parameterCount: null },
      clustering: { scanTo: 10 },
      reason: expect.stringContaining('20 of 20 samples'),
    },
  });
  const { globalId } = await seedVersion(api, editor.workspaceId, [{}]);
  expect(await read(globalId)).toEqual({ recommendation: null });
});

test('the row, its message, its event and its activity are written together', async () => {
  const { experiment } = await create({ name: 'Together', seed: 7, tags: ['a', 'a', 'b'] });
  const row = await api.db.experiment.findFirstOrThrow({ where: { name: 'Together' } });
  expect(row).toMatchObject({
    number: experiment?.['number'],
    seed: 7,
    tags: ['a', 'b'],
    createdById: editor.userId,
  });
  const jobs = await api.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload->>'experimentId' = ${row.id}`;
  expect(jobs).toEqual([{ count: 1 }]);
  expect(await api.db.event.count({ where: { experimentId: row.id } })).toBe(1);
  expect(await api.db.activity.count({ where: { subjectId: row.id } })).toBe(1);
});

test('without a choice the channels are those that the channel report would keep, if every sample shows something there', async () => {
  const version = await seedVersion(api, editor.workspaceId, [{}, { constantChannels: [2] }]);
  const report = {
    sampleCount: 2,
    correlation: [],
    explainedVariance: [],
    componentVariance: [],
    emptyShare: [],
    entropy: [],
    dynamicRange: [],
    constantShare: [],
    keep: [0, 2],
    summary: 'Keep 0 and 2.',
  };
  await api.db.datasetVersion.update({ where: { id: version.id }, data: { channelReport: { report } } });
  expect((await create({ datasetVersionId: version.globalId })).experiment).toMatchObject({
    preprocessing: { channels: [0] },
  });
  const asked = { datasetVersionId: version.globalId, preprocessing: { channels: [1, 3] } };
  expect((await create(asked)).experiment).toMatchObject({ preprocessing: { channels: [1, 3] } });
});

test('channels without structure are left out unless asked for', async () => {
  const dull = await seedVersion(api, editor.workspaceId, [
    { constantChannels: [3] },
    { constantChannels: [3] },
    {},
  ]);
  const { experiment } = await create({ datasetVersionId: dull.globalId });
  expect(experiment).toMatchObject({ preprocessing: { channels: [0, 1, 2] } });
});

describe('problems name what is wrong and where', () => {
  const table: [string, Record<string, unknown>, string, string[]][] = [
    ['negative epochs', { model: { epochs: -3 } }, 'TOO_SMALL', ['model', 'epochs']],
    ['no epochs', { model: { epochs: 0 } }, 'TOO_SMALL', ['model', 'epochs']],
    ['a huge latent', { model: { latentSize: 5000 } }, 'TOO_LARGE', ['model', 'latentSize']],
    [
      'an unknown parameter',
      { model: { params: { depth: 3 } } },
      'UNKNOWN_PARAMETER',
      ['model', 'params', 'depth'],
    ],
    [
      'a parameter of another model',
      { model: { kind: 'CONV', params: { klWeight: 1 } } },
      'UNKNOWN_PARAMETER',
      ['model', 'params', 'klWeight'],
    ],
    ['a learning rate of 0', { model: { learningRate: 0 } }, 'TOO_SMALL', ['model', 'learningRate']],
    [
      'an unknown channel',
      { preprocessing: { channels: [0, 9] } },
      'UNKNOWN_CHANNEL',
      ['preprocessing', 'channels', '1'],
    ],
    [
      'a negative channel',
      { preprocessing: { channels: [-1] } },
      'TOO_SMALL',
      ['preprocessing', 'channels', '0'],
    ],
    ['no channel', { preprocessing: { channels: [] } }, 'TOO_SMALL', ['preprocessing', 'channels']],
    ['an odd size', { preprocessing: { size: 100 } }, 'NOT_A_MULTIPLE', ['preprocessing', 'size']],
    [
      'crossed percentiles',
      { preprocessing: { lowerPercentile: 90, upperPercentile: 10 } },
      'INVALID',
      ['preprocessing', 'upperPercentile'],
    ],
    [
      'more clusters than samples',
      { clustering: { algorithm: 'KMEANS', params: { nClusters: 6 } } },
      'TOO_MANY_CLUSTERS',
      ['clustering', 'params', 'nClusters'],
    ],
    [
      'a scan beyond the samples',
      { clustering: { algorithm: 'KMEANS', scanTo: 60 } },
      'TOO_MANY_CLUSTERS',
      ['clustering', 'scanTo'],
    ],
    [
      'a scan backwards',
      { clustering: { algorithm: 'KMEANS', scanFrom: 5, scanTo: 3 } },
      'INVALID',
      ['clustering', 'scanTo'],
    ],
    [
      'a cluster of more samples than there are',
      { clustering: { algorithm: 'HDBSCAN', params: { minClusterSize: 6 } } },
      'TOO_FEW_SAMPLES',
      ['clustering', 'params', 'minClusterSize'],
    ],
    [
      'more components than samples',
      { clustering: { algorithm: 'GMM', params: { nComponents: 9 } } },
      'TOO_MANY_CLUSTERS',
      ['clustering', 'params', 'nComponents'],
    ],
    [
      'a covariance that there is not',
      { clustering: { algorithm: 'GMM', params: { covarianceType: 'round' } } },
      'UNKNOWN_VALUE',
      ['clustering', 'params', 'covarianceType'],
    ],
    ['a negative seed', { seed: -1 }, 'TOO_SMALL', ['seed']],
    ['an empty name', { name: '  ' }, 'TOO_SMALL', ['name']],
    [
      'a version that is not there',
      { datasetVersionId: 'RGF0YXNldFZlcnNpb246eA==' },
      'VERSION_NOT_FOUND',
      ['datasetVersionId'],
    ],
    [
      'an id of another kind',
      { datasetVersionId: 'RXhwZXJpbWVudDp4' },
      'VERSION_NOT_FOUND',
      ['datasetVersionId'],
    ],
    ['a workspace that is not there', { workspace: 'nowhere' }, 'WORKSPACE_NOT_FOUND', ['workspace']],
  ];
  test.each(table)('%s', async (_name, input, code, path) => {
    const { experiment, problems } = await create(input);
    expect(experiment).toBeNull();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code, path });
    expect(problems[0]?.message).toMatch(/^.{10,}\.$/);
  });

  test('all at once', async () => {
    const { problems } = await create({ seed: -1, model: { epochs: 0, batchSize: 0 } });
    expect(problems.map(({ path }) => path?.join('.')).sort()).toEqual([
      'model.batchSize',
      'model.epochs',
      'seed',
    ]);
  });
});

describe('data that cannot be trained on', () => {
  const table: [string, Parameters<typeof seedVersion>[2], Record<string, unknown>, string, RegExp][] = [
    ['one sample', [{}], {}, 'TOO_FEW_SAMPLES', /one sample/],
    ['no sample', [], {}, 'TOO_FEW_SAMPLES', /no samples/],
    ['different channel counts', [{}, {}, { channels: 3 }], {}, 'CHANNEL_COUNTS_DIFFER', /sample #2 has 3/],
    [
      'a sample with nothing to see',
      [{}, { constantChannels: [0, 1, 2, 3] }, {}],
      {},
      'NOTHING_TO_SEE',
      /sample #1 has/,
    ],
    [
      'a channel that is constant everywhere',
      [{ constantChannels: [1] }, { constantChannels: [1] }],
      { preprocessing: { channels: [0, 1] } },
      'CONSTANT_CHANNEL',
      /in every sample/,
    ],
    [
      'a channel that is constant in some',
      [{ constantChannels: [1] }, {}],
      { preprocessing: { channels: [0, 1] } },
      'CONSTANT_CHANNEL',
      /sample #0 has nothing/,
    ],
    [
      'nothing to see anywhere',
      [
        { channels: 1, constantChannels: [0] },
        { channels: 1, constantChannels: [0] },
      ],
      {},
      'CONSTANT_CHANNEL',
      /in every sample/,
    ],
  ];
  test.each(table)('%s', async (_name, samples, input, code, message) => {
    const { globalId } = await seedVersion(api, editor.workspaceId, samples);
    const { experiment, problems } = await create({ datasetVersionId: globalId, ...input });
    expect(experiment).toBeNull();
    expect(problems.map((p) => p.code)).toEqual([code]);
    expect(problems[0]?.message).toMatch(message);
  });

  test('a version that is still imported', async () => {
    const { globalId, id } = await seedVersion(api, editor.workspaceId, [{}, {}]);
    await api.db.datasetVersion.update({ where: { id }, data: { status: 'IMPORTING' } });
    const { problems } = await create({ datasetVersionId: globalId });
    expect(problems[0]).toMatchObject({ code: 'VERSION_NOT_READY', path: ['datasetVersionId'] });
  });
});

test('experiments made at the same time get numbers of their own', async () => {
  const made = await Promise.all(Array.from({ length: 8 }, () => create({})));
  const numbers = made.map(({ experiment }) => experiment?.['number']);
  expect(new Set(numbers).size).toBe(8);
});
