import { createDb, type Db } from '@asterism/db';
import { createTestDatabase, type TestDatabase } from '@asterism/testkit';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweep } from './sweep.ts';

const NOW = new Date();
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

let database: TestDatabase;
let db: Db;
let workspaceId: string;
let datasetVersionId: string;
let unlocked: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  unlocked = [];
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await db.$executeRaw`TRUNCATE "Workspace", "Worker", "Event", "Experiment", "Stage", "DatasetVersion" CASCADE`;
  ({ id: workspaceId } = await db.workspace.create({ data: { slug: 'w', name: 'W' } }));
  const dataset = await db.dataset.create({ data: { workspaceId, name: 'D' } });
  const version = await db.datasetVersion.create({
    data: { datasetId: dataset.id, number: 1, status: 'READY', contentHash: 'c', request: {} },
  });
  datasetVersionId = version.id;
});

const run = () =>
  sweep({
    db,
    now: () => NOW,
    log: pino({ level: 'silent' }),
    unlockDead: async (ids) => void unlocked.push(...ids),
  });

/** What waits in the queue, by its key. */
async function messages(): Promise<Record<string, string>> {
  const rows = await db.$queryRaw<{ key: string; task: string }[]>`
    SELECT key, task_identifier AS task FROM graphile_worker.jobs`;
  return Object.fromEntries(rows.map(({ key, task }) => [key, task]));
}

const addWorker = (id: string, heartbeatAt: Date, startedAt = ago(3600)) =>
  db.worker.create({
    data: {
      id,
      heartbeatAt,
      startedAt,
      backend: 'native',
      threads: 1,
      numericEnvironment: `env-${id}`,
      environment: {},
      queueWorkerIds: [`${id}-1`, `${id}-2`],
    },
  });

async function addStage(stage: object): Promise<string> {
  const { id } = await db.stage.create({
    data: {
      workspaceId,
      datasetVersionId,
      kind: 'TRAIN',
      key: String(await db.stage.count()),
      params: {},
      ...stage,
    },
  });
  return id;
}

async function addDecoding(decoding: object): Promise<string> {
  const { id } = await db.decoding.create({
    data: {
      workspaceId,
      trainStageId: await addStage({ status: 'SUCCEEDED' }),
      kind: 'RESCORE',
      key: String(await db.decoding.count()),
      params: {},
      ...decoding,
    },
  });
  return id;
}

async function addExperiment(stageIds: string[]): Promise<string> {
  const { id } = await db.experiment.create({
    data: {
      workspaceId,
      datasetVersionId,
      number: await db.experiment.count(),
      name: 'E',
      status: 'RUNNING',
      seed: 0,
      preprocessing: {},
      model: {},
      clustering: {},
      stages: { create: stageIds.map((stageId) => ({ stageId, reused: false })) },
    },
  });
  return id;
}

test('a worker silent for 10 s is dropped, and what it held is free', async () => {
  await addWorker('dead', ago(11));
  await addWorker('alive', ago(9));
  const stageId = await addStage({
    status: 'RUNNING',
    workerId: 'dead',
    heartbeatAt: ago(11),
    numericEnvironment: 'env-alive',
  });
  await addExperiment([stageId]);
  const version = await db.datasetVersion.update({
    where: { id: datasetVersionId },
    data: { status: 'IMPORTING', workerId: 'dead', heartbeatAt: ago(11) },
  });
  await run();
  expect(await db.worker.findMany({ select: { id: true } })).toEqual([{ id: 'alive' }]);
  expect(unlocked).toEqual(['dead-1', 'dead-2']);
  expect(await db.stage.findUnique({ where: { id: stageId } })).toMatchObject({
    status: 'QUEUED',
    attempt: 1,
  });
  expect(await db.datasetVersion.findUnique({ where: { id: version.id } })).toMatchObject({
    workerId: null,
    attempt: 1,
  });
  expect(await messages()).toEqual({
    [`stage:${stageId}`]: 'stage.run@env-alive',
    [`version:${version.id}`]: 'version.import',
  });
});

test('a worker whose takers cannot be freed keeps its row for the next sweep', async () => {
  await addWorker('dead', ago(16));
  const failing = sweep({
    db,
    now: () => NOW,
    log: pino({ level: 'silent' }),
    unlockDead: () => Promise.reject(new Error('queue away')),
  });
  await expect(failing).rejects.toThrow('queue away');
  expect(await db.worker.count()).toBe(1);
});

test('an import that broke off five times has failed', async () => {
  await db.datasetVersion.update({
    where: { id: datasetVersionId },
    data: { status: 'IMPORTING', workerId: 'dead', heartbeatAt: ago(16), attempt: 4 },
  });
  await run();
  expect(await db.datasetVersion.findUnique({ where: { id: datasetVersionId } })).toMatchObject({
    status: 'FAILED',
  });
  expect(await db.event.count({ where: { versionId: datasetVersionId } })).toBe(1);
  expect(await messages()).toEqual({});
});

