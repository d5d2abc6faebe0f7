import { join } from 'node:path';
import {
  type Encoding,
  failure,
  inTransaction,
  neighbours,
  type StageResult,
  sampleSource,
  stageResult,
} from '@asterism/db';
import { writeFits } from '@asterism/fits';
import { sendJob } from '@asterism/jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { RunningWorker } from '../src/worker.ts';
import { tinyFile, tinyFiles, tinyPixels } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let worker: RunningWorker;
let versionId: string;
let trained: Trained;

const SAMPLES = 12;
const LATENT_SIZE = 4;
// As import reads files when nothing is said about them.
const USUAL = { hdus: null, planes: null, channelAxis: null, groupBy: null };

interface Trained {
  experimentId: string;
  numericEnvironment: string;
  encoding: StageResult['ENCODE'];
  coordinates: string;
  labels: Int32Array;
}

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker();
  versionId = await world.readFiles(tinyFiles(SAMPLES));
  trained = await train({});
}, 120_000);
afterAll(() => world.close());

async function train(choices: Parameters<World['addExperiment']>[1]): Promise<Trained> {
  const { id } = await world.addExperiment(versionId, choices);
  expect(await world.reaches(id, 'SUCCEEDED', 'FAILED')).toMatchObject({ failure: null });
  const uses = await world.db.experimentStage.findMany({
    where: { experimentId: id },
    include: { stage: { include: { clustering: true, projection: true } } },
  });
  const stage = (kind: string) => uses.find((use) => use.stage.kind === kind)!.stage;
  const labels = await world.blobs.read(stage('CLUSTER').clustering!.labelsSha256);
  return {
    experimentId: id,
    numericEnvironment: stage('ENCODE').numericEnvironment!,
    encoding: stageResult.ENCODE.parse(stage('ENCODE').result),
    coordinates: stage('PROJECT').projection!.coordinatesSha256,
    labels: new Int32Array(new Uint8Array(labels).buffer),
  };
}

interface Wish extends Partial<Encoding> {
  files?: Record<string, Uint8Array>;
  isSent?: boolean;
}

/** As encodeImages of the API writes it. */
async function ask({ files = {}, isSent = true, ...columns }: Wish, of = trained): Promise<string> {
  const { experimentId, numericEnvironment } = of;
  const stored: { fileName: string; sha256: string; number: number }[] = [];
  for (const [number, [fileName, bytes]] of Object.entries(files).entries())
    stored.push({ number, fileName, sha256: (await world.blobs.put(bytes)).sha256 });
  return inTransaction(world.db, async (tx) => {
    const { id } = await tx.encoding.create({
      data: {
        workspaceId: world.workspaceId,
        experimentId,
        numericEnvironment,
        ...columns,
        request: { ...USUAL, ...(columns.request as object) },
        result: undefined,
        failure: undefined,
        files: { create: stored },
      },
    });
    if (isSent)
      await sendJob(tx, 'encoding.run', { encodingId: id }, { jobKey: `encoding:${id}`, numericEnvironment });
    return id;
  });
}

async function ends(id: string) {
  await expect
    .poll(async () => (await world.db.encoding.findUniqueOrThrow({ where: { id } })).status, POLL)
    .toMatch(/SUCCEEDED|FAILED/);
  return world.db.encoding.findUniqueOrThrow({
    where: { id },
    include: { images: { orderBy: { number: 'asc' } } },
  });
}

async function floats({ sha256 }: { sha256: string }): Promise<Float32Array> {
  return new Float32Array(new Uint8Array(await world.blobs.read(sha256)).buffer);
}

const latentsOf = async ({ result }: Pick<Encoding, 'result'>) => {
  const { latents } = z
    .object({ latents: z.object({ sha256: z.string(), shape: z.array(z.int()) }) })
    .parse(result);
  return { shape: latents.shape, data: await floats(latents) };
};

const largestDifference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

