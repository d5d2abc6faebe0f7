import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkpoint as checkpointRecord, epochEvent } from '@asterism/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFiles } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** The worker as its own process, from its sources. */
function spawnWorker() {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../src/main.ts')], {
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
  return child;
}

test('another worker takes over from one killed in mid-training, goes on from the checkpoint, and finishes', async () => {
  const doomed = spawnWorker();
  const versionId = await world.readFiles(tinyFiles(12));
  const experiment = await world.addExperiment(versionId, {
    preprocessing: { size: 64 },
    model: { epochs: 400, batchSize: 12, params: { widths: [64, 128] } },
  });
  const readStage = () =>
    world.db.stage.findFirstOrThrow({
      where: { kind: 'TRAIN', uses: { some: { experimentId: experiment.id } } },
    });
  await expect.poll(async () => (await readStage().catch(() => null))?.checkpoint, POLL).toBeTruthy();
  // Both wait for messages; only the second is there in a moment.
  const second = await world.startWorker({ threads: 1 });
  const before = await readStage();
  expect(before).toMatchObject({ status: 'RUNNING', attempt: 0 });
  const { epoch: reached } = checkpointRecord.parse(before.checkpoint);
  const { sequence } = await world.db.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  doomed.kill('SIGKILL');
  const killedAt = performance.now();

  await expect.poll(async () => (await readStage()).workerId, POLL).toBe(second.id);
  expect(performance.now() - killedAt).toBeLessThan(30_000);
  await world.reaches(experiment.id, 'SUCCEEDED');
  expect(await readStage()).toMatchObject({ attempt: 1, epoch: 400 });
  const after = await world.db.event.findMany({
    where: { sequence: { gt: sequence } },
    orderBy: { sequence: 'asc' },
  });
  const epochs = after.flatMap(({ epoch }) => (epoch === null ? [] : [epochEvent.parse(epoch).epoch]));
  // Those after the kill begin where the checkpoint was, however far the first worker had come.
  expect(epochs.slice(epochs.lastIndexOf(reached + 1))).toEqual(
    Array.from({ length: 400 - reached }, (_, i) => reached + 1 + i),
  );
  expect(await world.db.worker.findMany({ select: { id: true } })).toEqual([{ id: second.id }]);
}, 120_000);

test('the children of a killed worker end by themselves', async () => {
  const doomed = spawnWorker();
  await expect.poll(() => world.db.worker.count({ where: { id: { startsWith: 'doomed' } } }), POLL).toBe(1);
  const children = await childrenOf(doomed.pid!);
  expect(children.length).toBeGreaterThan(0);
  doomed.kill('SIGKILL');
  await expect.poll(() => children.filter(isAlive), POLL).toEqual([]);
});

test('told to stop, a worker ends with status 0 and leaves no row, also when it has just begun', async () => {
  const mine = { where: { id: { startsWith: 'doomed' } } };
  await world.db.worker.deleteMany(mine);
  const worker = spawnWorker();
  await expect.poll(() => world.db.worker.count(mine), POLL).toBe(1);
  const { queueWorkerIds } = await world.db.worker.findFirstOrThrow(mine);
  const status = new Promise((resolve) => worker.once('exit', resolve));
  worker.kill('SIGTERM');
  expect(await status).toBe(0);
  if (queueWorkerIds.length > 0) expect(await world.db.worker.count(mine)).toBe(0);
});

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(/\s+/).filter(Boolean).map(Number);
}
