import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  cancelVerification,
  type ExperimentVerification,
  inTransaction,
  stageResult,
  startVerification,
  type VerificationReport,
  verificationReport,
} from '@asterism/db';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { sendVerification } from '../src/verification/sendVerification.ts';
import type { RunningWorker } from '../src/worker.ts';
import { tinyFiles } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let worker: RunningWorker;
let versionId: string;

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker();
  versionId = await world.readFiles(tinyFiles(12));
});
afterAll(() => world.close());

/** As the API does it. */
const verify = (experimentId: string): Promise<ExperimentVerification> =>
  inTransaction(world.db, async (tx) => {
    const started = await startVerification(tx, { experimentId, createdById: null, now: new Date() });
    await sendVerification(tx, started.id);
    return started;
  });

const verificationOf = (experimentId: string) =>
  world.db.experimentVerification.findUniqueOrThrow({ where: { experimentId } });

async function reportOf(experimentId: string): Promise<VerificationReport> {
  return vi.waitFor(async () => {
    const { status, report, failure } = await verificationOf(experimentId);
    if (status !== 'SUCCEEDED') throw new Error(`${status} ${JSON.stringify(failure)}`);
    return verificationReport.parse(report);
  }, POLL);
}

const stagesOf = (experimentId: string) =>
  world.db.stage.findMany({
    where: { uses: { some: { experimentId } } },
    include: { clustering: true, projection: true, curve: true },
    orderBy: { id: 'asc' },
  });

const trainingOf = (verificationId: string) =>
  world.db.stage.findFirst({ where: { verificationId, kind: 'TRAIN' } });

test('an experiment run again gives the same bytes, and leaves nothing but the report', async () => {
  const { id } = await world.addExperiment(versionId);
  await world.reaches(id, 'SUCCEEDED');
  const experiment = await world.db.experiment.findUniqueOrThrow({ where: { id } });
  const stages = await stagesOf(id);
  const events = await world.db.event.count({ where: { experimentId: id } });
  const { id: verificationId } = await verify(id);
  const report = await reportOf(id);
  expect(report).toMatchObject({
    identical: true,
    labelAgreement: 1,
    largestLatentDifference: 0,
    differences: [],
    environment: { threads: 1 },
  });
  expect(report.stages.map(({ kind, identical }) => [kind, identical])).toEqual(
    ['PREPROCESS', 'TRAIN', 'ENCODE', 'PROJECT', 'CLUSTER', 'SCORE'].map((kind) => [kind, true]),
  );
  expect(report.stages.every(({ seconds }) => seconds !== null && seconds > 0)).toBe(true);
  const { startedAt, finishedAt } = await verificationOf(id);
  expect(finishedAt!.getTime()).toBeGreaterThan(startedAt!.getTime());
  // The experiment, its stages and their curve are as they were; the page heard of what went on, but not of epochs.
  expect(await world.db.experiment.findUniqueOrThrow({ where: { id } })).toEqual(experiment);
  expect(await stagesOf(id)).toEqual(stages);
  expect(await world.db.stage.count({ where: { verificationId } })).toBe(0);
  const heard = await world.db.event.findMany({ where: { experimentId: id }, orderBy: { sequence: 'asc' } });
  expect(heard.length).toBeGreaterThan(events + 6);
  expect(heard.slice(events).every(({ epoch }) => epoch === null)).toBe(true);
});

test('experiments that share every stage are verified at once, each by itself', async () => {
  const [first, second] = [await world.addExperiment(versionId), await world.addExperiment(versionId)];
  await world.reaches(second.id, 'SUCCEEDED');
  const ids = await Promise.all([first, second].map(async ({ id }) => (await verify(id)).id));
  const planned = async () =>
    Promise.all(ids.map((verificationId) => world.db.stage.count({ where: { verificationId } })));
  await expect.poll(planned, { ...POLL, interval: 5 }).toEqual([6, 6]);
  for (const { id } of [first, second]) expect(await reportOf(id)).toMatchObject({ identical: true });
});

