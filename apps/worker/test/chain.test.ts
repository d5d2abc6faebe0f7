import { type EventNotice, eventNotice, listenEvents, stageResult } from '@asterism/db';
import { writeFits } from '@asterism/fits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFiles, tinyPixels } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let versionId: string;
const heard: EventNotice[] = [];
let listener: { close(): Promise<void> };

beforeAll(async () => {
  world = await createWorld();
  listener = await listenEvents(world.url, {
    onEvent: (notice) => heard.push(notice),
    onReconnect: () => undefined,
    onError: (error) => expect.unreachable(String(error)),
  });
  await world.startWorker();
  versionId = await world.addFiles(tinyFiles(12));
});
afterAll(async () => {
  await listener.close();
  await world.close();
});

const stagesOf = async (experimentId: string) => {
  const uses = await world.db.experimentStage.findMany({ where: { experimentId }, include: { stage: true } });
  return Object.fromEntries(uses.map(({ stage, reused }) => [stage.kind, { ...stage, reused }]));
};

test('files become clusters, and another k trains nothing', async () => {
  await expect
    .poll(() => world.db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } }), POLL)
    .toMatchObject({ status: 'READY', progress: 1, sampleCount: 12, channelCount: 2, width: 40, height: 40 });

  const first = await world.addExperiment(versionId);
  const done = await world.reaches(first.id, 'SUCCEEDED');
  expect(done).toMatchObject({ environment: { threads: 1 }, noiseCount: 0 });
  expect(done.mse).toBeGreaterThan(0);
  expect(done.recommendation).toMatch(/^k = \d is best, silhouette/);
  expect(heard.some(({ experimentId }) => experimentId === first.id)).toBe(true);
  expect(heard.every((notice) => eventNotice.safeParse(notice).success)).toBe(true);

  const stages = await stagesOf(first.id);
  expect(Object.keys(stages).sort()).toEqual([
    'CLUSTER',
    'ENCODE',
    'PREPROCESS',
    'PROJECT',
    'SCORE',
    'TRAIN',
  ]);
  expect(Object.values(stages).every(({ status, reused }) => status === 'SUCCEEDED' && !reused)).toBe(true);
  const curve = await world.db.epochMetrics.findMany({ where: { stageId: stages.TRAIN!.id } });
  expect(curve.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  const epochs = await world.db.event.findMany({
    where: { experimentId: first.id },
    orderBy: { sequence: 'asc' },
  });
  expect(epochs.flatMap(({ epoch }) => (epoch === null ? [] : [epoch]))).toMatchObject(
    curve.map(({ stageId: _, ...epoch }) => epoch),
  );

  const clusters = await world.db.cluster.findMany({ where: { experimentId: first.id } });
  expect(clusters.flatMap(({ memberIndexes }) => memberIndexes).sort((a, b) => a - b)).toEqual([
    ...Array(12).keys(),
  ]);
  expect(clusters.length).toBe(done.clusterCount);
  const { latents } = stageResult.ENCODE.parse(stages.ENCODE!.result);
  expect(latents).toMatchObject({ dtype: 'float32', shape: [12, 4] });
  const grants = await world.db.workspaceBlob.findMany({ where: { workspaceId: world.workspaceId } });
  expect(grants.map(({ sha256 }) => sha256)).toContain(latents.sha256);
  const clustering = await world.db.clustering.findUniqueOrThrow({
    where: { stageId: stages.CLUSTER!.id },
    include: { scan: true },
  });
  expect(clustering.scan.map(({ value }) => value)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(clustering.scan.filter(({ best }) => best)).toMatchObject([{ value: done.clusterCount }]);

  const second = await world.addExperiment(versionId, { clustering: { params: { nClusters: 3 } } });
  expect(await world.reaches(second.id, 'SUCCEEDED')).toMatchObject({ clusterCount: 3, mse: done.mse });
  const reused = Object.entries(await stagesOf(second.id))
    .filter(([, stage]) => stage.reused)
    .map(([kind]) => kind);
  expect(reused.sort()).toEqual(['ENCODE', 'PREPROCESS', 'PROJECT', 'TRAIN']);

  const third = await world.addExperiment(versionId);
  expect(await world.reaches(third.id, 'SUCCEEDED')).toMatchObject({ mse: done.mse, durationSeconds: 0 });
  expect(Object.values(await stagesOf(third.id)).every((stage) => stage.reused)).toBe(true);
  expect(await world.db.cluster.count({ where: { experimentId: third.id } })).toBe(clusters.length);
});

test('pixels without a value are masked, and everything after works as without', async () => {
  const files = tinyFiles(8);
  const holes = tinyPixels(20).fill(Number.NaN, 500, 900);
  const version = await world.readFiles({
    ...files,
    'z.fits': writeFits([{ shape: [2, 40, 40], data: holes }]),
  });
  const experiment = await world.addExperiment(version, { model: { kind: 'VAE', params: { widths: [4] } } });
  const { mse, failure } = await world.reaches(experiment.id, 'SUCCEEDED', 'FAILED');
  expect(failure).toBeNull();
  expect(Number.isFinite(mse)).toBe(true);
  const { PREPROCESS } = await stagesOf(experiment.id);
  const { mask } = stageResult.PREPROCESS.parse(PREPROCESS!.result);
  expect(mask).toMatchObject({ dtype: 'uint8', shape: [9, 2, 32, 32] });
  const flags = await world.blobs.read(mask!.sha256);
  expect(flags.subarray(0, 8 * 2048).every((flag) => flag === 1)).toBe(true);
  expect(flags.subarray(8 * 2048).some((flag) => flag === 0)).toBe(true);
});

test('a model without a decoder has latents and clusters but no error, one with skips has two errors', async () => {
  const params = { widths: [4, 8], validationShare: 0.3 };
  const made = await Promise.all(
    ['CONTRASTIVE', 'UNET_VAE'].map((kind) => world.addExperiment(versionId, { model: { kind, params } })),
  );
  const [encoder, uNet] = await Promise.all(
    made.map(async ({ id }) => {
      const { failure, mse, clusterCount } = await world.reaches(id, 'SUCCEEDED', 'FAILED');
      const { TRAIN, ENCODE } = await stagesOf(id);
      expect(failure).toBeNull();
      expect(clusterCount).toBeGreaterThan(1);
      return {
        mse,
        trained: stageResult.TRAIN.parse(TRAIN!.result),
        encoded: stageResult.ENCODE.parse(ENCODE!.result),
      };
    }),
  );
  expect(encoder).toMatchObject({
    mse: null,
    encoded: { reconstructionErrors: null, mse: null, psnr: null },
  });
  expect(encoder!.trained.embeddingSpread).toBeGreaterThan(0);
  expect(encoder!.trained.validationLoss).toBeGreaterThan(0);
  expect(uNet!.mse).toBeGreaterThan(0);
  expect(uNet!.encoded.mseWithoutSkips).toBeGreaterThan(0);
  expect(uNet!.trained).toMatchObject({ embeddingSpread: null, epochs: 3 });
});

test('one sample alone is a reason to fail, before any training', async () => {
  const version = await world.readFiles(tinyFiles(1));
  const experiment = await world.addExperiment(version);
  expect(await world.reaches(experiment.id, 'FAILED')).toMatchObject({
    failure: { code: 'TOO_FEW_SAMPLES', stage: 'PREPROCESS', retryable: false },
  });
});
