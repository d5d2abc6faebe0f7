import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import { msSsimScore, ssimScore } from '../losses/imageScores.ts';
import type { ModelParams } from '../params/index.ts';
import { decodeLatents, reconstructSamples } from './decode.ts';
import { encodeSamples } from './encode.ts';
import type { CheckpointReport, WeightsReport } from './hooks.ts';
import { imageSpecOf } from './imageBatch.ts';
import { epochsToKeep, type KeptWeights } from './keptEpochs.ts';
import { SAMPLES, SIZE, spots } from './testing/spots.ts';
import { tinyModel } from './testing/tinyModels.ts';
import { trainModel } from './train.ts';
import { latentTraversal } from './traversal.ts';

const native = nativeTestBackend();
const STRIDE = 2 * SIZE * SIZE;

describe.each([
  ['native', () => native],
  ['wasm', wasmTestBackend],
] as const)('decoding on %s', (_, find) => {
  let under: TestBackend;

  beforeEach(async ({ skip }) => {
    const found = await find();
    if (!found) return skip();
    under = found;
    await under.select();
  });

  const train = (params: ModelParams, masked: boolean) =>
    trainModel(spots({ masked }), params, {
      seed: 1,
      backend: under.backend,
      hooks: { onEpoch: () => undefined, now: () => 0 },
    });

  test.each([
    ['CONV', true],
    ['CONV', false],
    ['UNET_VAE', true],
  ] as const)('%s (masked: %s): the scores are those of the pictures', async (kind, masked) => {
    const params = tinyModel(kind, { epochs: 8, learningRate: 5e-3 });
    const batch = spots({ masked });
    const { weights } = await train(params, masked);
    const { reconstructions } = await encodeSamples(batch, params, weights, { backend: under.backend });
    const pictures = await reconstructSamples(batch, params, { weights, backend: under.backend });
    expect(pictures.length).toBe(SAMPLES * STRIDE);
    const { errors, ssims, msSsims, ssim, msSsim } = reconstructions!;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const [from, to] = [sample * STRIDE, (sample + 1) * STRIDE];
      const mask = batch.mask?.slice(from, to) ?? new Uint8Array(STRIDE).fill(1);
      const shown = (images: Float32Array) => ({
        data: images.slice(from, to).map((value, i) => value * mask[i]!),
        channels: 2,
        size: SIZE,
      });
      const [a, b] = [shown(batch.images), shown(pictures)];
      const count = mask.reduce((sum, measured) => sum + measured, 0);
      const mse = a.data.reduce((sum, value, i) => sum + (value - b.data[i]!) ** 2, 0) / count;
      expect(errors[sample]! / mse).toBeCloseTo(1, 4);
      expect(ssims[sample]).toBeCloseTo(ssimScore(a, b), 4);
      expect(msSsims[sample]).toBeCloseTo(msSsimScore(a, b).value, 4);
    }
    const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / SAMPLES;
    expect([ssim, msSsim]).toEqual([mean(ssims), mean(msSsims)]);
  });

  test('latents decode to what their samples are reconstructed as, but for skips', async () => {
    const batch = spots();
    for (const kind of ['VAE', 'UNET_VAE'] as const) {
      const params = tinyModel(kind);
      const { weights } = await train(params, false);
      const options = { weights, backend: under.backend };
      const { latents } = await encodeSamples(batch, params, weights, { backend: under.backend });
      const decoded = await decodeLatents(latents, params, imageSpecOf(batch), options);
      const pictures = await reconstructSamples(batch, params, options);
      const largest = decoded.reduce((most, value, i) => Math.max(most, Math.abs(value - pictures[i]!)), 0);
      if (kind === 'VAE') expect(largest).toBeLessThan(1e-6);
      else expect(largest).toBeGreaterThan(1e-3);
    }
  });

  test('a model that does not decode has neither pictures nor kept weights', async () => {
    const params = tinyModel('CONTRASTIVE');
    const kept: WeightsReport[] = [];
    const { weights, keptWeights } = await trainModel(spots(), params, {
      seed: 1,
      backend: under.backend,
      hooks: { onEpoch: () => undefined, now: () => 0, keepWeights: keeper(kept) },
    });
    expect([kept, keptWeights]).toEqual([[], []]);
    const options = { weights, backend: under.backend };
    await expect(reconstructSamples(spots(), params, options)).rejects.toThrow('cannot reconstruct');
  });

  test('weights of epochs on the way are kept, the same ones after a resumption', async () => {
    const batch = spots();
    const params = tinyModel(
      'CONV',
      { epochs: 20 },
      { validationShare: 0.2, patience: 4, restoreBest: true },
    );
    const whole: WeightsReport[] = [];
    const checkpoints: CheckpointReport[] = [];
    let ms = 0;
    const result = await trainModel(batch, params, {
      seed: 1,
      backend: under.backend,
      hooks: {
        onEpoch: () => undefined,
        now: () => {
          ms += 4000;
          return ms;
        },
        saveCheckpoint: (report) => {
          checkpoints.push(report);
        },
        keepWeights: keeper(whole),
      },
    });
    const planned = [...epochsToKeep(20, 1e4)];
    expect(planned).toEqual([1, 2, 3, 4, 7, 12, 20]);
    const epochs = result.keptWeights.map(({ epoch }) => epoch);
    expect(epochs).toEqual([
      ...new Set([...planned.filter((epoch) => epoch < result.epochs), result.epochs]),
    ]);
    expect(result.keptWeights).toEqual(whole.map(storedAs));
    for (const { bytes } of [checkpoints[2]!, checkpoints.at(-1)!]) {
      const resumed = await trainModel(batch, params, {
        seed: 1,
        backend: under.backend,
        hooks: { onEpoch: () => undefined, now: () => 0, keepWeights: keeper([]) },
        checkpoint: bytes,
      });
      expect(resumed.keptWeights).toEqual(result.keptWeights);
    }
    // What was kept is what the model was then: a run that ends there has the same weights.
    const { epoch, weights } = whole[2]!;
    const shorter = await trainModel(
      batch,
      { ...params, epochs: epoch, params: { ...params.params, restoreBest: false } } as ModelParams,
      { seed: 1, backend: under.backend, hooks: { onEpoch: () => undefined, now: () => 0 } },
    );
    expect(shorter.weights).toEqual(weights);
  });
});

