import { createTestDatabase, type TestDatabase } from '@asterism/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDb, type Db } from '../client.ts';
import { cancelExperiment } from './cancel.ts';
import { beatStage, cancelStage, claimStage, recordCheckpoint, recordEpoch, releaseStage } from './claim.ts';
import { advanceFrom, failStage, finishStage } from './finish.ts';
import { reviveStage, upsertStage } from './planning.ts';
import { releaseStaleStages } from './stale.ts';
import {
  ENCODE_RESULT,
  ENVIRONMENT,
  later,
  NOW,
  SCORE_RESULT,
  type SeededWorld,
  seedExperiment,
  seedStage,
  seedWorld,
} from './testing/seed.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let db: Db;
let world: SeededWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
}, 60_000);
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  world = await seedWorld(db);
});

const stageOf = (id: string) => db.stage.findUniqueOrThrow({ where: { id } });
const experimentOf = (id: string) => db.experiment.findUniqueOrThrow({ where: { id } });
const eventsOf = (experimentId: string) => db.event.count({ where: { experimentId } });
const claimAs = (workerId: string, stageId: string, numericEnvironment = 'here') =>
  inTransaction(db, (tx) => claimStage(tx, { stageId, workerId, numericEnvironment, now: NOW }));
const finished = (stageId: string, workerId: string, result: object = {}) =>
  inTransaction(db, async (tx) => {
    const claim = { stageId, workerId };
    if (!(await finishStage(tx, claim, { now: later(10), result, environment: ENVIRONMENT }))) return null;
    return advanceFrom(tx, stageId, later(10));
  });

describe('claiming', () => {
  test('of many workers one gets the stage, and its experiments begin', async () => {
    const stageId = await seedStage(db, world, { kind: 'PREPROCESS' });
    const experiment = await seedExperiment(db, world, { stageIds: [stageId], status: 'QUEUED' });
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => claimAs(worker, stageId)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await experimentOf(experiment)).toMatchObject({ status: 'RUNNING', startedAt: NOW });
    expect(await eventsOf(experiment)).toBe(1);
  });

  test.each([
    ['is running', { status: 'RUNNING' }],
    ['is done', { status: 'SUCCEEDED' }],
    ['is to be cancelled', { cancelRequested: true }],
    ['belongs to another environment', { numericEnvironment: 'elsewhere' }],
  ] as const)('a stage that %s is not to be had', async (_, state) => {
    const stageId = await seedStage(db, world, { kind: 'TRAIN', ...state });
    expect(await claimAs('a', stageId)).toBeNull();
  });

  test('a stage waits for all of its inputs', async () => {
    const first = await seedStage(db, world, { kind: 'PREPROCESS', status: 'SUCCEEDED' });
    const second = await seedStage(db, world, { kind: 'TRAIN', status: 'RUNNING' });
    const stageId = await seedStage(db, world, { kind: 'ENCODE', parentIds: [first, second] });
    expect(await claimAs('a', stageId)).toBeNull();
    await db.stage.update({ where: { id: second }, data: { status: 'SUCCEEDED' } });
    expect(await claimAs('a', stageId)).toMatchObject({ status: 'RUNNING', workerId: 'a' });
  });
});

describe('a claim that is lost', () => {
  test('writes nothing', async () => {
    const stageId = await seedStage(db, world, { kind: 'TRAIN', status: 'RUNNING', workerId: 'other' });
    const experiment = await seedExperiment(db, world, { stageIds: [stageId] });
    const before = await stageOf(stageId);
    const mine = { stageId, workerId: 'me' };
    const epoch = { epoch: 1, trainLoss: 1, validationLoss: null, imagesPerSecond: 1 };
    expect(await beatStage(db, mine, { now: later(1), fraction: 0.5, secondsLeft: 1 })).toBeNull();
    const lost = await inTransaction(db, async (tx) => [
      await recordEpoch(tx, mine, epoch),
      await recordCheckpoint(tx, mine, { sha256: 'a'.repeat(64), step: 1, epoch: 0 }),
      await finishStage(tx, mine, { now: later(1), result: {}, environment: ENVIRONMENT }),
      await failStage(tx, mine, { now: later(1), failure: { code: 'X', message: 'x', retryable: true } }),
      await releaseStage(tx, mine, { crashed: true }),
      await cancelStage(tx, mine, later(1)),
    ]);
    expect(lost).toEqual(Array(6).fill(false));
    expect(await stageOf(stageId)).toEqual(before);
    expect(await db.epochMetrics.count({ where: { stageId } })).toBe(0);
    expect(await experimentOf(experiment)).toMatchObject({ status: 'RUNNING' });
    expect(await eventsOf(experiment)).toBe(0);
  });
});

