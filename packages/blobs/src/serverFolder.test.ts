import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findServerFolder } from './serverFolder.ts';

let home: string;
let root: string;

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'asterism-roots-')));
  root = join(home, 'data');
  await mkdir(join(root, 'night1'), { recursive: true });
  await mkdir(join(home, 'database'));
  await symlink(join(home, 'database'), join(root, 'away'));
  await symlink(join(root, 'night1'), join(home, 'back'));
});
afterAll(() => rm(home, { recursive: true }));

test('a folder is found by its whole path and within its root, also through a link that ends there', async () => {
  const found = { root, path: join(root, 'night1') };
  const roots = [join(home, 'missing'), root];
  expect(await findServerFolder(join(root, 'night1'), roots)).toEqual(found);
  expect(await findServerFolder('night1', roots)).toEqual(found);
  expect(await findServerFolder(join(home, 'back'), roots)).toEqual(found);
  expect(await findServerFolder('.', roots)).toEqual({ root, path: root });
});

test.each(['..', '../database', 'away', '/etc', 'nothing', 'night1/../../database', 'a\0b'])(
  '%j is not found: outside and missing are the same',
  async (path) => {
    expect(await findServerFolder(path, [root])).toBeNull();
  },
);

test('without a root nothing is', async () => {
  expect(await findServerFolder('/', [])).toBeNull();
});