const storedAs = ({ epoch, weights }: WeightsReport): KeptWeights => ({
  epoch,
  sha256: createHash('sha256').update(weights).digest('hex'),
  bytes: weights.length,
});

const keeper = (kept: WeightsReport[]) => async (report: WeightsReport) => {
  kept.push(report);
  const { sha256, bytes } = storedAs(report);
  return { sha256, bytes };
};

test('epochs that are kept: few, spread in the logarithm, within 256 MB', () => {
  expect([...epochsToKeep(30, 5e6)]).toEqual([1, 2, 3, 5, 10, 17, 30]);
  expect([...epochsToKeep(1, 5e6)]).toEqual([1]);
  expect([...epochsToKeep(10_000, 5e6)]).toEqual([1, 5, 22, 100, 464, 2154, 10_000]);
  expect([...epochsToKeep(30, 60e6)]).toEqual([1, 5, 30]);
  expect([...epochsToKeep(30, 100e6)]).toEqual([30]);
  expect([...epochsToKeep(30, 200e6)]).toEqual([]);
});

test('a traversal goes through the mean, along one dimension alone', () => {
  const latents = { data: Float32Array.of(1, 10, 3, 10, 5, 40), rows: 3, cols: 2 };
  const line = latentTraversal(latents, 1, 5);
  // Standard deviation of 10, 10, 40 over all three: sqrt(200).
  const reach = 3 * Math.sqrt(200);
  const expected = [-1, -0.5, 0, 0.5, 1].flatMap((share) => [3, 20 + share * reach]);
  line.data.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 4);
  });
  expect([line.rows, line.cols]).toEqual([5, 2]);
  for (const [dimension, steps] of [
    [2, 5],
    [-1, 5],
    [0.5, 5],
    [0, 1],
  ] as const)
    expect(() => latentTraversal(latents, dimension, steps)).toThrow(RangeError);
});
