import { chmodSync, existsSync, lstatSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { canReach, postgresOwner } from '../postgres/runAs.mjs';
import { makeHome, postgresDataFolder } from './dataFolder.mjs';

let outer = '';
beforeEach(() => {
  outer = mkdtempSync(join(tmpdir(), 'asterism-test-'));
});
afterEach(() => rmSync(outer, { recursive: true }));

test('the data folder keeps others out of what is private', () => {
  const home = join(outer, 'home');
  makeHome(home);
  for (const name of ['logs', 'blobs', 'uploads']) expect(statSync(join(home, name)).mode & 0o077).toBe(0);
});

test('a data folder that can be reached holds the database', () => {
  chmodSync(outer, 0o755);
  const home = join(outer, 'home');
  makeHome(home);
  chmodSync(home, 0o700);
  expect(postgresDataFolder(home)).toEqual({ folder: join(home, 'postgres'), moved: false });
  expect(canReach(home, postgresOwner())).toBe(true);
});

test.skipIf(userInfo().uid !== 0)(
  'as root, below a folder that nobody else may enter, the database is put outside, once',
  () => {
    const home = join(outer, 'home');
    makeHome(home);
    const placed = postgresDataFolder(home);
    try {
      expect(placed.moved).toBe(true);
      expect(canReach(dirname(placed.folder), postgresOwner())).toBe(true);
      expect(lstatSync(join(home, 'postgres')).isSymbolicLink()).toBe(true);
      expect(postgresDataFolder(home)).toEqual(placed);
      expect(statSync(outer).mode & 0o777).toBe(0o700);
    } finally {
      rmSync(placed.folder, { recursive: true });
    }
    expect(() => postgresDataFolder(home)).toThrow(/is gone, and the database with it/);
    expect(existsSync(placed.folder)).toBe(false);
  },
);
