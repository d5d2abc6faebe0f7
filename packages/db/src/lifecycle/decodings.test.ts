import { createTestDatabase, type TestDatabase } from '@asterism/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDb, type Db } from '../client.ts';
import {
  askDecoding,
  beatDecoding,
  claimDecoding,
  failDecoding,
  finishDecoding,
  releaseDecoding,
  releaseStaleDecodings,
} from './decodings.ts';
import { later, NOW, type SeededWorld, seedStage, seedWorld } from './testing/seed.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
let db: Db;
let world: SeededWorld;
let trainStageId: string;

const WEIGHTS = 'b'.repeat(64);
const scores = (samples: number) => {
  const ref = { sha256: 'a'.repeat(64), dtype: 'float32', shape: [samples] } as const;
  return { errors: ref, ssims: ref, msSsims: ref };
};

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
}, 60_000);
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await db.$executeRaw`TRUNCATE "Decoding"`;
  world = await seedWorld(db);
  trainStageId = await seedStage(db, world, { kind: 'TRAIN', status: 'SUCCEEDED' });
});

const ask = (weights = WEIGHTS) =>
  inTransaction(db, (tx) =>
    askDecoding(tx, {
      workspaceId: world.workspaceId,
      trainStageId,
      kind: 'RESCORE',
      params: { weights },
    }),
  );
const claimAs = (workerId: string, decodingId: string) =>
  claimDecoding(db, { decodingId, workerId, now: NOW });
const rowOf = (id: string) => db.decoding.findUniqueOrThrow({ where: { id } });
const fail = (decodingId: string, retryable: boolean) =>
  inTransaction(db, (tx) =>
    failDecoding(
      tx,
      { decodingId, workerId: 'a' },
      { failure: { code: 'X', message: 'Y.', retryable }, now: later(1) },
    ),
  );

test('the same wish is one row, made once', async () => {
  const asked = await Promise.all(Array.from({ length: 5 }, () => ask()));
  expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  expect(asked.filter(({ isNew }) => isNew)).toHaveLength(1);
  const other = await ask('c'.repeat(64));
  expect(other.isNew).toBe(true);
  expect(await db.decoding.count()).toBe(2);
});

test('of many workers one gets it; its result ends it, and is told', async () => {
  const { id } = await ask();
  const claims = await Promise.all(['a', 'b', 'c'].map((worker) => claimAs(worker, id)));
  const [held] = claims.filter((claim) => claim !== null);
  expect(claims.filter(Boolean)).toHaveLength(1);
  const claim = { decodingId: id, workerId: held!.workerId! };
  expect(await beatDecoding(db, claim, later(1))).toBe(true);
  const end = { kind: 'RESCORE', result: scores(3), now: later(2) } as const;
  const stranger = { ...claim, workerId: 'stranger' };
  expect(await inTransaction(db, (tx) => finishDecoding(tx, stranger, end))).toBe(false);
  expect(await db.event.count({ where: { decodingId: id } })).toBe(0);
  expect(await inTransaction(db, (tx) => finishDecoding(tx, claim, end))).toBe(true);
  expect(await rowOf(id)).toMatchObject({ status: 'SUCCEEDED', result: scores(3), finishedAt: later(2) });
  expect(await db.event.findMany({ where: { decodingId: id } })).toMatchObject([
    { workspaceId: world.workspaceId },
  ]);
  expect(await ask()).toEqual({ id, isNew: false });
  expect(await claimAs('a', id)).toBeNull();
});

test('a result of another form is not written', async () => {
  const { id } = await ask();
  await claimAs('a', id);
  const write = inTransaction(db, (tx) =>
    finishDecoding(tx, { decodingId: id, workerId: 'a' }, { kind: 'RESCORE', result: {}, now: NOW }),
  );
  await expect(write).rejects.toThrow();
  expect(await rowOf(id)).toMatchObject({ status: 'RUNNING', result: null });
});

test('what failed for a passing reason is tried when it is asked for again, other failures stay', async () => {
  const { id } = await ask();
  await claimAs('a', id);
  expect(await fail(id, true)).toBe(true);
  expect(await rowOf(id)).toMatchObject({ status: 'FAILED', failure: { code: 'X' } });
  expect(await ask()).toEqual({ id, isNew: true });
  expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', failure: null, attempt: 0 });
  await claimAs('a', id);
  await fail(id, false);
  expect(await ask()).toEqual({ id, isNew: false });
  expect(await rowOf(id)).toMatchObject({ status: 'FAILED' });
});

test('a worker that stops hands it back; a silent one loses it, in the end for good', async () => {
  const { id } = await ask();
  await claimAs('a', id);
  const claim = { decodingId: id, workerId: 'a' };
  expect(await inTransaction(db, (tx) => releaseDecoding(tx, claim, { crashed: false }))).toBe(true);
  expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', attempt: 0, workerId: null });

  const release = (silentSince: Date) =>
    inTransaction(db, (tx) => releaseStaleDecodings(tx, { now: later(30), silentSince, maxAttempts: 2 }));
  await claimAs('a', id);
  expect(await release(NOW)).toEqual([]);
  expect(await release(later(10))).toEqual([id]);
  expect(await beatDecoding(db, claim, later(31))).toBe(false);
  expect(await rowOf(id)).toMatchObject({ status: 'QUEUED', attempt: 1, workerId: null });
  await claimAs('b', id);
  expect(await release(later(10))).toEqual([]);
  expect(await rowOf(id)).toMatchObject({
    status: 'FAILED',
    failure: { code: 'STAGE_CRASHED', retryable: true },
  });
  expect(await db.event.count({ where: { decodingId: id } })).toBe(1);
});
