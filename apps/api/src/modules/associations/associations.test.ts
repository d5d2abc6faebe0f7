import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedVersion } from '../../testing/seedData.ts';
import { seedExperiment } from '../../testing/seedExperiment.ts';
import { seedPerson, send, startApi, type TestApi, type TestPerson } from '../../testing/startApi.ts';

const SAMPLES = 24;
const NOISE = 3;
const labelOf = (index: number) => index % 2;

let api: TestApi;
let viewer: TestPerson;
let globalId: string;
let versionId: string;

beforeAll(async () => {
  api = await startApi();
  viewer = await seedPerson(api.db, { role: 'VIEWER' });
  const { workspaceId } = viewer;
  ({ id: versionId } = await seedVersion(
    api,
    workspaceId,
    Array.from({ length: SAMPLES + NOISE }, () => ({ channels: 1, quality: 0.9 })),
  ));
  const samples = await api.db.sample.findMany({ where: { versionId } });
  for (const { index, contentId } of samples)
    await api.db.sampleContent.update({
      where: { id: contentId },
      data: {
        // Cluster 1 is noisier; neither brightness nor the file's number differs.
        percentiles: [
          0,
          0,
          0,
          0,
          100 - (1 + 9 * labelOf(index)) * (1 + index / 1000),
          100,
          110,
          120,
          130,
          150,
          160,
        ],
        header: [
          { keyword: 'SIMPLE', value: true, comment: null },
          { keyword: 'OBSERVER', value: labelOf(index) === 0 ? 'Ada' : 'Ben', comment: null },
          { keyword: 'EXPTIME', value: 30, comment: 'the same for all' },
        ],
      },
    });
  const experiment = await seedExperiment(api.db, { workspaceId, versionId }, { status: 'SUCCEEDED' });
  globalId = experiment.globalId;
  const indexes = Array.from({ length: SAMPLES }, (_, i) => i);
  await api.db.cluster.createMany({
    data: [0, 1].map((label) => ({
      experimentId: experiment.id,
      label,
      size: SAMPLES / 2,
      isNoise: false,
      memberIndexes: indexes.filter((index) => labelOf(index) === label),
    })),
  });
  await api.db.cluster.create({
    data: {
      experimentId: experiment.id,
      label: -1,
      size: NOISE,
      isNoise: true,
      memberIndexes: Array.from({ length: NOISE }, (_, i) => SAMPLES + i),
    },
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

test('clusters that merely sort the files by noise and observer are warned of', async () => {
  const { associations } = await read('associations { fact statistic value pValue isWarning sentence }');
  expect(associations).toEqual([
    expect.objectContaining({ fact: 'OBSERVER', value: 1, isWarning: true }),
    expect.objectContaining({
      fact: 'noise level',
      statistic: 'epsilon squared',
      isWarning: true,
      sentence: expect.stringMatching(
        /^The clusters sort the images by noise level: median 15 in cluster 1, 1\.5 in cluster 0\. Smooth /,
      ),
    }),
    expect.objectContaining({
      fact: 'file order',
      isWarning: false,
      sentence: 'No sign that the clusters follow file order.',
    }),
  ]);
});

test('samples that are noise are in no cluster, and it is said how many', async () => {
  const found = await read(
    'associations { fact sampleCount } associationExtent { totalCount sampleCount noiseCount seed }',
  );
  expect(found['associationExtent']).toEqual({
    totalCount: SAMPLES + NOISE,
    sampleCount: SAMPLES + NOISE,
    noiseCount: NOISE,
    seed: null,
  });
  expect(found['associations']).toContainEqual({ fact: 'OBSERVER', sampleCount: SAMPLES });
});

test('what the headers of each cluster have in common is told against all', async () => {
  const fields = `headerSummary { sampleCount totalCount constantCount
    keywords { keyword isDate all { count value share } clusters { label contrast spread { count value share } } } }`;
  const spread = (label: number, count: number, value: string) => ({
    label,
    contrast: expect.any(Number),
    spread: { count, value, share: expect.any(Number) },
  });
  expect(await read(fields)).toEqual({
    headerSummary: {
      sampleCount: SAMPLES + NOISE,
      totalCount: SAMPLES + NOISE,
      constantCount: 1,
      keywords: [
        {
          keyword: 'OBSERVER',
          isDate: false,
          all: { count: SAMPLES + NOISE, value: 'Ada', share: 14 / 27 },
          clusters: [
            spread(-1, NOISE, 'Ada'),
            { ...spread(0, SAMPLES / 2, 'Ada'), contrast: 1 - 2 / 15 },
            { ...spread(1, SAMPLES / 2, 'Ben'), contrast: 1 - 1 / 15 },
          ],
        },
      ],
    },
  });
});

test('a catalogue that is attached later is looked at too, and its label is held against the clusters', async () => {
  expect(await read('agreement(column: "kind") { adjustedRandIndex }')).toEqual({ agreement: null });
  await api.db.catalogueFile.create({
    data: {
      versionId,
      position: 0,
      name: 'kinds.csv',
      sha256: 'a',
      joinColumn: 'index',
      joinBy: 'INDEX',
      rowCount: SAMPLES,
      matched: SAMPLES,
      misses: {},
    },
  });
  await api.db.catalogueColumn.create({
    data: { versionId, name: 'kind', position: 0, type: 'STRING', matched: SAMPLES, filePosition: 0 },
  });
  await api.db.sampleCatalogue.createMany({
    data: Array.from({ length: SAMPLES }, (_, index) => ({
      versionId,
      index,
      values: { kind: index === 0 ? null : labelOf(index) === 0 ? 'ring' : 'spiral' },
    })),
  });
  const found = await read(
    'associations { fact isWarning isNuisance } agreement(column: "kind") { adjustedRandIndex clusters names counts sampleCount }',
  );
  expect(found['associations']).toContainEqual({ fact: 'kind', isWarning: false, isNuisance: false });
  expect(found['agreement']).toEqual({
    adjustedRandIndex: 1,
    clusters: [0, 1],
    names: ['ring', 'spiral'],
    counts: [11, 0, 0, 12],
    sampleCount: 23,
  });
});