test('what waits without a message is sent again, once', async () => {
  const ready = await addStage({});
  const blocked = await addStage({ parents: { create: [{ parentId: ready }] } });
  const experiment = await addExperiment([ready, blocked]);
  const unplanned = await addExperiment([]);
  await addStage({ status: 'QUEUED' });
  await db.datasetVersion.update({ where: { id: datasetVersionId }, data: { status: 'IMPORTING' } });
  const expected = {
    [`stage:${ready}`]: 'stage.run',
    [`plan:${unplanned}`]: 'experiment.plan',
    [`version:${datasetVersionId}`]: 'version.import',
  };
  await run();
  expect(await messages()).toEqual(expected);
  const before = await db.$queryRaw`SELECT id FROM graphile_worker._private_jobs ORDER BY id`;
  await run();
  expect(await db.$queryRaw`SELECT id FROM graphile_worker._private_jobs ORDER BY id`).toEqual(before);
  expect(await db.experiment.findUnique({ where: { id: experiment } })).toMatchObject({ status: 'RUNNING' });
});

test('an experiment with a stage that was stopped for another is planned again', async () => {
  const stageId = await addStage({ status: 'CANCELLED' });
  const experiment = await addExperiment([stageId]);
  await run();
  expect(Object.keys(await messages())).toEqual([`plan:${experiment}`]);
});

test('stages of an environment that nobody has any more are planned for one that is there', async () => {
  const stageId = await addStage({ numericEnvironment: 'env-gone' });
  const experiment = await addExperiment([stageId]);
  const linked = () => db.experimentStage.count({ where: { experimentId: experiment } });
  await run();
  expect(await linked()).toBe(1);
  // Its own worker may be on its way while others have just begun.
  await addWorker('young', ago(1), ago(10));
  await run();
  expect(await linked()).toBe(1);
  await addWorker('settled', ago(1), ago(31));
  await run();
  expect(await linked()).toBe(0);
  expect(await messages()).toMatchObject({ [`plan:${experiment}`]: 'experiment.plan' });
});

async function addVerification(stages: object[]): Promise<{ id: string; stageIds: string[] }> {
  const { id } = await db.experimentVerification.create({
    data: { experimentId: await addExperiment([await addStage({ status: 'SUCCEEDED' })]), status: 'RUNNING' },
  });
  const stageIds: string[] = [];
  for (const stage of stages) stageIds.push(await addStage({ ...stage, verificationId: id }));
  return { id, stageIds };
}

test('verifications that no message moves on are sent again, wherever they stand', async () => {
  const unplanned = await addVerification([]);
  const done = await addVerification([{ status: 'SUCCEEDED' }, { status: 'SUCCEEDED' }]);
  const ready = await addVerification([{ status: 'SUCCEEDED' }, {}]);
  await addVerification([{ status: 'RUNNING', heartbeatAt: NOW }]);
  const over = await addVerification([{}]);
  await db.experimentVerification.update({ where: { id: over.id }, data: { status: 'FAILED' } });
  await run();
  expect(await messages()).toEqual({
    [`verification:${unplanned.id}`]: 'verification.advance',
    [`verification:${done.id}`]: 'verification.advance',
    [`stage:${ready.stageIds[1]}`]: 'stage.run',
  });
});

test('a verification whose environment nobody has any more begins anew', async () => {
  const { id, stageIds } = await addVerification([
    { status: 'SUCCEEDED' },
    { numericEnvironment: 'env-gone' },
  ]);
  await db.stageInput.create({ data: { stageId: stageIds[1]!, parentId: stageIds[0]! } });
  await addWorker('young', ago(1), ago(10));
  await run();
  expect(await db.stage.count({ where: { verificationId: id } })).toBe(2);
  await addWorker('settled', ago(1), ago(31));
  await run();
  expect(await db.stage.count({ where: { verificationId: id } })).toBe(0);
  expect(await messages()).toMatchObject({ [`verification:${id}`]: 'verification.advance' });
});

test('events older than a day are dropped', async () => {
  const day = 24 * 3600;
  for (const at of [ago(day + 1), ago(day - 1)]) await db.event.create({ data: { workspaceId, at } });
  await run();
  expect(await db.event.findMany()).toMatchObject([{ at: ago(day - 1) }]);
});

test('decodings of a silent worker, and those that no message speaks of, are sent again; others are let alone', async () => {
  const running = { status: 'RUNNING', workerId: 'w' } as const;
  const silent = await addDecoding({ ...running, heartbeatAt: ago(11) });
  const alive = await addDecoding({ ...running, heartbeatAt: ago(1) });
  const lost = await addDecoding({ status: 'QUEUED' });
  await addDecoding({ status: 'SUCCEEDED' });
  await run();
  expect(await messages()).toEqual({
    [`decoding:${silent}`]: 'decoding.run',
    [`decoding:${lost}`]: 'decoding.run',
  });
  expect(await db.decoding.findUnique({ where: { id: silent } })).toMatchObject({
    status: 'QUEUED',
    attempt: 1,
  });
  expect(await db.decoding.findUnique({ where: { id: alive } })).toMatchObject(running);
});
