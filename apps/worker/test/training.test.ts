import { join } from 'node:path';
import { cancelExperiment, checkpoint, type Db, inTransaction, stageResult } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningWorker } from '../src/worker.ts';
import { tinyFiles } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let worker: RunningWorker;
let versionId: string;

// Some seconds of training.
const SLOW = { epochs: 60, latentSize: 8, params: { widths: [32, 64] } };
// Longer than any test waits.
const ENDLESS = { ...SLOW, epochs: 10_000 };

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker();
  versionId = await world.readFiles(tinyFiles(12));
});
afterAll(() => world.close());

async function trainStageOf(db: Db, experimentId: string) {
  const use = await db.experimentStage.findFirst({
    where: { experimentId, stage: { kind: 'TRAIN' } },
    include: { stage: true },
  });
  return use?.stage ?? null;
}

const reachesEpoch = (experimentId: string, epoch: number) =>
  expect
    .poll(async () => (await trainStageOf(world.db, experimentId))?.epoch ?? 0, POLL)
    .toBeGreaterThanOrEqual(epoch);

test('the child killed in mid-training, another finishes with the same bytes', async () => {
  const experiment = await world.addExperiment(versionId, { seed: 7, model: SLOW });
  await reachesEpoch(experiment.id, 2);
  for (const pid of worker.childPids('numeric')) process.kill(pid, 'SIGKILL');
  await world.reaches(experiment.id, 'SUCCEEDED');
  const killed = await trainStageOf(world.db, experiment.id);
  expect(killed).toMatchObject({ attempt: 1, epoch: 60 });
  expect(await world.db.epochMetrics.count({ where: { stageId: killed!.id } })).toBe(60);

  // The same in an undisturbed run, made possible by forgetting the first.
  await world.db.experimentStage.deleteMany({ where: { experimentId: experiment.id } });
  await world.db.stage.update({ where: { id: killed!.id }, data: { key: 'forgotten' } });
  const again = await world.addExperiment(versionId, { seed: 7, model: SLOW });
  await world.reaches(again.id, 'SUCCEEDED');
  const undisturbed = await trainStageOf(world.db, again.id);
  expect(undisturbed).toMatchObject({ attempt: 0 });
  expect(stageResult.TRAIN.parse(undisturbed!.result).weights).toEqual(
    stageResult.TRAIN.parse(killed!.result).weights,
  );
});

test('a loss that diverges stops in its epoch, keeps the last checkpoint, and is not tried again', async () => {
  const eager = await createWorld();
  try {
    await eager.startWorker({ childEntry: join(import.meta.dirname, 'eagerChild.ts') });
    const experiment = await eager.addExperiment(await eager.readFiles(tinyFiles(12)), {
      preprocessing: { normalization: 'NONE' },
      model: { learningRate: 1, epochs: 200, kind: 'VAE', params: { widths: [4], klWeight: 10 } },
    });
    const { failure, status } = await eager.reaches(experiment.id, 'FAILED', 'SUCCEEDED');
    const stage = await trainStageOf(eager.db, experiment.id);
    const epoch = (stage!.epoch ?? 0) + 1;
    expect({ status, failure }).toMatchObject({
      status: 'FAILED',
      failure: {
        code: 'DIVERGED',
        stage: 'TRAIN',
        retryable: false,
        message: `The loss is no longer finite in epoch ${epoch}; use a lower learning rate.`,
      },
    });
    expect(stage).toMatchObject({ status: 'FAILED', attempt: 0 });
    const kept = checkpoint.parse(stage!.checkpoint);
    // Three steps an epoch, a checkpoint after each: of the steps that went well none is lost.
    expect(Math.floor(kept.step / 3)).toBe(epoch - 1);
    expect(await eager.blobs.has(kept.sha256)).toBe(true);
    expect(await eager.db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE attempts > 0`).toEqual([]);
  } finally {
    await eager.close();
  }
});

test('a model that is too large is refused before it starts, and not tried again', async () => {
  const experiment = await world.addExperiment(versionId, {
    preprocessing: { size: 256 },
    model: { kind: 'DENSE', params: { widths: [4096] } },
  });
  const { failure } = await world.reaches(experiment.id, 'FAILED', 'SUCCEEDED');
  expect(failure).toMatchObject({ code: 'MODEL_TOO_LARGE', stage: 'TRAIN', retryable: false });
  expect(await trainStageOf(world.db, experiment.id)).toMatchObject({
    status: 'FAILED',
    attempt: 0,
    epoch: null,
  });
});

test('a cancelled experiment stops training and leaves the worker free', async () => {
  const experiment = await world.addExperiment(versionId, { seed: 8, model: ENDLESS });
  await reachesEpoch(experiment.id, 1);
  const [pid] = worker.childPids('numeric');
  await inTransaction(world.db, (tx) =>
    cancelExperiment(tx, { experimentId: experiment.id, now: new Date() }),
  );
  await expect
    .poll(async () => (await trainStageOf(world.db, experiment.id))?.status, { ...POLL, timeout: 10_000 })
    .toBe('CANCELLED');
  // It stopped by itself: the same child does the next training.
  const next = await world.addExperiment(versionId, { seed: 9 });
  await world.reaches(next.id, 'SUCCEEDED');
  expect(worker.childPids('numeric')).toEqual([pid]);
});

test('a claim lost in mid-training ends the work, and nothing more is written', async () => {
  const experiment = await world.addExperiment(versionId, { seed: 10, model: ENDLESS });
  await reachesEpoch(experiment.id, 1);
  const stage = await trainStageOf(world.db, experiment.id);
  const id = stage!.id;
  await world.db.stage.update({
    where: { id },
    data: { workerId: 'another', heartbeatAt: new Date('2100-01-01') },
  });
  const seen = await world.db.stage.findUniqueOrThrow({ where: { id } });
  const next = await world.addExperiment(versionId, { seed: 11 });
  await world.reaches(next.id, 'SUCCEEDED');
  expect(await world.db.stage.findUniqueOrThrow({ where: { id } })).toEqual(seen);
});

test('a worker that is stopped hands its stage back at once, without counting an attempt', async () => {
  const experiment = await world.addExperiment(versionId, { seed: 12, model: ENDLESS });
  await reachesEpoch(experiment.id, 1);
  await worker.stop();
  expect(await trainStageOf(world.db, experiment.id)).toMatchObject({
    status: 'QUEUED',
    attempt: 0,
    workerId: null,
  });
  expect(await world.db.worker.count()).toBe(0);
  const messages = await world.db.$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE attempts = 0`;
  expect(messages).toHaveLength(1);
});