test('an epoch trained again after a take-over replaces what was there', async () => {
  const stageId = await seedStage(db, world, { kind: 'TRAIN', status: 'RUNNING', workerId: 'me' });
  const experiment = await seedExperiment(db, world, { stageIds: [stageId] });
  for (const trainLoss of [2, 1])
    await inTransaction(db, (tx) =>
      recordEpoch(
        tx,
        { stageId, workerId: 'me' },
        { epoch: 1, trainLoss, validationLoss: null, imagesPerSecond: 9 },
      ),
    );
  expect(await db.epochMetrics.findMany({ where: { stageId } })).toMatchObject([{ epoch: 1, trainLoss: 1 }]);
  expect(
    await db.event.findMany({ where: { experimentId: experiment }, orderBy: { sequence: 'asc' } }),
  ).toMatchObject([{ epoch: { epoch: 1, trainLoss: 2 } }, { epoch: { epoch: 1, trainLoss: 1 } }]);
});

describe('finishing', () => {
  test('makes ready what waited for this stage alone', async () => {
    const done = await seedStage(db, world, { kind: 'PREPROCESS', status: 'RUNNING', workerId: 'me' });
    const train = await seedStage(db, world, {
      kind: 'TRAIN',
      parentIds: [done],
      numericEnvironment: 'here',
    });
    const encode = await seedStage(db, world, { kind: 'ENCODE', parentIds: [train, done] });
    const unwanted = await seedStage(db, world, { kind: 'TRAIN', parentIds: [done] });
    await seedExperiment(db, world, { stageIds: [done, train, encode] });
    await seedExperiment(db, world, { stageIds: [done, unwanted], status: 'CANCELLED' });
    expect(await finished(done, 'me')).toEqual([{ id: train, kind: 'TRAIN', numericEnvironment: 'here' }]);
    expect(await stageOf(done)).toMatchObject({ status: 'SUCCEEDED', seconds: 10, workerId: null });
  });

  test('the last stages of all experiments that share them, at the same moment, end each experiment once', async () => {
    const train = await seedStage(db, world, { kind: 'TRAIN', status: 'SUCCEEDED' });
    const encode = await seedStage(db, world, { kind: 'ENCODE', status: 'SUCCEEDED', result: ENCODE_RESULT });
    const cluster = await seedStage(db, world, { kind: 'CLUSTER', status: 'SUCCEEDED' });
    await db.clustering.create({
      data: {
        stageId: cluster,
        algorithm: 'KMEANS',
        labelsSha256: 'l',
        sampleCount: 3,
        clusterCount: 1,
        noiseCount: 1,
      },
    });
    for (let round = 0; round < 5; round++) {
      const project = await seedStage(db, world, { kind: 'PROJECT', status: 'RUNNING', workerId: 'a' });
      const score = await seedStage(db, world, { kind: 'SCORE', status: 'RUNNING', workerId: 'b' });
      const stageIds = [train, encode, cluster, project, score];
      const experiments = [
        await seedExperiment(db, world, { stageIds }),
        await seedExperiment(db, world, { stageIds }),
      ];
      await Promise.all([finished(project, 'a'), finished(score, 'b', SCORE_RESULT)]);
      for (const id of experiments) {
        expect(await experimentOf(id)).toMatchObject({
          status: 'SUCCEEDED',
          finishedAt: later(10),
          mse: 0.25,
          silhouette: 0.5,
          clusterCount: 1,
          noiseCount: 1,
          recommendation: 'k = 2 is best.',
        });
        const clusters = await db.cluster.findMany({
          where: { experimentId: id },
          orderBy: { label: 'asc' },
        });
        expect(clusters).toMatchObject([
          { label: -1, isNoise: true, size: 1, memberIndexes: [1] },
          { label: 0, isNoise: false, size: 2, memberIndexes: [2, 0] },
        ]);
      }
    }
  });
});

