import { createDb, type Db } from '@asterism/db';
import { createTestDatabase, type TestDatabase } from '@asterism/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { QueueLogger, type RunningJobs, sendJob, startJobs } from './index.ts';

let database: TestDatabase;
let db: Db;
let seen: string[];
let sweeps: number;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
}, 60_000);
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(() => {
  seen = [];
  sweeps = 0;
});

function start(
  stage: (id: string, signal: AbortSignal) => Promise<void> = async () => undefined,
): Promise<RunningJobs> {
  return startJobs({
    url: database.url,
    concurrency: 2,
    numericEnvironment: 'here',
    numericConcurrency: 1,
    logger: new QueueLogger(() => () => undefined),
    sweepEveryMs: 20,
    onError: (error) => seen.push(`sweep: ${error}`),
    handlers: {
      'experiment.plan': async ({ experimentId }) => void seen.push(`plan ${experimentId}`),
      'stage.run': async ({ stageId }, signal) => {
        seen.push(`stage ${stageId}`);
        await stage(stageId, signal);
      },
      'verification.advance': async () => undefined,
      'version.import': async () => undefined,
      'decoding.run': async ({ decodingId }) => void seen.push(`decoding ${decodingId}`),
      'encoding.run': async ({ encodingId }) => void seen.push(`encoding ${encodingId}`),
      sweep: async () => {
        sweeps += 1;
        if (sweeps === 2) throw new Error('once');
      },
    },
  });
}

test('each worker takes messages for anybody and for its environment, no others', async () => {
  const jobs = await start();
  await db.$transaction(async (tx) => {
    await sendJob(tx, 'experiment.plan', { experimentId: 'e' });
    await sendJob(tx, 'stage.run', { stageId: 'mine' }, { numericEnvironment: 'here' });
    await sendJob(tx, 'stage.run', { stageId: 'foreign' }, { numericEnvironment: 'elsewhere' });
  });
  await expect
    .poll(() => [...seen].filter((s) => !s.startsWith('sweep')).sort())
    .toEqual(['plan e', 'stage mine']);
  await jobs.stop();
});

test('what somebody waits for is taken while everything else is at work', async () => {
  const gates: (() => void)[] = [];
  const jobs = await start(() => new Promise((resolve) => gates.push(resolve)));
  await db.$transaction(async (tx) => {
    for (const stageId of ['a', 'b', 'c']) await sendJob(tx, 'stage.run', { stageId });
    await sendJob(tx, 'stage.run', { stageId: 'training' }, { numericEnvironment: 'here' });
  });
  await expect.poll(() => gates.length).toBe(3);
  await db.$transaction(async (tx) => {
    await sendJob(tx, 'decoding.run', { decodingId: 'd' });
    await sendJob(tx, 'encoding.run', { encodingId: 'e' }, { numericEnvironment: 'here' });
  });
  await expect.poll(() => seen).toEqual(expect.arrayContaining(['decoding d', 'encoding e']));
  expect(gates).toHaveLength(3);
  for (const open of gates) open();
  await expect.poll(() => gates.length).toBe(4);
  gates[3]!();
  await jobs.stop();
});

test('a sweep that fails is reported and does not end the sweeping', async () => {
  const jobs = await start();
  await expect.poll(() => sweeps).toBeGreaterThan(3);
  expect(seen).toContain('sweep: Error: once');
  await jobs.stop();
});

test('stopping aborts what runs and waits for it', async () => {
  let ended = false;
  const jobs = await start(async (_, signal) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    ended = true;
  });
  await db.$transaction((tx) => sendJob(tx, 'stage.run', { stageId: 'long' }));
  await expect.poll(() => seen).toContain('stage long');
  await jobs.stop();
  expect(ended).toBe(true);
});

test('a waiting message of the same key is replaced', async () => {
  await db.$transaction(async (tx) => {
    for (const id of ['a', 'b'])
      await sendJob(tx, 'experiment.plan', { experimentId: id }, { jobKey: 'one' });
  });
  const jobs = await start();
  await expect.poll(() => seen).toContain('plan b');
  expect(seen).not.toContain('plan a');
  await jobs.stop();
});

test('what a dead taker held is free again at once', async () => {
  await db.$transaction((tx) => sendJob(tx, 'experiment.plan', { experimentId: 'held' }));
  await db.$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = 'dead', locked_at = now(), attempts = 1`;
  const jobs = await start();
  expect(jobs.queueWorkerIds).toHaveLength(5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(seen).not.toContain('plan held');
  await jobs.unlockDead(['dead']);
  await expect.poll(() => seen, { timeout: 30_000 }).toContain('plan held');
  await jobs.stop();
}, 40_000);
