import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBlobStore } from '@asterism/blobs';
import { createDb, type Db } from '@asterism/db';
import { createTestDatabase } from '@asterism/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { documentOf, readStored } from '../src/collab/rows.ts';
import { seedVersion } from '../src/testing/seedData.ts';
import { seedExperiment } from '../src/testing/seedExperiment.ts';
import { canonicalBytes, hasAll, simulateEditors } from '../src/testing/simulatedEditors.ts';
import { seedPerson } from '../src/testing/startApi.ts';

// A long run: COEDIT_KILLS=20 npx vitest run test/killedApi.test.ts
const KILLS = Number(process.env['COEDIT_KILLS'] ?? 3);
const EDITORS = 10;
const LIVES_MS = 2000;

let db: Db;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let folder: string;
let api: ChildProcess | null = null;
let port: number;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url);
  folder = mkdtempSync(join(tmpdir(), 'asterism-killed-'));
  port = await freePort();
});
afterAll(async () => {
  await kill();
  await db.$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true });
});

async function start(): Promise<void> {
  api = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../src/main.ts')], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      ASTERISM_HOME: folder,
      AUTH_SECRET: 'not a secret, 32 characters long.',
      WEB_PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/livez`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 60_000 },
    )
    .not.toBe(0);
}

async function kill(): Promise<void> {
  if (!api || api.exitCode !== null || api.signalCode !== null) return;
  const gone = once(api, 'exit');
  api.kill('SIGKILL');
  await gone;
}

test(`every edit that was said to be saved is there when the API was killed ${KILLS} times under ten editors`, {
  timeout: (KILLS + 3) * 60_000,
}, async () => {
  const owner = await seedPerson(db);
  const { workspaceId } = owner;
  const tokens = [owner.token];
  while (tokens.length < EDITORS) tokens.push((await seedPerson(db, { role: 'EDITOR', workspaceId })).token);
  const blobs = openBlobStore(join(folder, 'blobs'));
  const { id: versionId } = await seedVersion({ db, blobs }, workspaceId, [{}]);
  const { id, globalId } = await seedExperiment(db, { workspaceId, versionId });
  const read = async () => {
    const found = await readStored(db, { experimentId: id });
    return documentOf(found?.updates ?? []);
  };

  await start();
  const saved: Y.Snapshot[] = [];
  let isOver = false;
  const editing = simulateEditors({
    url: `http://127.0.0.1:${port}`,
    subjectId: globalId,
    tokens,
    seed: KILLS,
    goOn: () => !isOver,
    partitions: false,
    onSaved: (snapshot) => saved.push(snapshot),
  });
  for (let i = 0; i < KILLS; i++) {
    const before = saved.length;
    await expect.poll(() => saved.length, { timeout: 30_000 }).toBeGreaterThan(before + EDITORS);
    await wait(LIVES_MS);
    await kill();
    const inPostgres = await read();
    expect(saved.every((snapshot) => hasAll(inPostgres, snapshot))).toBe(true);
    await start();
  }
  isOver = true;
  const clients = await editing;
  const bytes = Buffer.from(canonicalBytes(await read()));
  for (const { doc } of clients) await expect.poll(() => bytes.equals(canonicalBytes(doc))).toBe(true);
  for (const client of clients) client.destroy();
});

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}
