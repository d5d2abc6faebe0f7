import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openBlobStore } from './open.ts';
import { BlobMissingError, type BlobStore } from './store.ts';

let folder: string;
let store: BlobStore;
const hello = 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'asterism-blobs-'));
  store = openBlobStore(folder);
});
afterEach(() => rm(folder, { recursive: true }));

test('bytes come back under their SHA-256, stored once', async () => {
  const first = await store.put(Buffer.from('hello world'));
  const second = await store.put(Buffer.from('hello world'));
  expect(first).toEqual({ sha256: hello, bytes: 11 });
  expect(second).toEqual(first);
  expect(Buffer.from(await store.read(hello)).toString()).toBe('hello world');
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('a file is taken in, and a second copy of it is dropped', async () => {
  for (const name of ['a', 'b']) {
    const path = join(folder, name);
    await writeFile(path, 'hello world');
    expect(await store.putFile(path)).toEqual({ sha256: hello, bytes: 11 });
    await expect(stat(path)).rejects.toThrow(/ENOENT/);
  }
  expect(await store.size(hello)).toBe(11);
});

test('a stream is hashed on its way in; one that breaks off leaves nothing', async () => {
  async function* words(breaksOff: boolean) {
    yield Buffer.from('hello ');
    if (breaksOff) throw new Error('gone');
    yield Buffer.from('world');
  }
  await expect(store.putStream(words(true))).rejects.toThrow('gone');
  expect(await store.putStream(words(false))).toEqual({ sha256: hello, bytes: 11 });
  expect(await store.putStream(words(false))).toEqual({ sha256: hello, bytes: 11 });
  expect(Buffer.from(await store.read(hello)).toString()).toBe('hello world');
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
});

test('a file whose hash is known is not read again', async () => {
  const path = join(folder, 'a');
  await writeFile(path, 'hello world');
  const known = { sha256: '1'.repeat(64), bytes: 11 };
  expect(await store.putFile(path, known)).toEqual(known);
  expect(await store.size(known.sha256)).toBe(11);
});

test('a part comes alone', async () => {
  await store.put(Buffer.from('hello world'));
  expect(Buffer.from(await store.readPart(hello, { start: 4, end: 6 })).toString()).toBe('o w');
  await expect(store.readPart(hello, { start: 4, end: 11 })).rejects.toThrow(/ends before byte 11/);
  await expect(store.readPart('0'.repeat(64), { start: 0, end: 1 })).rejects.toBeInstanceOf(BlobMissingError);
});

test('a reader reads anywhere, several parts at once, until it is closed', async () => {
  await store.put(Buffer.from('hello world'));
  const reader = await store.openReader(hello);
  expect(reader.bytes).toBe(11);
  const parts = [new Uint8Array(3), new Uint8Array(5), new Uint8Array(0)] as const;
  await Promise.all(parts.map((part, i) => reader.read(part, [4, 6, 11][i]!)));
  expect(parts.map((part) => Buffer.from(part).toString())).toEqual(['o w', 'world', '']);
  await expect(reader.read(new Uint8Array(6), 6)).rejects.toThrow(/ends before byte 11/);
  await reader.close();
  await expect(reader.read(new Uint8Array(1), 0)).rejects.toThrow();
  await expect(store.openReader('0'.repeat(64))).rejects.toBeInstanceOf(BlobMissingError);
});

test('a range is inclusive at both ends, as in HTTP', async () => {
  await store.put(Buffer.from('hello world'));
  expect(await text(await store.stream(hello, { start: 4, end: 6 }))).toBe('o w');
});

test.each(['0'.repeat(64), '../../etc/passwd', ''])(
  'what is not there (%j) is BlobMissingError',
  async (sha256) => {
    expect(await store.has(sha256)).toBe(false);
    await expect(store.read(sha256)).rejects.toBeInstanceOf(BlobMissingError);
    await expect(store.stream(sha256)).rejects.toBeInstanceOf(BlobMissingError);
    await expect(store.localPath(sha256)).rejects.toBeInstanceOf(BlobMissingError);
  },
);

test('a store of an unknown kind is refused', () => {
  expect(() => openBlobStore('ftp://x/y')).toThrow(/ftp:/);
});
