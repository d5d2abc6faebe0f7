import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkpoint as checkpointRecord, epochEvent } from '@asterism/db';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { tinyFiles } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let spawned: ChildProcess[] = [];

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
afterEach(async () => {
  for (const process of spawned) process.kill('SIGKILL');
  spawned = [];
});

/** A worker as its own process, from the sources. */
function spawnWorker(script: string, name: string): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script)], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      DATABASE_URL: world.url,
      BLOB_URL: world.blobFolder,
      WORKER_ID: name,
      ML_THREADS: '1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  spawned.push(child);
  return child;
}

const workersNamed = (name: string) => world.db.worker.count({ where: { id: { startsWith: name } } });

// Some seconds, of which the first and a half are before a checkpoint.
const EPOCHS = 120;
const MODEL = { epochs: EPOCHS, batchSize: 12, params: { widths: [64, 128] } };

test('another worker takes over from one killed in mid-training, goes on from the checkpoint, and finishes', async () => {
  const doomed = spawnWorker('workerProcess.ts', 'doomed');
  const versionId = await world.readFiles(tinyFiles(12));
  const experiment = await world.addExperiment(versionId, { preprocessing: { size: 64 }, model: MODEL });
  const readStage = () =>
    world.db.stage.findFirstOrThrow({
      where: { kind: 'TRAIN', uses: { some: { experimentId: experiment.id } } },
    });
  await expect.poll(async () => (await readStage().catch(() => null))?.checkpoint, POLL).toBeTruthy();
  doomed.kill('SIGKILL');
  const killedAt = performance.now();
  const { epoch: reached } = checkpointRecord.parse((await readStage()).checkpoint);
  const { sequence } = await world.db.event.findFirstOrThrow({ orderBy: { sequence: 'desc' } });

  const second = await world.startWorker();
  await expect.poll(async () => (await readStage()).workerId, POLL).toBe(second.id);
  expect(performance.now() - killedAt).toBeLessThan(30_000);
  await world.reaches(experiment.id, 'SUCCEEDED');
  expect(await readStage()).toMatchObject({ attempt: 1, epoch: EPOCHS });
  const after = await world.db.event.findMany({
    where: { sequence: { gt: sequence } },
    orderBy: { sequence: 'asc' },
  });
  const epochs = after.flatMap(({ epoch }) => (epoch === null ? [] : [epochEvent.parse(epoch).epoch]));
  // From the checkpoint on, however far beyond it the first worker had come.
  expect(epochs).toEqual(Array.from({ length: EPOCHS - reached }, (_, i) => reached + 1 + i));
  expect(await world.db.worker.findMany({ select: { id: true } })).toEqual([{ id: second.id }]);
}, 150_000);

test('the children of a killed worker end by themselves', async () => {
  const doomed = spawnWorker('../src/main.ts', 'parent');
  await expect.poll(() => workersNamed('parent'), POLL).toBe(1);
  const children = childrenOf(doomed.pid!);
  expect(children.length).toBeGreaterThan(0);
  doomed.kill('SIGKILL');
  await expect.poll(() => children.filter(isAlive), POLL).toEqual([]);
});

test('told to stop, a worker ends with status 0 and leaves no row', async () => {
  const worker = spawnWorker('../src/main.ts', 'orderly');
  const status = new Promise((resolve) => worker.once('exit', resolve));
  await expect
    .poll(
      () =>
        world.db.worker.count({
          where: { id: { startsWith: 'orderly' }, queueWorkerIds: { isEmpty: false } },
        }),
      POLL,
    )
    .toBe(1);
  worker.kill('SIGTERM');
  expect(await status).toBe(0);
  expect(await workersNamed('orderly')).toBe(0);
});

test('told to stop before it has begun, a worker ends with status 0', async () => {
  const worker = spawnWorker('../src/main.ts', 'hasty');
  const status = new Promise((resolve) => worker.once('exit', resolve));
  await expect.poll(() => childrenOf(worker.pid!), POLL).not.toEqual([]);
  worker.kill('SIGTERM');
  expect(await status).toBe(0);
});

/** Of those that do the work, not of the loader's. */
function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync('pgrep', ['-P', String(pid), '-f', 'child.ts'], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