test('a stage that fails fails its experiments with the reason, and drops only what nobody else needs', async () => {
  const train = await seedStage(db, world, { kind: 'TRAIN', status: 'RUNNING', workerId: 'me' });
  const encode = await seedStage(db, world, { kind: 'ENCODE', parentIds: [train] });
  const shared = await seedStage(db, world, { kind: 'PREPROCESS' });
  const failing = await seedExperiment(db, world, { stageIds: [train, encode, shared] });
  const other = await seedExperiment(db, world, { stageIds: [shared] });
  const failure = { code: 'DIVERGED', message: 'Use a lower learning rate.', retryable: false };
  await inTransaction(db, (tx) =>
    failStage(tx, { stageId: train, workerId: 'me' }, { now: later(1), failure }),
  );
  expect(await stageOf(train)).toMatchObject({ status: 'FAILED', failure });
  expect(await stageOf(encode)).toMatchObject({ status: 'CANCELLED' });
  expect(await stageOf(shared)).toMatchObject({ status: 'QUEUED' });
  expect(await experimentOf(failing)).toMatchObject({
    status: 'FAILED',
    failure: { ...failure, stage: 'TRAIN' },
  });
  expect(await experimentOf(other)).toMatchObject({ status: 'RUNNING' });
  expect(await eventsOf(failing)).toBe(1);
});

describe('cancelling', () => {
  test('stops what is running only where no other experiment needs it', async () => {
    const shared = await seedStage(db, world, { kind: 'PREPROCESS', status: 'RUNNING', workerId: 'me' });
    const own = await seedStage(db, world, { kind: 'TRAIN', status: 'RUNNING', workerId: 'me' });
    const waiting = await seedStage(db, world, { kind: 'ENCODE', parentIds: [own] });
    const experiment = await seedExperiment(db, world, { stageIds: [shared, own, waiting] });
    await seedExperiment(db, world, { stageIds: [shared] });
    const cancel = () =>
      inTransaction(db, (tx) => cancelExperiment(tx, { experimentId: experiment, now: later(1) }));
    expect(await cancel()).toBe(true);
    expect(await cancel()).toBe(false);
    expect(await experimentOf(experiment)).toMatchObject({ status: 'CANCELLED', finishedAt: later(1) });
    expect(await stageOf(shared)).toMatchObject({ status: 'RUNNING', cancelRequested: false });
    expect(await stageOf(own)).toMatchObject({ status: 'RUNNING', cancelRequested: true });
    expect(await stageOf(waiting)).toMatchObject({ status: 'CANCELLED' });
    const beat = await beatStage(
      db,
      { stageId: own, workerId: 'me' },
      { now: NOW, fraction: 0, secondsLeft: null },
    );
    expect(beat).toEqual({ cancelRequested: true });
    expect(await inTransaction(db, (tx) => cancelStage(tx, { stageId: own, workerId: 'me' }, later(2)))).toBe(
      true,
    );
    expect(await stageOf(own)).toMatchObject({ status: 'CANCELLED', workerId: null, cancelRequested: false });
  });

  test('is taken back when the stage is wanted again in time', async () => {
    const stageId = await seedStage(db, world, {
      kind: 'TRAIN',
      status: 'RUNNING',
      workerId: 'me',
      cancelRequested: true,
    });
    await inTransaction(db, (tx) => reviveStage(tx, { id: stageId, status: 'RUNNING' }));
    expect(await inTransaction(db, (tx) => cancelStage(tx, { stageId, workerId: 'me' }, NOW))).toBe(false);
    expect(await stageOf(stageId)).toMatchObject({ status: 'RUNNING', cancelRequested: false });
  });
});