test('images that the model was trained on get the latents that they have, and fall where they are', async () => {
  const files = tinyFiles(SAMPLES);
  // Some of them only, so that the batch is another one, in another order than they are sent in.
  const chosen = [11, 2, 7, 0, 5];
  const sent = Object.fromEntries(
    chosen.map((index) => [`s${index + 1}.fits`, files[`s${index + 1}.fits`]!]),
  );
  const done = await ends(await ask({ files: sent }));
  expect(done).toMatchObject({ status: 'SUCCEEDED', failure: null, fraction: 1, isElsewhere: false });
  const order = chosen.toSorted((a, b) => a - b);
  expect(done.images.map(({ name }) => name)).toEqual(order.map((index) => `s${index + 1}.fits`));
  const { data, shape } = await latentsOf(done);
  expect(shape).toEqual([chosen.length, LATENT_SIZE]);
  const all = await floats(trained.encoding.latents);
  const errors = await floats(trained.encoding.reconstructionErrors!);
  const map = await floats({ sha256: trained.coordinates });
  const { coordinates } = z.object({ coordinates: z.object({ sha256: z.string() }) }).parse(done.result);
  const placed = await floats(coordinates);
  for (const [row, index] of order.entries()) {
    const latent = data.subarray(row * LATENT_SIZE, (row + 1) * LATENT_SIZE);
    expect(largestDifference(latent, all.subarray(index * LATENT_SIZE))).toBeLessThan(1e-6);
    expect(largestDifference(placed.subarray(row * 2, row * 2 + 2), map.subarray(index * 2))).toBeLessThan(
      1e-5,
    );
    const image = done.images[row]!;
    expect(image).toMatchObject({ row, label: trained.labels[index], code: null });
    expect(image.shareNearer).toBeLessThan(1);
    const near = neighbours.parse(image.neighbours);
    expect(near).toHaveLength(5);
    expect(near[0]!.index).toBe(index);
    expect(near[0]!.distance).toBeLessThan(1e-5);
    expect(image.reconstructionError).toBeCloseTo(errors[index]!, 7);
    const better = errors.filter((error) => error < errors[index]! * (1 - 1e-5)).length;
    expect(image.errorShare).toBeCloseTo(better / SAMPLES, 9);
  }
  // What is sent to be encoded is in no data set.
  expect(await world.db.sample.count()).toBe(SAMPLES);
  const grants = await world.db.workspaceBlob.findMany({ where: { workspaceId: world.workspaceId } });
  const { sha256 } = z.object({ latents: z.object({ sha256: z.string() }) }).parse(done.result).latents;
  expect(grants.map((grant) => grant.sha256)).toContain(sha256);
});

test('a bad file is refused with its code and byte, and spoils no other; what is unlike all is said to be', async () => {
  const whole = tinyFile(40);
  const odd = tinyPixels(41).map((_, i) => ((i * 7919) % 97) / 97);
  const one = { shape: [40, 40], data: odd.subarray(0, 1600) };
  const done = await ends(
    await ask({
      files: {
        'a truncated.fits': whole.subarray(0, 2880 + 4000),
        'b text.fits': Buffer.from('This is no FITS file.'),
        'c one channel.fits': writeFits([one]),
        'd new.fits': whole,
        'e noise.fits': writeFits([{ shape: [2, 40, 40], data: odd }]),
      },
    }),
  );
  expect(done.status).toBe('SUCCEEDED');
  expect(done.images).toMatchObject([
    { code: 'TRUNCATED_DATA', byteOffset: 6880n, contentId: null, row: null, label: null },
    { code: expect.any(String), contentId: null },
    {
      code: 'WRONG_CHANNEL_COUNT',
      message: expect.stringContaining('It has 1 channel; the model was trained on images of 2 channels'),
    },
    { code: null, row: 0, label: trained.labels[0] },
    { code: null, row: 1, shareNearer: 1, errorShare: 1 },
  ]);
  expect((await latentsOf(done)).shape).toEqual([2, LATENT_SIZE]);
});

test('where nothing can be encoded, it fails and each file has its reason', async () => {
  const done = await ends(await ask({ files: { 'a.fits': Buffer.from('no') } }));
  expect(done).toMatchObject({ status: 'FAILED', failure: { code: 'NOTHING_TO_ENCODE', retryable: false } });
  expect(done.images).toMatchObject([{ name: 'a.fits', code: expect.any(String) }]);
});

test('another data set version is encoded without reading its files again', async () => {
  const other = await world.readFiles({
    ...tinyFiles(3),
    'z.fits': writeFits([{ shape: [3, 40, 40], data: new Float32Array(4800) }]),
  });
  const done = await ends(await ask({ datasetVersionId: other }));
  expect(done.status).toBe('SUCCEEDED');
  expect(done.images.map(({ number, row, code }) => [number, row, code])).toEqual([
    [0, 0, null],
    [1, 1, null],
    [2, 2, null],
    [3, null, 'WRONG_CHANNEL_COUNT'],
  ]);
  const { data } = await latentsOf(done);
  expect(largestDifference(data, await floats(trained.encoding.latents))).toBeLessThan(1e-6);
});

