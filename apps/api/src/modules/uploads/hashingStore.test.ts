import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HashingStore } from './hashingStore.ts';

let folder: string;
let store: HashingStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asterism-uploads-'));
  store = new HashingStore({ directory: folder });
  await writeFile(join(folder, 'a'), '');
});
afterEach(() => rm(folder, { recursive: true }));

const piece = (...chunks: string[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('pieces are hashed as they come, and the hash is given once', async () => {
  expect(await store.write(piece('he', 'llo'), 'a', 0)).toBe(5);
  expect(await store.write(piece(' world'), 'a', 5)).toBe(11);
  expect(store.takeHash('a', 11)).toEqual({ sha256: sha256('hello world'), bytes: 11 });
  expect(store.takeHash('a', 11)).toBeNull();
});

test('what it did not see from the beginning, or to the end, it says nothing of', async () => {
  await writeFile(join(folder, 'a'), 'hello');
  await store.write(piece(' world'), 'a', 5);
  expect(store.takeHash('a', 11)).toBeNull();
  await store.write(piece('hello'), 'a', 0);
  expect(store.takeHash('a', 11)).toBeNull();
  const broken = Readable.from(
    (async function* () {
      yield Buffer.from('he');
      throw new Error('gone');
    })(),
  );
  await expect(store.write(broken, 'a', 0)).rejects.toThrow('gone');
  await store.write(piece('llo'), 'a', 2);
  expect(store.takeHash('a', 5)).toBeNull();
});

test.skipIf(!existsSync('/dev/full'))('a full disk is said to be one', async () => {
  const full = new HashingStore({ directory: '/dev' });
  await expect(full.write(piece('hello'), 'full', 0)).rejects.toMatchObject({
    status_code: 507,
    body: expect.stringContaining('DISK_FULL'),
  });
});

test('what nobody went on with is dropped, what is fresh stays', async () => {
  await writeFile(join(folder, 'old'), 'x');
  await writeFile(join(folder, 'old.json'), '{}');
  await utimes(join(folder, 'old'), 1000, 1000);
  await utimes(join(folder, 'old.json'), 1000, 1000);
  await store.dropAbandoned(new Date(2_000_000));
  expect(await readdir(folder)).toEqual(['a']);
});