describe('silent workers', () => {
  const release = (maxAttempts = 5) =>
    inTransaction(db, (tx) => releaseStaleStages(tx, { now: later(20), silentSince: later(5), maxAttempts }));

  // What other tests left running is silent too.
  beforeEach(() => release());

  test('lose their stages, the living keep theirs', async () => {
    const silent = await seedStage(db, world, {
      kind: 'TRAIN',
      status: 'RUNNING',
      workerId: 'a',
      heartbeatAt: NOW,
    });
    const alive = await seedStage(db, world, {
      kind: 'TRAIN',
      status: 'RUNNING',
      workerId: 'b',
      heartbeatAt: later(6),
    });
    const [first, second] = await Promise.all([release(), release()]);
    expect([...first, ...second]).toEqual([{ id: silent, kind: 'TRAIN', numericEnvironment: null }]);
    expect(await stageOf(silent)).toMatchObject({ status: 'QUEUED', workerId: null, attempt: 1 });
    expect(await stageOf(alive)).toMatchObject({ status: 'RUNNING', attempt: 0 });
  });

  test('that were to stop have stopped', async () => {
    const stageId = await seedStage(db, world, {
      kind: 'TRAIN',
      status: 'RUNNING',
      workerId: 'a',
      heartbeatAt: NOW,
      cancelRequested: true,
    });
    expect(await release()).toEqual([]);
    expect(await stageOf(stageId)).toMatchObject({ status: 'CANCELLED' });
  });

  test('the last attempt fails the experiment', async () => {
    const stageId = await seedStage(db, world, {
      kind: 'TRAIN',
      status: 'RUNNING',
      workerId: 'a',
      heartbeatAt: NOW,
      attempt: 4,
    });
    const experiment = await seedExperiment(db, world, { stageIds: [stageId] });
    expect(await release()).toEqual([]);
    expect(await stageOf(stageId)).toMatchObject({ status: 'FAILED', attempt: 5 });
    expect(await experimentOf(experiment)).toMatchObject({
      status: 'FAILED',
      failure: { code: 'STAGE_CRASHED', stage: 'TRAIN', retryable: true },
    });
  });
});

describe('planning', () => {
  const plan = (key: string) =>
    inTransaction(db, (tx) =>
      upsertStage(tx, {
        ...world,
        kind: 'TRAIN',
        key,
        params: {},
        implementationVersion: 1,
        numericEnvironment: null,
        parentIds: [],
      }),
    );

  test('two plans at once make one stage of a key', async () => {
    const stages = await Promise.all([plan('k'), plan('k'), plan('k')]);
    expect(new Set(stages.map(({ id }) => id)).size).toBe(1);
  });

  test.each([
    ['FAILED', 'QUEUED'],
    ['CANCELLED', 'QUEUED'],
    ['RUNNING', 'RUNNING'],
    ['SUCCEEDED', 'SUCCEEDED'],
  ] as const)('a stage that is %s becomes %s', async (status, expected) => {
    const { id } = await plan('k');
    await db.stage.update({ where: { id }, data: { status, attempt: 3, cancelRequested: true } });
    expect(await plan('k')).toEqual({ id, status: expected });
    expect(await stageOf(id)).toMatchObject({ status: expected, attempt: expected === 'QUEUED' ? 0 : 3 });
  });
});

test('a transaction that lost a deadlock goes again', async () => {
  const [a, b] = [
    await seedStage(db, world, { kind: 'TRAIN' }),
    await seedStage(db, world, { kind: 'TRAIN' }),
  ];
  let runs = 0;
  let release = (): void => undefined;
  const bothLocked = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked = 0;
  const crossing = (first: string, second: string) =>
    inTransaction(db, async (tx) => {
      runs += 1;
      await tx.stage.update({ where: { id: first }, data: { attempt: { increment: 1 } } });
      locked += 1;
      if (locked === 2) release();
      await bothLocked;
      await tx.stage.update({ where: { id: second }, data: { attempt: { increment: 1 } } });
    });
  await Promise.all([crossing(a, b), crossing(b, a)]);
  expect(runs).toBe(3);
  expect(await stageOf(a)).toMatchObject({ attempt: 2 });
}, 30_000);
