import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseImage, openFits, readChannels, readImage, writeFits } from '../index.ts';
import { openFileSource } from './index.ts';

const counting = (n: number) => Float32Array.from({ length: n }, (_, i) => i);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asterism-fits-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each([false, true])('blocking: %s', (blocking) => {
  test('a file gives what was written', async () => {
    const path = join(folder, 'a.fits');
    await writeFile(path, writeFits([{ shape: [3, 20, 30], data: counting(1800) }]));
    const source = await openFileSource(path, { blocking });
    const file = await openFits(source);
    expect((await readChannels(source, file, chooseImage(file))).data).toEqual(counting(1800));
    expect((await readImage(source, file.hdus[0]!)).data).toEqual(counting(1800));
    await source.close();
  });

  test('a file that becomes shorter while it is read', async () => {
    const path = join(folder, 'short.fits');
    await writeFile(path, writeFits([{ shape: [2, 200, 300], data: counting(120_000) }]));
    const source = await openFileSource(path, { blocking });
    const file = await openFits(source);
    await truncate(path, 100_000);
    await expect(readImage(source, file.hdus[0]!)).rejects.toThrow('became shorter');
    await source.close();
  });

  test('what is no file', async () => {
    await expect(openFileSource(folder, { blocking })).rejects.toMatchObject({
      code: 'EISDIR',
      path: folder,
    });
    const pipe = join(folder, `pipe-${blocking}`);
    spawnSync('mkfifo', [pipe]);
    await expect(openFileSource(pipe, { blocking })).rejects.toMatchObject({ code: 'ESPIPE', path: pipe });
    const missing = join(folder, 'missing.fits');
    await expect(openFileSource(missing, { blocking })).rejects.toMatchObject({
      code: 'ENOENT',
      path: missing,
    });
  });
});