test('a stored result that was tampered with is found, with how far apart it is', async () => {
  const { id } = await world.addExperiment(versionId, { seed: 2 });
  await world.reaches(id, 'SUCCEEDED');
  const stages = await stagesOf(id);
  const clustering = stages.find(({ kind }) => kind === 'CLUSTER')!.clustering!;
  const labels = new Int32Array((await world.blobs.read(clustering.labelsSha256)).slice().buffer);
  labels[0] = labels[0] === 0 ? 1 : 0;
  const tampered = await world.blobs.put(new Uint8Array(labels.buffer));
  await world.db.clustering.update({
    where: { stageId: clustering.stageId },
    data: { labelsSha256: tampered.sha256 },
  });
  await verify(id);
  const report = await reportOf(id);
  expect(report).toMatchObject({
    identical: false,
    largestLatentDifference: 0,
    differences: [
      'Clustering is the first stage whose result differs: its labels.',
      'Nothing known differs between then and now, so that the same bytes were to be expected.',
    ],
  });
  expect(report.labelAgreement).toBeGreaterThan(0);
  expect(report.labelAgreement).toBeLessThan(1);

  const encoding = stages.find(({ kind }) => kind === 'ENCODE')!;
  const result = stageResult.ENCODE.parse(encoding.result);
  const latents = new Float32Array((await world.blobs.read(result.latents.sha256)).slice().buffer);
  const largest = Math.fround(latents[5]! + 0.25) - latents[5]!;
  latents[5] = latents[5]! + 0.25;
  const { sha256 } = await world.blobs.put(new Uint8Array(latents.buffer));
  await world.db.stage.update({
    where: { id: encoding.id },
    data: {
      result: { ...result, latents: { ...result.latents, sha256 } },
      implementationVersion: null,
      environment: { ...(encoding.environment as object), node: '18.0.0' },
    },
  });
  await verify(id);
  const again = await reportOf(id);
  expect(again.largestLatentDifference).toBeCloseTo(largest, 6);
  expect(again.stages.filter(({ identical }) => !identical).map(({ kind }) => kind)).toEqual([
    'ENCODE',
    'CLUSTER',
  ]);
  expect(again.differences).toEqual([
    expect.stringMatching(
      /^Encoding was done by an implementation whose version was not recorded then, by version \d+ now/,
    ),
    expect.stringMatching(/^Encoding ran with Node 18\.0\.0 then, [\d.]+ now\.$/),
    'Encoding is the first stage whose result differs: its latents.',
  ]);
});

test('a worker that takes it up elsewhere plans it for its own ground, and says what differs', async () => {
  const { id } = await world.addExperiment(versionId, { seed: 3, clustering: { params: { nClusters: 2 } } });
  await world.reaches(id, 'SUCCEEDED');
  await worker.stop();
  const elsewhere = await world.startWorker({ backend: 'wasm' });
  await verify(id);
  const report = await reportOf(id);
  expect(report.identical).toBe(false);
  expect(report.labelAgreement).toBeGreaterThan(-1);
  expect(report.largestLatentDifference).toBeGreaterThan(0);
  expect(report.differences).toContainEqual(
    expect.stringMatching(
      /^Trained with TensorFlow native [\d.]+ then, wasm [\d.]+ now: backends round differently/,
    ),
  );
  expect(report.differences.at(-1)).toMatch(/^Training is the first stage whose result differs: its weights/);
  expect(report.environment).toMatchObject({ backend: 'wasm' });
  await elsewhere.stop();
  worker = await world.startWorker();
});

// Longer than any test waits.
const ENDLESS = { epochs: 10_000, latentSize: 8, params: { widths: [32, 64] } };

