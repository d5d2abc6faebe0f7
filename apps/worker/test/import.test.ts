import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeFits } from '@asterism/fits';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningWorker } from '../src/worker.ts';
import { tinyFile, tinyFiles, tinyPixels } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let worker: RunningWorker;

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker({ backend: 'wasm' });
});
afterAll(() => world.close());

const versionOf = (id: string) => world.db.datasetVersion.findUniqueOrThrow({ where: { id } });

async function imported(id: string, status: 'READY' | 'FAILED' = 'READY') {
  await expect.poll(async () => (await versionOf(id)).status, POLL).not.toBe('IMPORTING');
  const samples = await world.db.sample.findMany({
    where: { versionId: id },
    orderBy: { index: 'asc' },
    include: { content: true },
  });
  const refused = await world.db.refusedFile.findMany({ where: { versionId: id }, orderBy: { name: 'asc' } });
  const version = await versionOf(id);
  const why = refused.map(({ name, code, message }) => `${name} ${code}: ${message}`).join('\n');
  expect(version.status, why).toBe(status);
  return { version, samples, refused };
}

test('a sample holds what its file says', async () => {
  const data = tinyPixels(3);
  data.fill(7, 1600);
  data[5] = Number.NaN;
  data[6] = Number.POSITIVE_INFINITY;
  const cards = [
    { keyword: 'OBJECT', value: 'HD 100546' },
    { keyword: 'EXPTIME', value: 1.5, comment: 'seconds' },
  ];
  const { samples, version } = await imported(
    await world.addFiles({ 'a.fits': writeFits([{ shape: [2, 1, 40, 40], data, cards }]) }),
  );
  const { content } = samples[0]!;
  expect(content).toMatchObject({
    channelCount: 2,
    width: 40,
    height: 40,
    nanCount: 2,
    constantChannels: [1],
    hdus: [{ index: 0, type: 'PRIMARY', name: null, shape: [2, 1, 40, 40], bitpix: -32, compression: null }],
    pixelsSha256: createHash('sha256').update(new Uint8Array(data.buffer)).digest('hex'),
    previewWidth: 40,
    previewHeight: 40,
  });
  const [file] = await world.db.importFile.findMany({ where: { versionId: version.id } });
  expect(content.sources).toEqual(
    [0, 1].map((plane) => ({
      fileName: 'a.fits',
      sha256: file!.sha256,
      hdu: 0,
      plane,
      channelAxis: 0,
      channel: plane,
    })),
  );
  expect(content.header).toContainEqual({ keyword: 'OBJECT', value: 'HD 100546', comment: null });
  expect(content.header).toContainEqual({ keyword: 'EXPTIME', value: 1.5, comment: 'seconds' });
  expect(content.percentiles).toHaveLength(22);
  const finite = data.subarray(0, 1600).filter((value) => Number.isFinite(value));
  expect(content.percentiles.at(0)).toBe(Math.min(...finite));
  expect(content.percentiles.at(10)).toBe(Math.max(...finite));
  expect(content.percentiles.slice(11)).toEqual(Array(11).fill(7));
  expect((await world.blobs.read(content.previewSha256)).byteLength).toBe(2 * 40 * 40 * 4);
});

test('previews have at most 128 pixels a side', async () => {
  const data = new Float32Array(300 * 150).fill(2);
  const { samples } = await imported(
    await world.addFiles({ 'a.fits': writeFits([{ shape: [150, 300], data }]) }),
  );
  expect(samples[0]!.content).toMatchObject({ previewWidth: 100, previewHeight: 50, channelCount: 1 });
  expect(samples[0]!.content.sources).toMatchObject([{ plane: null, channel: 0 }]);
});

test('bad files are refused by name and reason, and the others go on in natural order', async () => {
  const good = tinyFiles(11);
  const text = new TextEncoder();
  const { version, samples, refused } = await imported(
    await world.addFiles({
      ...good,
      'empty.fits': new Uint8Array(0),
      'page.fits': text.encode('<!DOCTYPE html><html></html>'),
      's3-cut.fits': tinyFile(99).subarray(0, 5000),
      'z4.fits': good['s4.fits']!,
    }),
  );
  expect(samples.map(({ index, fileName }) => [index, fileName])).toEqual(
    Array.from({ length: 11 }, (_, i) => [i, `s${i + 1}.fits`]),
  );
  expect(refused).toMatchObject([
    { name: 'empty.fits', code: 'EMPTY_FILE' },
    { name: 'page.fits', code: 'NOT_FITS' },
    { name: 's3-cut.fits', code: 'TRUNCATED_DATA', byteOffset: expect.any(BigInt) },
    { name: 'z4.fits', code: 'DUPLICATE', message: expect.stringContaining('s4.fits') },
  ]);
  expect(version).toMatchObject({ status: 'READY', sampleCount: 11, progress: 1, workerId: null });
  expect(await world.db.event.count({ where: { versionId: version.id } })).toBeGreaterThan(1);
});

test('a version without a sample has failed and says why of each file', async () => {
  const { version, refused } = await imported(
    await world.addFiles({ 'a.fits': new Uint8Array(10), 'b.fits': new Uint8Array(0) }),
    'FAILED',
  );
  expect(version).toMatchObject({ contentHash: null, sampleCount: 0 });
  expect(refused).toHaveLength(2);
});