test('bands in a file each are put together as an import does', async () => {
  const pixels = tinyPixels(3);
  const band = (channel: number) =>
    writeFits([{ shape: [40, 40], data: pixels.slice(channel * 1600, (channel + 1) * 1600) }]);
  const done = await ends(
    await ask({
      files: { 'x_0.fits': band(0), 'x_1.fits': band(1), 'odd.fits': band(0) },
      request: { ...USUAL, groupBy: '{sample}_{channel}.fits' },
    }),
  );
  expect(done.images).toMatchObject([
    { name: 'odd.fits', code: 'NO_MATCH' },
    { name: 'x', row: 0 },
  ]);
  const content = await world.db.sampleContent.findUniqueOrThrow({
    where: { id: done.images[1]!.contentId! },
  });
  expect(z.array(sampleSource).parse(content.sources)).toHaveLength(2);
  const { data } = await latentsOf(done);
  expect(
    largestDifference(data, (await floats(trained.encoding.latents)).subarray(3 * LATENT_SIZE)),
  ).toBeLessThan(1e-6);
});

test('unmeasured pixels are masked; a model without a decoder has clusters but no errors', async () => {
  const encoder = await train({ model: { kind: 'CONTRASTIVE', params: { widths: [4, 8] } } });
  const holes = tinyPixels(20).fill(Number.NaN, 500, 900);
  const files = { 'a.fits': writeFits([{ shape: [2, 40, 40], data: holes }]), 'b.fits': tinyFile(4) };
  const [without, withErrors] = await Promise.all([
    ask({ files }, encoder).then(ends),
    ask({ files }).then(ends),
  ]);
  for (const done of [without, withErrors])
    expect(done.images).toMatchObject([
      { row: 0, code: null },
      { row: 1, code: null },
    ]);
  expect(without.images).toMatchObject([{ reconstructionError: null, errorShare: null }, {}]);
  expect(withErrors.images[0]!.reconstructionError).toBeGreaterThan(0);
});

test('one that another worker has, or that is of another environment, is left alone; a silent one is taken over', async () => {
  const foreign = await ask({
    files: { 'a.fits': tinyFile(1) },
    numericEnvironment: 'elsewhere',
    isSent: false,
  });
  const heartbeatAt = new Date(Date.now() + 60_000);
  const held = await ask({
    files: { 'a.fits': tinyFile(1) },
    status: 'RUNNING',
    workerId: 'other',
    heartbeatAt,
  });
  const dead = await ask({
    files: { 'a.fits': tinyFile(1), 'b.fits': tinyFile(2) },
    status: 'RUNNING',
    workerId: 'dead',
    heartbeatAt: new Date(0),
    isSent: false,
  });
  // The dead one had come as far as the first file, and found it unreadable: that is not asked again.
  await world.db.encodedImage.create({
    data: { encodingId: dead, number: 0, name: 'a.fits', code: 'TRUNCATED', message: 'It ends too early.' },
  });
  const taken = await ends(dead);
  expect(taken).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  expect(taken.images).toMatchObject([{ code: 'TRUNCATED' }, { row: 0 }]);
  expect(await world.db.encoding.findUniqueOrThrow({ where: { id: held } })).toMatchObject({
    status: 'RUNNING',
    workerId: 'other',
  });
  // No worker of its environment is there: it goes to the one that is, and says so. Sooner than half a minute here.
  await world.db.worker.updateMany({ data: { startedAt: new Date(0) } });
  expect(await ends(foreign)).toMatchObject({
    status: 'SUCCEEDED',
    isElsewhere: true,
    numericEnvironment: worker.numericEnvironment,
  });
}, 60_000);

test('an encoding outlives the deaths of its children; too many are told', async () => {
  // Children of which the first that is to read, and the first that is to encode, are killed.
  await worker.stop();
  worker = await world.startWorker({ childEntry: join(import.meta.dirname, 'mortalChild.ts') });
  const done = await ends(await ask({ files: tinyFiles(20) }));
  expect(done).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  expect(done.images.map(({ row, code }) => [row, code])).toEqual(
    Array.from({ length: 20 }, (_, row) => [row, null]),
  );
  const last = await ask({
    files: { 'a.fits': tinyFile(1) },
    status: 'RUNNING',
    workerId: 'dead',
    heartbeatAt: new Date(0),
    attempt: 4,
    isSent: false,
  });
  const given = await ends(last);
  expect(given.status).toBe('FAILED');
  expect(failure.parse(given.failure).code).toBe('STAGE_CRASHED');
}, 60_000);

test('a worker that stops hands it back, and the next one ends it', async () => {
  const id = await ask({ files: tinyFiles(60) });
  await expect
    .poll(async () => (await world.db.encodedImage.count({ where: { encodingId: id } })) > 0, POLL)
    .toBe(true);
  await worker.stop();
  const handed = await world.db.encoding.findUniqueOrThrow({ where: { id } });
  worker = await world.startWorker();
  const done = await ends(id);
  expect(done).toMatchObject({ status: 'SUCCEEDED', attempt: 0 });
  expect(done.images).toHaveLength(60);
  expect(['QUEUED', 'SUCCEEDED']).toContain(handed.status);
}, 60_000);
