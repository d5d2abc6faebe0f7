import { createDb, type EventNotice, emitEvent, listenEvents } from '@asterism/db';
import { sendJob } from '@asterism/jobs';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
}, 60_000);
afterAll(() => database.drop());

test('every migration is recorded as finished', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT finished_at, applied_steps_count FROM _prisma_migrations');
  await client.end();
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows)
    expect(row).toMatchObject({ applied_steps_count: 1, finished_at: expect.any(Date) });
});

test('an event and a message exist exactly if their transaction commits', async () => {
  const db = createDb(database.url);
  const heard: EventNotice[] = [];
  const listener = await listenEvents(database.url, {
    onEvent: (notice) => heard.push(notice),
    onReconnect: () => undefined,
    onError: (error) => {
      throw error;
    },
  });
  const change = (workspaceId: string, fail: boolean) =>
    db.$transaction(async (tx) => {
      await emitEvent(tx, { workspaceId });
      await sendJob(tx, 'stage.run', { stageId: workspaceId });
      if (fail) throw new Error('rolled back');
    });
  await expect(change('never', true)).rejects.toThrow('rolled back');
  await change('kept', false);
  await expect
    .poll(() => heard)
    .toEqual([expect.objectContaining({ workspaceId: 'kept', experimentId: null })]);
  const jobs = await db.$queryRaw<{ payload: unknown }[]>`SELECT payload FROM graphile_worker._private_jobs`;
  expect(jobs).toEqual([{ payload: { stageId: 'kept' } }]);
  await listener.close();
  await db.$disconnect();
});
