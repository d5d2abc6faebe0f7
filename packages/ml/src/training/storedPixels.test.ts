import { expect, test } from 'vitest';
import { nativeTestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import type { ModelParams } from '../params/index.ts';
import { encodeSamples } from './encode.ts';
import type { CheckpointReport } from './hooks.ts';
import { createBatchReader, type ImageBatch } from './imageBatch.ts';
import { SAMPLES, SIZE, spots } from './testing/spots.ts';
import { storedCopy } from './testing/storedCopy.ts';
import { tinyModel } from './testing/tinyModels.ts';
import { trainModel } from './train.ts';

const STRIDE = 2 * SIZE * SIZE;

test('stored samples are read like those in memory, whatever was announced before', async () => {
  const memory = spots({ masked: true });
  const [expected, reader] = [createBatchReader(memory), createBatchReader(storedCopy(memory))];
  for (const [indexes, next] of [
    [
      [3, 1, 10],
      [0, 2, 4],
    ],
    [[0, 2, 4], [5]],
    // Not what was announced, then nothing announced.
    [[7, 7], []],
    [[9], [9]],
    [[9], []],
  ] as const)
    expect(await reader.read(indexes, next)).toEqual(await expected.read(indexes));
});

test('what is announced is being read before it is asked for, and never more than two batches', async () => {
  const copy = storedCopy(spots());
  const reader = createBatchReader(copy);
  await reader.read([0, 1], [2, 3]);
  expect(copy.valuesRead()).toBe(4 * STRIDE);
  await reader.read([2, 3], [4, 5]);
  expect(copy.valuesRead()).toBe(6 * STRIDE);
  expect(copy.mostAtOnce()).toBe(2 * STRIDE);
});

test('a failed read is told to whoever asks for those samples', async () => {
  const batch = spots();
  const broken: ImageBatch = {
    ...batch,
    images: {
      length: batch.images.length,
      read: async (_, from) => {
        if (from === 3 * STRIDE) throw new Error('The disk is gone.');
      },
    },
  };
  const reader = createBatchReader(broken);
  await reader.read([0], [3]);
  await new Promise((resolve) => setImmediate(resolve));
  await expect(reader.read([3])).rejects.toThrow('The disk is gone.');
  const short = { ...broken, images: { ...storedCopy(batch).images, length: 12 } } as ImageBatch;
  expect(() => createBatchReader(short)).toThrow(`12 values are not ${SAMPLES} images`);
});

test.for([
  ['native', nativeTestBackend],
  ['wasm', wasmTestBackend],
] as const)('a stored stack trains and encodes to the same bytes on %s', async ([, find], { skip }) => {
  const under = await find();
  if (!under) return skip();
  await under.select();
  const { backend } = under;
  const run = async (batch: ImageBatch, params: ModelParams) => {
    const checkpoints: CheckpointReport[] = [];
    let ms = 0;
    const hooks = {
      onEpoch: () => undefined,
      // Every step is worth a checkpoint.
      now: () => (ms += 16_000),
      saveCheckpoint: (report: CheckpointReport) => {
        checkpoints.push(report);
      },
    };
    const trained = await trainModel(batch, params, { seed: 3, backend, hooks });
    const resumed = await trainModel(batch, params, {
      seed: 3,
      backend,
      hooks: { onEpoch: () => undefined, now: () => 0 },
      checkpoint: checkpoints[2]!.bytes,
    });
    const { latents, reconstructions } = await encodeSamples(batch, params, trained.weights, { backend });
    const { imagesPerSecond: _, ...result } = trained;
    return { result, resumed: resumed.weights, latents, reconstructions };
  };
  for (const params of [
    tinyModel('CONV', {}, { validationShare: 0.3, augment: true }),
    tinyModel('VAE'),
    tinyModel('CONTRASTIVE', {}, { validationShare: 0.4 }),
  ]) {
    const memory = spots({ masked: params.kind !== 'CONTRASTIVE' });
    const expected = await run(memory, params);
    expect(expected.resumed).toEqual(expected.result.weights);
    expect(await run(storedCopy(memory), params)).toEqual(expected);
  }
});
