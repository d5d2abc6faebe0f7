import {
  askDecoding,
  type DecodingKind,
  type DecodingParams,
  type DecodingResult,
  decodingResult,
  failure,
  inTransaction,
  type StageResult,
  stageResult,
} from '@asterism/db';
import { writeFits } from '@asterism/fits';
import { sendJob } from '@asterism/jobs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningWorker } from '../src/worker.ts';
import { tinyFiles, tinyPixels } from './files.ts';
import { createWorld, POLL, type World } from './world.ts';

let world: World;
let worker: RunningWorker;
let trained: Trained;

const SAMPLES = 9;
const STRIDE = 2 * 32 * 32;

interface Trained {
  trainStageId: string;
  images: StageResult['PREPROCESS'];
  train: StageResult['TRAIN'];
  encoding: StageResult['ENCODE'];
}

beforeAll(async () => {
  world = await createWorld();
  worker = await world.startWorker();
  const holes = tinyPixels(20).fill(Number.NaN, 500, 900);
  const versionId = await world.readFiles({
    ...tinyFiles(SAMPLES - 1),
    'z.fits': writeFits([{ shape: [2, 40, 40], data: holes }]),
  });
  const model = { kind: 'VAE', epochs: 12, params: { widths: [4, 8] } };
  const { id } = await world.addExperiment(versionId, { model });
  await world.reaches(id, 'SUCCEEDED');
  const uses = await world.db.experimentStage.findMany({
    where: { experimentId: id },
    include: { stage: true },
  });
  const stage = (kind: string) => uses.find((use) => use.stage.kind === kind)!.stage;
  trained = {
    trainStageId: stage('TRAIN').id,
    images: stageResult.PREPROCESS.parse(stage('PREPROCESS').result),
    train: stageResult.TRAIN.parse(stage('TRAIN').result),
    encoding: stageResult.ENCODE.parse(stage('ENCODE').result),
  };
}, 120_000);
afterAll(() => world.close());

async function ask<Kind extends DecodingKind>(
  kind: Kind,
  params: DecodingParams<Kind>,
  trainStageId = trained.trainStageId,
): Promise<string> {
  return inTransaction(world.db, async (tx) => {
    const { id } = await askDecoding(tx, { workspaceId: world.workspaceId, trainStageId, kind, params });
    await sendJob(tx, 'decoding.run', { decodingId: id }, { jobKey: `decoding:${id}` });
    return id;
  });
}

const rowOf = (id: string) => world.db.decoding.findUniqueOrThrow({ where: { id } });

async function decode<Kind extends DecodingKind>(
  kind: Kind,
  params: DecodingParams<Kind>,
): Promise<DecodingResult<Kind>> {
  const id = await ask(kind, params);
  await expect.poll(async () => (await rowOf(id)).status, POLL).toBe('SUCCEEDED');
  return decodingResult[kind].parse((await rowOf(id)).result) as DecodingResult<Kind>;
}

async function floats({ sha256 }: { sha256: string }): Promise<Float32Array> {
  return new Float32Array(new Uint8Array(await world.blobs.read(sha256)).buffer);
}

test('encoding scores each sample, and all together', async () => {
  const { reconstructionErrors, ssims, msSsims, ssim, msSsim } = trained.encoding;
  for (const ref of [reconstructionErrors, ssims, msSsims])
    expect(ref).toMatchObject({ dtype: 'float32', shape: [SAMPLES] });
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / SAMPLES;
  expect(mean(await floats(ssims!))).toBeCloseTo(ssim!, 6);
  expect(mean(await floats(msSsims!))).toBeCloseTo(msSsim!, 6);
  const experiment = await world.db.experiment.findFirstOrThrow({ where: { status: 'SUCCEEDED' } });
  expect(experiment).toMatchObject({ ssim, msSsim });
});

test('pictures of the samples asked for, masked pixels without a residual', async () => {
  const indexes = [8, 2];
  const weights = trained.train.weights.sha256;
  const { samples } = await decode('RECONSTRUCT', { weights, indexes });
  expect(samples.map(({ index }) => index)).toEqual(indexes);
  const [images, mask] = [await floats(trained.images.images), trained.images.mask!];
  const flags = await world.blobs.read(mask.sha256);
  const errors = await floats(trained.encoding.reconstructionErrors!);
  for (const { index, original, reconstruction, residual } of samples) {
    expect(original).toMatchObject({ dtype: 'float32', shape: [2, 32, 32] });
    const [from, to] = [index * STRIDE, (index + 1) * STRIDE];
    const [a, b, difference] = await Promise.all([original, reconstruction, residual].map(floats));
    const measured = flags.subarray(from, to);
    expect(a).toEqual(images.slice(from, to));
    expect(measured.some((flag) => flag === 0)).toBe(index === 8);
    expect(difference).toEqual(a!.map((value, i) => (measured[i] ? b![i]! - value : 0)));
    const count = measured.reduce((sum, flag) => sum + flag, 0);
    const mse = difference!.reduce((sum, value) => sum + value ** 2, 0) / count;
    expect(mse / errors[index]!).toBeCloseTo(1, 4);
  }
  const granted = await world.db.workspaceBlob.count({
    where: { sha256: { in: samples.map(({ residual }) => residual.sha256) } },
  });
  expect(granted).toBe(2);
});

