import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tinyFile } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let home: string;
let root: string;

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'asterism-folder-')));
  root = join(home, 'data');
  await mkdir(root);
  world = await createWorld();
  await world.startWorker({ backend: 'wasm', serverRoots: [root] });
});
afterAll(async () => {
  await world.close();
  await rm(home, { recursive: true });
});

async function imported(serverFolder: string, wish = {}) {
  const versionId = await world.addFiles({}, { serverFolder, ...wish });
  const find = () => world.db.datasetVersion.findUniqueOrThrow({ where: { id: versionId } });
  await expect.poll(async () => (await find()).status, POLL).not.toBe('IMPORTING');
  const where = { versionId };
  return {
    version: await find(),
    samples: await world.db.sample.findMany({ where, orderBy: { index: 'asc' }, include: { content: true } }),
    refused: await world.db.refusedFile.findMany({ where, orderBy: { name: 'asc' } }),
  };
}

test('a folder is read with the folders in it, and what leads out of it or is no file is refused', async () => {
  const folder = join(root, 'night');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await mkdir(join(folder, '.hidden'));
  await mkdir(join(home, 'outside'));
  for (const [path, seed] of [
    ['s10.fits', 10],
    ['s9.fits', 9],
    ['sub/s1.fits', 1],
    ['.hidden/s2.fits', 2],
    ['.s3.fits', 3],
    ['../other.fits', 4],
  ] as const)
    await writeFile(join(folder, path), tinyFile(seed));
  await writeFile(join(home, 'outside/secret.fits'), tinyFile(5));
  await writeFile(join(folder, 'notes.txt'), 'nothing to see');
  await symlink(join(home, 'outside/secret.fits'), join(folder, 'z-away.fits'));
  await symlink(join(home, 'outside'), join(folder, 'z-folder'));
  await symlink('../other.fits', join(folder, 'z-within.fits'));
  await symlink('nowhere', join(folder, 'z-broken.fits'));
  execFileSync('mkfifo', [join(folder, 'z-pipe.fits')]);
  await symlink('z-pipe.fits', join(folder, 'z-to-pipe.fits'));

  const { samples, refused, version } = await imported(folder);
  expect(samples.map(({ fileName }) => fileName)).toEqual([
    's9.fits',
    's10.fits',
    'sub/s1.fits',
    'z-within.fits',
  ]);
  expect(refused.map(({ name, code }) => [name, code])).toEqual([
    ['notes.txt', 'NOT_FITS'],
    ['z-away.fits', 'LINK_OUTSIDE'],
    ['z-broken.fits', 'FILE_GONE'],
    ['z-folder', 'NOT_A_FILE'],
    ['z-to-pipe.fits', 'NOT_A_FILE'],
  ]);
  expect(version.status).toBe('READY');
  // The files are in the store, readable by the workspace; what was refused is not.
  const held = new Set((await world.db.workspaceBlob.findMany()).map(({ sha256 }) => sha256));
  for (const { content } of samples) {
    const [source] = content.sources as { sha256: string }[];
    expect(held.has(source!.sha256)).toBe(true);
    expect((await world.blobs.read(source!.sha256)).byteLength).toBe(tinyFile(1).byteLength);
  }
  const stored = (await readdir(world.blobFolder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(stored).toHaveLength(held.size);
});

test('the same bytes in two folders are one sample; groups go by the path', async () => {
  const folder = join(root, 'bands');
  for (const [band, seed] of [
    ['J', 1],
    ['H', 2],
  ] as const) {
    await mkdir(join(folder, band), { recursive: true });
    await writeFile(join(folder, band, 'd.fits'), tinyFile(seed));
  }
  await mkdir(join(folder, 'copy'));
  await link(join(folder, 'J/d.fits'), join(folder, 'copy/d.fits'));
  const single = await imported(folder);
  expect(single.samples).toHaveLength(2);
  expect(single.refused).toMatchObject([{ name: 'J/d.fits', code: 'DUPLICATE' }]);
  await rm(join(folder, 'copy'), { recursive: true });
  const { samples } = await imported(folder, { groupBy: '{channel}/{sample}.fits' });
  expect(samples.map(({ fileName, content }) => [fileName, content.channelCount])).toEqual([['d', 4]]);
});

test.each([
  ['outside', 'FOLDER_NOT_FOUND'],
  ['data/nothing', 'FOLDER_NOT_FOUND'],
  ['data/empty', 'FOLDER_EMPTY'],
])('%s fails with %s', async (path, code) => {
  await mkdir(join(root, 'empty/within'), { recursive: true });
  const { version, refused } = await imported(join(home, path));
  expect(version.status).toBe('FAILED');
  expect(refused).toMatchObject([{ code }]);
});
