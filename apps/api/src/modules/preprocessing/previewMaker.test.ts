import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preprocessingParams } from '@asterism/ml/params';
import { afterAll, expect, test } from 'vitest';
import type { PreviewOrder } from './preview.ts';
import { PreviewCache } from './previewCache.ts';
import { openPreviewMaker } from './previewMaker.ts';

const folder = mkdtempSync(join(tmpdir(), 'asterism-preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

// A process that answers with the width, hangs at 13, dies at 14 and refuses 15.
const entry = join(folder, 'child.mjs');
writeFileSync(
  entry,
  `let orders = 0;
   process.on('message', ({ order: { width, height, channelCount } }) => {
     if (width === 13) return;
     if (width === 14) process.exit(3);
     if (width === 15) return process.send({ error: new Error('no file') });
     const values = Float32Array.of(width, ++orders);
     // A step of any length before them, so that the values begin anywhere in the message.
     const long = width === 20;
     const steps = long ? ['x'.repeat(channelCount)] : [];
     const image = long ? new Float32Array(height) : values;
     process.send({ preview: { steps, image, raw: values, rawWidth: 1, rawHeight: 1, outline: [] } });
   });`,
);
const order = (width: number, height = 1): PreviewOrder => ({
  sources: [],
  channelCount: 1,
  width,
  height,
  source: null,
  unit: null,
  params: preprocessingParams.parse({ channels: [0] }),
});
const broken: string[] = [];
const open = () =>
  openPreviewMaker({
    entry,
    blobUrl: folder,
    timeoutMs: 1000,
    onError: ({ message }) => broken.push(message),
  });
const code = (wanted: string) => expect.objectContaining({ extensions: { code: wanted } });

test('equal previews are made once, together or one after another', async () => {
  const maker = open();
  const together = await Promise.all([maker.make('a', order(1)), maker.make('a', order(1))]);
  const later = await maker.make('a', order(1));
  expect(new Set([...together, later].map(({ image }) => image[1]))).toEqual(new Set([1]));
  expect((await maker.make('b', order(2))).image).toEqual(Float32Array.of(2, 2));
  await maker.close();
});

test('the numbers have buffers of their own, wherever they lay in the message', async () => {
  const maker = open();
  for (const channelCount of [1, 2, 3, 4, 5, 6, 7, 8]) {
    const { image, raw } = await maker.make(`offset ${channelCount}`, { ...order(20, 7), channelCount });
    expect([image.buffer.byteLength, raw.buffer.byteLength]).toEqual([28, 8]);
    expect([...new Float32Array(raw.buffer)]).toEqual([...raw]);
  }
  await maker.close();
});

test('one that hangs or breaks the process fails alone; the next are made', async () => {
  const maker = open();
  const [slow, after, dead, refusedOne, last] = await Promise.allSettled([
    maker.make('13', order(13)),
    maker.make('1', order(1)),
    maker.make('14', order(14)),
    maker.make('15', order(15)),
    maker.make('2', order(2)),
  ]);
  expect(slow).toMatchObject({ status: 'rejected', reason: code('PREVIEW_UNAVAILABLE') });
  expect(after.status).toBe('fulfilled');
  expect(dead).toMatchObject({ status: 'rejected', reason: code('PREVIEW_UNAVAILABLE') });
  expect(refusedOne).toMatchObject({ status: 'rejected', reason: new Error('no file') });
  expect(last.status).toBe('fulfilled');
  expect(broken).toEqual(['It ended with 3.']);
  await maker.close();
});

test('too many at once and too large a sample are refused', async () => {
  const maker = open();
  const many = await Promise.allSettled(
    Array.from({ length: 40 }, (_, i) => maker.make(String(i), order(100 + i))),
  );
  const refusals = many.filter(({ status }) => status === 'rejected');
  expect(refusals).toHaveLength(40 - 33);
  expect(refusals[0]).toMatchObject({ reason: code('PREVIEW_BUSY') });
  await expect(maker.make('huge', order(20_000, 20_000))).rejects.toEqual(code('SAMPLE_TOO_LARGE'));
  await maker.close();
});

test('closing ends what waits', async () => {
  const maker = open();
  const waiting = [maker.make('13', order(13)), maker.make('1', order(1))];
  const ends = Promise.allSettled(waiting);
  await maker.close();
  for (const end of await ends)
    expect(end).toMatchObject({ status: 'rejected', reason: code('PREVIEW_UNAVAILABLE') });
});

test('the cache gives up what was used longest ago, and takes nothing larger than itself', () => {
  const cache = new PreviewCache<string>(10);
  cache.set('a', 'A', 4);
  cache.set('b', 'B', 4);
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C', 4);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  cache.set('huge', 'H', 11);
  expect([cache.get('huge'), cache.get('a')]).toEqual([undefined, 'A']);
});
