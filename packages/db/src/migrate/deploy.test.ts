import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from '@asterism/testkit';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deployMigrations } from './deploy.ts';

let server: TestServer;
let folder: string;
let url: string;

beforeAll(async () => {
  server = await startTestServer();
}, 60_000);
afterAll(() => server.stop());

beforeEach(async () => {
  const name = `deploy_${process.hrtime.bigint()}`;
  await query(server.url, `CREATE DATABASE ${name}`);
  const target = new URL(server.url);
  target.pathname = `/${name}`;
  url = target.href;
  folder = mkdtempSync(join(tmpdir(), 'asterism-migrations-'));
  return async () => {
    rmSync(folder, { recursive: true });
    await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
  };
});

async function query(target: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: target });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

test('migrations are applied once, in order of their names', async () => {
  write('2_second', 'ALTER TABLE a ADD COLUMN y int');
  write('1_first', 'CREATE TABLE a (x int)');
  expect(await deployMigrations(url, folder)).toEqual(['1_first', '2_second']);
  expect(await deployMigrations(url, folder)).toEqual([]);
});

test('two deployers at once apply each migration once', async () => {
  write('1_first', 'CREATE TABLE a (x int)');
  const applied = await Promise.all([deployMigrations(url, folder), deployMigrations(url, folder)]);
  expect(applied.flat()).toEqual(['1_first']);
});

test('an edited migration is refused by name', async () => {
  write('1_first', 'CREATE TABLE a (x int)');
  await deployMigrations(url, folder);
  write('1_first', 'CREATE TABLE a (x bigint)');
  await expect(deployMigrations(url, folder)).rejects.toThrow(/1_first was edited/);
});

test('a failed migration leaves nothing behind but its log, and blocks the next run', async () => {
  write('1_first', 'CREATE TABLE a (x int); SELECT 1/0');
  await expect(deployMigrations(url, folder)).rejects.toThrow(/division by zero/);
  expect(await query(url, "SELECT to_regclass('a') AS a")).toEqual([{ a: null }]);
  await expect(deployMigrations(url, folder)).rejects.toThrow(/1_first failed before/);
});