test('cancelled, it stops within its next beat, and may be started again', async () => {
  const { id } = await world.addExperiment(versionId, { seed: 4 });
  await world.reaches(id, 'SUCCEEDED');
  await world.db.experiment.update({
    where: { id },
    data: {
      model: {
        ...((await world.db.experiment.findUniqueOrThrow({ where: { id } })).model as object),
        ...ENDLESS,
      },
    },
  });
  const first = await verify(id);
  await expect.poll(async () => (await trainingOf(first.id))?.epoch ?? 0, POLL).toBeGreaterThan(0);
  const [pid] = worker.childPids('numeric');
  expect(await inTransaction(world.db, (tx) => cancelVerification(tx, first.id, new Date()))).toBe(true);
  expect(await verificationOf(id)).toMatchObject({ status: 'CANCELLED', report: null });
  expect(await world.db.stage.count({ where: { verificationId: first.id } })).toBe(0);
  // The same child does the next training: it stopped by itself.
  const next = await world.addExperiment(versionId, { seed: 5 });
  await world.reaches(next.id, 'SUCCEEDED');
  expect(worker.childPids('numeric')).toEqual([pid]);
  await verify(next.id);
  expect(await reportOf(next.id)).toMatchObject({ identical: true });
  expect(await inTransaction(world.db, (tx) => cancelVerification(tx, first.id, new Date()))).toBe(false);
});

test('a stage that cannot be done fails it with the reason', async () => {
  const { id } = await world.addExperiment(versionId, { seed: 6 });
  await world.reaches(id, 'SUCCEEDED');
  const { model } = await world.db.experiment.findUniqueOrThrow({ where: { id } });
  // As if what trained well once ran away now.
  await world.db.experiment.update({
    where: { id },
    data: {
      preprocessing: { channels: [0, 1], size: 32, normalization: 'NONE' },
      model: {
        ...(model as object),
        kind: 'VAE',
        learningRate: 1,
        epochs: 200,
        params: { widths: [4], klWeight: 10 },
      },
    },
  });
  const { id: verificationId } = await verify(id);
  await expect.poll(async () => (await verificationOf(id)).status, POLL).toBe('FAILED');
  expect(await verificationOf(id)).toMatchObject({
    failure: { code: 'DIVERGED', stage: 'TRAIN', retryable: false },
    report: null,
  });
  expect(await world.db.stage.count({ where: { verificationId } })).toBe(0);
  expect(await world.db.experiment.findUniqueOrThrow({ where: { id } })).toMatchObject({
    status: 'SUCCEEDED',
  });
});

test('a worker killed in the middle of it loses nothing: another goes on from its checkpoint', async () => {
  const model = { epochs: 120, batchSize: 12, params: { widths: [64, 128] } };
  const { id } = await world.addExperiment(versionId, { seed: 7, preprocessing: { size: 64 }, model });
  await world.reaches(id, 'SUCCEEDED');
  await worker.stop();
  const doomed = spawnWorker();
  const { id: verificationId } = await verify(id);
  await expect.poll(async () => (await trainingOf(verificationId))?.checkpoint, POLL).toBeTruthy();
  doomed.kill('SIGKILL');
  worker = await world.startWorker();
  await expect.poll(async () => (await trainingOf(verificationId))?.attempt, POLL).toBe(1);
  expect(await reportOf(id)).toMatchObject({ identical: true });
}, 150_000);

test('a message that was lost is sent again, whatever is next', async () => {
  const { id } = await world.addExperiment(versionId, { seed: 8 });
  await world.reaches(id, 'SUCCEEDED');
  await inTransaction(world.db, (tx) =>
    startVerification(tx, { experimentId: id, createdById: null, now: new Date() }),
  );
  expect(await reportOf(id)).toMatchObject({ identical: true });
});

/** A worker as its own process, whose training saves checkpoints early. */
function spawnWorker(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'workerProcess.ts')], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      DATABASE_URL: world.url,
      BLOB_URL: world.blobFolder,
      WORKER_ID: 'doomed',
      ML_THREADS: '1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
