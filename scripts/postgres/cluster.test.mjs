import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { isAlive, waitUntilGone } from '../start/alive.mjs';
import { startCluster } from './cluster.mjs';

const undo = [];
afterEach(async () => {
  for (const task of undo.splice(0).reverse()) await task();
});

function emptyFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-test-'));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return {
    dataFolder: join(folder, 'postgres'),
    password: 'pass/word',
    logFile: join(folder, 'postgres.log'),
  };
}

async function query(url, sql) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('makes a UTF-8 server that only its password opens, and keeps its data', async () => {
  const options = emptyFolder();
  const first = await startCluster(options);
  undo.push(() => first.stop());
  const url = first.url('postgres');
  expect(await query(url, 'SHOW server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  await expect(query(url.replace('pass%2Fword', 'guess'), 'SELECT 1')).rejects.toThrow(
    /password authentication failed/,
  );
  expect(statSync(options.dataFolder).mode & 0o777).toBe(0o700);
  await query(url, 'CREATE TABLE kept (x int)');
  await first.stop();

  const second = await startCluster(options);
  undo.push(() => second.stop());
  expect(await query(second.url('postgres'), 'TABLE kept')).toEqual([]);
});

test('takes over from a server whose launcher was killed', async () => {
  const options = emptyFolder();
  const left = await startCluster(options);
  await query(left.url('postgres'), 'CREATE TABLE kept (x int)');
  const next = await startCluster(options);
  undo.push(() => next.stop());
  expect(isAlive(left.pid)).toBe(false);
  expect(await query(next.url('postgres'), 'TABLE kept')).toEqual([]);
});

test('starts over the lock file of a server that was killed, even where its number was given to another process', async () => {
  const options = emptyFolder();
  const killed = await startCluster(options);
  process.kill(killed.pid, 'SIGKILL');
  expect(await waitUntilGone(killed.pid, 5000)).toBe(true);
  const lockFile = join(options.dataFolder, 'postmaster.pid');
  const lines = readFileSync(lockFile, 'utf8').split('\n');
  writeFileSync(lockFile, [process.pid, ...lines.slice(1)].join('\n'));
  const next = await startCluster(options);
  undo.push(() => next.stop());
  expect(await query(next.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('says what PostgreSQL said when it cannot start', async () => {
  const options = emptyFolder();
  await expect(startCluster({ ...options, settings: { shared_buffers: 'much' } })).rejects.toThrow(
    /invalid value for parameter "shared_buffers"/,
  );
});
