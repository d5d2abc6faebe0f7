import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import type { ModelParams } from '../params/index.ts';
import { readCheckpoint } from './checkpoint.ts';
import { encodeSamples } from './encode.ts';
import { type CheckpointReport, DivergedError, type EpochReport, type TrainingHooks } from './hooks.ts';
import type { ImageBatch } from './imageBatch.ts';
import { holdBack } from './split.ts';
import { SAMPLES, spots } from './testing/spots.ts';
import { tinyModel } from './testing/tinyModels.ts';
import { type TrainingOptions, trainModel } from './train.ts';

/** A clock on which 16 s pass between two looks, so that every step is worth a checkpoint. */
function slowClock(): () => number {
  let ms = 0;
  return () => {
    ms += 16_000;
    return ms;
  };
}

const native = nativeTestBackend();

describe.each([
  ['native', () => native],
  ['wasm', wasmTestBackend],
] as const)('training on %s', (_, find) => {
  let under: TestBackend;
  let tensorsBefore: number;

  beforeEach(async ({ skip }) => {
    const found = await find();
    if (!found) return skip();
    under = found;
    await under.select();
    tensorsBefore = under.tensorCount();
    vi.spyOn(Math, 'random').mockImplementation(() => {
      throw new Error('Math.random was asked.');
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    if (under) expect(under.tensorCount()).toBe(tensorsBefore);
  });

  const train = (
    batch: ImageBatch,
    params: ModelParams,
    hooks: Partial<TrainingHooks> = {},
    more: Partial<TrainingOptions> = {},
  ) =>
    trainModel(batch, params, {
      seed: 1,
      backend: under.backend,
      hooks: { onEpoch: () => undefined, now: () => 0, ...hooks },
      ...more,
    });

  test.each(['CONV', 'VAE'] as const)('%s learns, and encodes what it learnt', async (kind) => {
    const params = tinyModel(kind, { epochs: 30, learningRate: 5e-3 });
    const epochs: EpochReport[] = [];
    const fractions: number[] = [];
    const result = await train(spots(), params, {
      onEpoch: (report) => {
        epochs.push(report);
      },
      onStep: (fraction) => fractions.push(fraction),
    });
    expect(epochs.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(result.trainLoss).toBeLessThan(epochs[0]!.trainLoss / 2);
    expect(result.trainLoss).toBe(epochs.at(-1)!.trainLoss);
    expect(fractions.length).toBe(90);
    expect(fractions.at(-1)).toBe(1);
    const encoding = await encodeSamples(spots(), params, result.weights, { backend: under.backend });
    expect([encoding.latents.rows, encoding.latents.cols, encoding.latents.data.length]).toEqual([11, 4, 44]);
    expect(new Set(encoding.latents.data).size).toBeGreaterThan(36);
    const { errors, mse, psnr, mseWithoutSkips } = encoding.reconstructions!;
    const mean = errors.reduce((sum, error) => sum + error, 0) / SAMPLES;
    expect(mse).toBeCloseTo(mean, 10);
    expect(mse).toBeLessThan(epochs[0]!.trainLoss / 2);
    expect(psnr).toBeCloseTo(10 * Math.log10(1 / mean), 10);
    expect(mseWithoutSkips).toBeNull();
  });

  test.each(['CONV', 'VAE'] as const)(
    '%s gives the same bytes for a seed, other bytes for another',
    async (kind) => {
      const bytes = async (seed: number) =>
        (await train(spots({ masked: true }), tinyModel(kind), {}, { seed })).weights;
      const first = await bytes(7);
      expect(await bytes(7)).toEqual(first);
      expect(await bytes(8)).not.toEqual(first);
    },
  );

  test.each(['CONV', 'VAE'] as const)(
    '%s resumed from any checkpoint ends with the same bytes',
    async (kind) => {
      const batch = spots({ masked: true });
      const params = tinyModel(kind, {}, { validationShare: 0.2 });
      const checkpoints: CheckpointReport[] = [];
      const whole = await train(batch, params, {
        now: slowClock(),
        saveCheckpoint: (report) => {
          checkpoints.push(report);
        },
      });
      // 9 samples in batches of 4: three steps an epoch, the last of one sample.
      expect(checkpoints.map(({ step, epoch }) => [step, epoch])).toEqual(
        [0, 1, 2].flatMap((epoch) => [1, 2, 3].map((batchNumber) => [3 * epoch + batchNumber, epoch])),
      );
      expect(whole.validationLoss).toBeGreaterThan(0);
      for (const { bytes } of checkpoints) {
        // As a file gives them: a Buffer inside a larger one.
        const checkpoint = Buffer.concat([Buffer.from('x'), bytes]).subarray(1);
        const resumed = await train(batch, params, {}, { checkpoint });
        expect(resumed.weights).toEqual(whole.weights);
        expect([resumed.trainLoss, resumed.validationLoss]).toEqual([whole.trainLoss, whole.validationLoss]);
      }
    },
  );

  test('an epoch counts every sample once, the last small batch too', async () => {
    // Steps too small to change a float32: the loss of the epoch is that of the first values.
    const params = tinyModel('CONV', { epochs: 1, learningRate: 1e-30 });
    const { trainLoss, weights } = await train(spots(), params);
    const { reconstructions } = await encodeSamples(spots(), params, weights, { backend: under.backend });
    expect(trainLoss / reconstructions!.mse).toBeCloseTo(1, 5);
  });

  test('samples held back are measured but not trained on', async () => {
    const batch = spots();
    const params = tinyModel('CONV', { epochs: 2 }, { validationShare: 0.3 });
    const epochs: EpochReport[] = [];
    const first = await train(batch, params, {
      onEpoch: (report) => {
        epochs.push(report);
      },
    });
    const { reconstructions } = await encodeSamples(batch, params, first.weights, {
      backend: under.backend,
    });
    const { validation } = holdBack(SAMPLES, 0.3, 1);
    expect(validation.length).toBe(3);
    const mean = validation.reduce((sum, sample) => sum + reconstructions!.errors[sample]!, 0) / 3;
    expect(first.validationLoss).toBeCloseTo(mean, 6);
    for (const sample of validation) batch.images.fill(0.7, sample * 512, (sample + 1) * 512);
    const second = await train(batch, params);
    expect(second.weights).toEqual(first.weights);
    expect(second.validationLoss).not.toBe(first.validationLoss);
  });

  test('a loss that is not finite ends it, with the epoch', async () => {
    const batch = spots();
    batch.images[700] = Number.NaN;
    await expect(train(batch, tinyModel('CONV'))).rejects.toSatisfy(
      (error) => error instanceof DivergedError && error.epoch === 1 && error.code === 'DIVERGED',
    );
    const large = spots();
    large.images.fill(1e25);
    await expect(train(large, tinyModel('VAE'))).rejects.toThrow(DivergedError);
    const held = spots();
    held.images[holdBack(SAMPLES, 0.1, 1).validation[0]! * 512] = Number.NaN;
    await expect(train(held, tinyModel('CONV', {}, { validationShare: 0.1 }))).rejects.toThrow(DivergedError);
  });

  test('a learning rate of a million ends it at once, and the last checkpoint is a good one', async () => {
    // Beyond what the parameters' schema lets through.
    const params = { ...tinyModel('CONV', { epochs: 50 }), learningRate: 1e6 };
    const checkpoints: CheckpointReport[] = [];
    let epochs = 0;
    const running = train(spots(), params, {
      now: slowClock(),
      onEpoch: () => {
        epochs += 1;
      },
      saveCheckpoint: (report) => {
        checkpoints.push(report);
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'DIVERGED', epoch: epochs + 1 });
    expect(epochs).toBeLessThan(2);
    const { bytes, step } = checkpoints.at(-1)!;
    const { state, position } = readCheckpoint(bytes, SAMPLES);
    expect(position.step).toBe(step);
    for (const values of Object.values(state)) expect(values.every(Number.isFinite)).toBe(true);
    // Trying again would give the same.
    await expect(train(spots(), params, {}, { checkpoint: bytes })).rejects.toMatchObject({
      code: 'DIVERGED',
    });
  });

  test('it stops within a step when aborted by an event', async () => {
    const controller = new AbortController();
    let steps = 0;
    const running = train(spots(), tinyModel('CONV', { epochs: 10_000 }), {
      signal: controller.signal,
      onStep: () => {
        steps += 1;
        // Comes only if training lets the event loop turn.
        if (steps === 5) setImmediate(() => controller.abort());
      },
    });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toBeLessThan(8);
    await expect(train(spots(), tinyModel('CONV'), { signal: controller.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    const { weights } = await train(spots(), tinyModel('CONV', { epochs: 1 }));
    await expect(
      encodeSamples(spots(), tinyModel('CONV'), weights, {
        backend: under.backend,
        hooks: { signal: controller.signal },
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('an error in a hook comes out and leaves nothing behind', async () => {
    const onEpoch = () => Promise.reject(new Error('The disk is full.'));
    await expect(train(spots(), tinyModel('CONV'), { onEpoch })).rejects.toThrow('The disk is full.');
  });

  test('what does not fit is refused', async () => {
    const refused = (memoryBytes: number) =>
      train(
        spots(),
        tinyModel('CONV', { batchSize: 1024 }),
        {},
        { backend: { ...under.backend, memoryBytes } },
      );
    await expect(refused(2e5)).rejects.toMatchObject({ code: 'BATCH_TOO_LARGE', path: ['batchSize'] });
    await expect(refused(5e4)).rejects.toMatchObject({
      code: 'MODEL_TOO_LARGE',
      message: expect.stringMatching(
        /^The model's [\d,]+ parameters need .* MB \(weights .*, gradients .*, .* memory .*\), .* MB while a checkpoint is made, and each image of a batch .* MB: more than the .* MB/,
      ),
    });
    const none = { ...spots(), samples: 0, images: new Float32Array(0) };
    await expect(train(none, tinyModel('CONV'))).rejects.toMatchObject({ code: 'EMPTY' });
    await expect(train({ ...spots(), samples: 12 }, tinyModel('CONV'))).rejects.toThrow(RangeError);

    const { weights } = await train(spots(), tinyModel('CONV', { epochs: 1 }));
    const encode = (params: ModelParams, bytes: Uint8Array) =>
      encodeSamples(spots(), params, bytes, { backend: under.backend });
    await expect(encode(tinyModel('VAE'), weights)).rejects.toThrow('do not fit the model at mean.weight');
    await expect(encode(tinyModel('CONV'), weights.subarray(0, -4))).rejects.toThrow('cut short');
    await expect(encode(tinyModel('CONV'), weights.subarray(0, 20))).rejects.toThrow('cut short');
    await expect(encode(tinyModel('CONV'), weights.subarray(4))).rejects.toThrow('not a safetensors file');
    await expect(train(spots(), tinyModel('CONV'), {}, { checkpoint: weights })).rejects.toThrow();
  });
});