test('a new version holds the samples of the one before and then the new ones; sizes may differ', async () => {
  const first = await world.addFiles({ 'b.fits': tinyFile(1), 'a.fits': tinyFile(2) });
  const { version } = await imported(first);
  const wide = writeFits([{ shape: [2, 30, 50], data: new Float32Array(3000) }]);
  const second = await world.addFiles(
    { 'a2.fits': wide, 'twin.fits': tinyFile(1) },
    { datasetId: version.datasetId, previousVersionId: first },
  );
  const next = await imported(second);
  expect(next.samples.map(({ fileName }) => fileName)).toEqual(['a.fits', 'b.fits', 'a2.fits']);
  expect(next.refused).toMatchObject([{ name: 'twin.fits', code: 'DUPLICATE' }]);
  expect(next.version).toMatchObject({ sampleCount: 3, channelCount: 2, width: null, height: null });
  expect(next.version.contentHash).not.toBe(version.contentHash);
  const [a, b] = (await imported(first)).samples;
  expect(next.samples.slice(0, 2).map(({ contentId }) => contentId)).toEqual([a!.contentId, b!.contentId]);
});

test('HDU, planes and channel axis are taken as asked for, and what does not fit is refused', async () => {
  const last = writeFits([
    { shape: [] },
    { shape: [30, 40, 3], data: Float32Array.from({ length: 3600 }, (_, i) => i) },
  ]);
  const wish = { hdus: [1], planes: [2, 0], channelAxis: 2 };
  const { samples } = await imported(await world.addFiles({ 'a.fits': last }, wish));
  expect(samples[0]!.content).toMatchObject({ channelCount: 2, width: 40, height: 30 });
  expect(samples[0]!.content.sources).toMatchObject([
    { hdu: 1, plane: 2, channel: 0 },
    { hdu: 1, plane: 0, channel: 1 },
  ]);
  expect(samples[0]!.content.percentiles[0]).toBe(2);
  const { refused } = await imported(
    await world.addFiles({ 'a.fits': last }, { ...wish, hdus: [0] }),
    'FAILED',
  );
  expect(refused).toMatchObject([{ code: 'NO_IMAGE' }]);
});

test('packed and compressed files come in as they are, and their pixels are those of what is in them', async () => {
  const fixture = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../../packages/fits/fixtures', name));
  const plain = tinyFile(7);
  const { samples, refused } = await imported(
    await world.addFiles({
      'a.fits.gz': gzipSync(plain),
      'b-rice.fits': fixture('tiles_rice_f32_dither2.fits'),
      'c-hcompress.fits': fixture('tiles_hcompress_int16.fits'),
      'd-cut.fits.gz': gzipSync(plain).subarray(0, 4000),
    }),
  );
  expect(samples.map(({ fileName }) => fileName)).toEqual(['a.fits.gz', 'b-rice.fits', 'c-hcompress.fits']);
  const pixels = new Uint8Array(tinyPixels(7).buffer);
  expect(samples[0]!.content.pixelsSha256).toBe(createHash('sha256').update(pixels).digest('hex'));
  expect(samples[1]!.content.hdus).toMatchObject([{ index: 0 }, { compression: 'RICE_1' }]);
  expect(refused).toMatchObject([{ name: 'd-cut.fits.gz', code: 'GZIP_CORRUPT' }]);
});

test('killed in the middle, an import goes on where it was', async () => {
  const files = tinyFiles(150);
  const id = await world.addFiles({ ...files, 's77.fits': new Uint8Array(0) });
  await expect
    .poll(async () => (await versionOf(id)).sampleCount, { ...POLL, interval: 2 })
    .toBeGreaterThan(0);
  for (const pid of worker.childPids('light')) process.kill(pid, 'SIGKILL');
  expect((await versionOf(id)).status).toBe('IMPORTING');
  const { samples, refused } = await imported(id);
  expect(samples.map(({ fileName }) => fileName)).toEqual(
    Object.keys(files).filter((fileName) => fileName !== 's77.fits'),
  );
  expect(refused).toMatchObject([{ name: 's77.fits', code: 'EMPTY_FILE' }]);
  expect(await versionOf(id)).toMatchObject({ attempt: 0 });
  // Every preview may be read, also those of before.
  const previews = new Set(samples.map(({ content }) => content.previewSha256));
  expect(await world.db.workspaceBlob.count({ where: { sha256: { in: [...previews] } } })).toBe(
    previews.size,
  );
});

test('files at which the reading process dies or falls silent twice are refused, and the others are read', async () => {
  const poisoned = await createWorld();
  await poisoned.startWorker({
    backend: 'wasm',
    childEntry: join(import.meta.dirname, 'poisonedChild.ts'),
    fileSilenceMs: 4000,
  });
  const versionId = await poisoned.readFiles({
    'a.fits': tinyFile(1),
    'hang.fits': tinyFile(2),
    'm.fits': tinyFile(3),
    'poison.fits': tinyFile(4),
    'z.fits': tinyFile(5),
  });
  const where = { versionId };
  expect(await poisoned.db.refusedFile.findMany({ where, orderBy: { name: 'asc' } })).toMatchObject([
    { name: 'hang.fits', code: 'TOO_SLOW' },
    { name: 'poison.fits', code: 'UNREADABLE' },
  ]);
  const samples = await poisoned.db.sample.findMany({ where, orderBy: { index: 'asc' } });
  expect(samples.map(({ fileName }) => fileName)).toEqual(['a.fits', 'm.fits', 'z.fits']);
  await poisoned.close();
});

test('stopped in the middle, an import is finished by another worker', async () => {
  const files = tinyFiles(160);
  const id = await world.addFiles(files);
  await expect
    .poll(async () => (await versionOf(id)).sampleCount, { ...POLL, interval: 2 })
    .toBeGreaterThan(0);
  await worker.stop();
  const left = await versionOf(id);
  expect(left).toMatchObject({ status: 'IMPORTING', workerId: null, attempt: 0 });
  expect(left.sampleCount).toBeLessThan(160);
  await world.startWorker({ backend: 'wasm' });
  const { samples } = await imported(id);
  expect(samples.map(({ fileName }) => fileName)).toEqual(Object.keys(files));
});
