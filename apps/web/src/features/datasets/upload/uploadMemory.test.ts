// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { createUploadMemory } from './uploadMemory.ts';

const DAY_MS = 24 * 3600 * 1000;
beforeEach(() => localStorage.clear());

const begun = (at: number) => ({
  uploadUrl: '/uploads/1',
  size: 5,
  metadata: { filename: 'a' },
  creationTime: new Date(at).toISOString(),
  urlStorageKey: '',
  parallelUploadUrls: null,
});

test('what was begun is found again by its file; what was wholly sent is not begun again', async () => {
  const memory = createUploadMemory(localStorage, () => 0);
  const key = await memory.urlStorage.addUpload('demo|a', begun(0));
  const again = createUploadMemory(localStorage, () => 0);
  expect(await again.urlStorage.findUploadsByFingerprint('demo|a')).toMatchObject([
    { uploadUrl: '/uploads/1', urlStorageKey: key },
  ]);
  expect(await again.urlStorage.findUploadsByFingerprint('other|a')).toEqual([]);
  again.noteSent('demo|a', 'id-1');
  expect([again.sentId('demo|a'), await again.urlStorage.findUploadsByFingerprint('demo|a')]).toEqual([
    'id-1',
    [],
  ]);
  again.forget('demo|a');
  expect([again.sentId('demo|a'), localStorage.length]).toEqual([null, 0]);
});

test('what is old or cannot be read is forgotten, and nothing of others is touched', async () => {
  await createUploadMemory(localStorage, () => 0).urlStorage.addUpload('demo|a', begun(0));
  localStorage.setItem('asterism.upload.broken', '{');
  localStorage.setItem('another', '{');
  createUploadMemory(localStorage, () => 7 * DAY_MS);
  expect(Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i))).toEqual(['another']);
});