test('the weights of an epoch on the way score as the model was then', async () => {
  const { keptWeights, weights } = trained.train;
  expect(keptWeights.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 5, 8, 12]);
  expect(keptWeights.at(-1)!.sha256).toBe(weights.sha256);
  const meanAt = async (sha256: string) => {
    const { errors } = await decode('RESCORE', { weights: sha256 });
    return (await floats(errors)).reduce((sum, error) => sum + error, 0) / SAMPLES;
  };
  expect(await meanAt(weights.sha256)).toBeCloseTo(trained.encoding.mse!, 7);
  expect(await meanAt(keptWeights[0]!.sha256)).toBeGreaterThan(trained.encoding.mse!);
});

test('a traversal passes through the mean latent, whatever the number of steps', async () => {
  const { latents } = trained.encoding;
  const wish = { weights: trained.train.weights.sha256, latents, dimension: 1 };
  const { images } = await decode('TRAVERSE', { ...wish, steps: 5 });
  expect(images).toMatchObject({ dtype: 'float32', shape: [5, 2, 32, 32] });
  const five = await floats(images);
  const three = await floats((await decode('TRAVERSE', { ...wish, steps: 3 })).images);
  const other = await floats((await decode('TRAVERSE', { ...wish, dimension: 0, steps: 3 })).images);
  const step = (pictures: Float32Array, i: number) => pictures.slice(i * STRIDE, (i + 1) * STRIDE);
  const difference = (a: Float32Array, b: Float32Array) =>
    a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
  for (const [i, j] of [
    [0, 0],
    [2, 1],
    [4, 2],
  ] as const)
    expect(difference(step(five, i), step(three, j))).toBeLessThan(1e-6);
  expect(difference(step(three, 1), step(other, 1))).toBeLessThan(1e-6);
  expect(difference(step(three, 0), step(three, 2))).toBeGreaterThan(1e-4);
});

test('weights that are not there are a failure that says so, and the next wish is done', async () => {
  const id = await ask('RECONSTRUCT', { weights: '0'.repeat(64), indexes: [0] });
  await expect.poll(async () => (await rowOf(id)).status, POLL).toBe('FAILED');
  expect(failure.parse((await rowOf(id)).failure)).toMatchObject({ code: 'BLOB_MISSING', retryable: false });
  await decode('RECONSTRUCT', { weights: trained.train.weights.sha256, indexes: [1] });
});

test('pictures are made while a training runs, also when the child is killed on the way', async () => {
  const { id: versionId } = await world.db.datasetVersion.findFirstOrThrow();
  const { id } = await world.addExperiment(versionId, { model: { kind: 'CONV', epochs: 10_000 } });
  const training = () =>
    world.db.stage.findFirst({ where: { kind: 'TRAIN', uses: { some: { experimentId: id } } } });
  await expect.poll(async () => (await training())?.epoch ?? 0, POLL).toBeGreaterThan(0);
  const weights = trained.train.weights.sha256;
  await decode('RECONSTRUCT', { weights, indexes: [3] });
  const [pid] = worker.childPids('decoder');
  process.kill(pid!, 'SIGSTOP');
  const killed = await ask('RECONSTRUCT', { weights, indexes: [4] });
  await expect.poll(async () => (await rowOf(killed)).status, POLL).toBe('RUNNING');
  process.kill(pid!, 'SIGKILL');
  await expect.poll(() => rowOf(killed), POLL).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  expect(await training()).toMatchObject({ status: 'RUNNING' });
});

test('a claim that is lost writes nothing; a worker that is stopped hands back what it has', async () => {
  const weights = trained.train.weights.sha256;
  await expect.poll(() => worker.childPids('decoder').length, POLL).toBe(1);
  const [pid] = worker.childPids('decoder');
  // Held still, so that the work cannot end before it is taken away.
  process.kill(pid!, 'SIGSTOP');
  const id = await ask('RECONSTRUCT', { weights, indexes: [5] });
  await expect.poll(async () => (await rowOf(id)).status, POLL).toBe('RUNNING');
  await world.db.decoding.update({
    where: { id },
    data: { workerId: 'another', heartbeatAt: new Date('2100-01-01') },
  });
  await expect.poll(() => worker.childPids('decoder'), POLL).not.toContain(pid);
  expect(await rowOf(id)).toMatchObject({ status: 'RUNNING', workerId: 'another', result: null });

  const next = await ask('RECONSTRUCT', { weights, indexes: [6] });
  await expect.poll(async () => (await rowOf(next)).status, POLL).toBe('SUCCEEDED');
  for (const child of worker.childPids('decoder')) process.kill(child, 'SIGSTOP');
  const last = await ask('RECONSTRUCT', { weights, indexes: [7] });
  await expect.poll(async () => (await rowOf(last)).status, POLL).toBe('RUNNING');
  await worker.stop();
  expect(await rowOf(last)).toMatchObject({ status: 'QUEUED', workerId: null, attempt: 0 });
}, 120_000);
