import { beforeAll, describe, expect, test } from 'vitest';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import { MODEL_KINDS, type ModelKind, type ModelParams, modelParams } from '../params/index.ts';
import { encodeSamples } from './encode.ts';
import type { CheckpointReport, EpochReport, TrainingHooks } from './hooks.ts';
import type { ImageBatch, MemoryBatch } from './imageBatch.ts';
import { holdBack } from './split.ts';
import { spots } from './testing/spots.ts';
import { tinyModel } from './testing/tinyModels.ts';
import { type TrainingOptions, trainModel } from './train.ts';

// What can be chosen about training, on whichever backend is there; training.test.ts is about both.
let under: TestBackend;
beforeAll(async () => {
  under = nativeTestBackend() ?? (await wasmTestBackend());
});

async function train(
  batch: ImageBatch,
  params: ModelParams,
  { hooks = {}, ...more }: Partial<Omit<TrainingOptions, 'hooks'>> & { hooks?: Partial<TrainingHooks> } = {},
) {
  const epochs: EpochReport[] = [];
  const tensorsBefore = under.tensorCount();
  const result = await trainModel(batch, params, {
    seed: 1,
    backend: under.backend,
    hooks: {
      now: () => 0,
      onEpoch: (report) => {
        epochs.push(report);
      },
      ...hooks,
    },
    ...more,
  });
  expect(under.tensorCount()).toBe(tensorsBefore);
  return { ...result, reports: epochs };
}

const encode = (batch: ImageBatch, params: ModelParams, weights: Uint8Array) =>
  encodeSamples(batch, params, weights, { backend: under.backend });

describe.each(MODEL_KINDS)('%s', (kind) => {
  test('resumed from a checkpoint ends with the same bytes, whatever is chosen', async () => {
    const batch = spots({ masked: true, samples: 14 });
    const params = tinyModel(
      kind,
      { epochs: 4 },
      {
        validationShare: 0.3,
        optimizer: 'ADAMW',
        weightDecay: 0.01,
        clipNorm: 0.5,
        schedule: 'PLATEAU',
        warmupEpochs: 1,
        ...(kind === 'CONTRASTIVE' ? {} : { augment: true }),
      },
    );
    const checkpoints: CheckpointReport[] = [];
    let ms = 0;
    const whole = await train(batch, params, {
      hooks: {
        now: () => {
          ms += 16_000;
          return ms;
        },
        saveCheckpoint: (report) => {
          checkpoints.push(report);
        },
      },
    });
    // In the middle of an epoch, at the end of one, and in the last.
    for (const at of [0, 2, checkpoints.length - 2]) {
      const resumed = await train(batch, params, { checkpoint: checkpoints[at]!.bytes });
      expect(Buffer.from(resumed.weights).equals(Buffer.from(whole.weights))).toBe(true);
      expect(resumed.reports.at(-1)!.health).toEqual(whole.reports.at(-1)!.health);
      expect([resumed.bestEpoch, resumed.validationLoss]).toEqual([whole.bestEpoch, whole.validationLoss]);
    }
  });
});

describe('autoencoders give back eight images that they were shown often enough', () => {
  const batch = spots({ samples: 8 });
  const learns: [ModelKind, number, number, object][] = [
    ['DENSE', 400, 3e-3, { widths: [64] }],
    ['CONV', 600, 5e-3, { widths: [16, 32] }],
    ['VAE', 600, 5e-3, { widths: [16, 32] }],
    ['ALEXNET', 900, 2e-3, { widths: [32, 32, 32, 32, 32], hiddenSize: 128 }],
    ['RESNET', 700, 1e-2, { widths: [16, 32] }],
    ['RESNET_VAE', 700, 1e-2, { widths: [16, 32] }],
    ['UNET_VAE', 500, 5e-3, { widths: [16, 32] }],
  ];
  test.each(learns)('%s', async (kind, epochs, learningRate, own) => {
    const params = modelParams.parse({
      kind,
      epochs,
      learningRate,
      latentSize: 16,
      batchSize: 8,
      params: { schedule: 'COSINE', activation: 'SILU', ...own },
    });
    const { weights } = await train(batch, params);
    const { reconstructions } = await encode(batch, params, weights);
    expect(reconstructions!.mse).toBeLessThan(1e-4);
    // What the skips of a U-Net carry is told apart from what the latents hold.
    expect(reconstructions!.mseWithoutSkips === null).toBe(kind !== 'UNET_VAE');
  });
});

test('the weights of the best epoch are kept, or those of the last where that is asked for', async () => {
  const batch = spots({ samples: 14 });
  // Too fast to get better all the time.
  const params = (restoreBest: boolean) =>
    tinyModel('CONV', { epochs: 12, learningRate: 0.05 }, { validationShare: 0.3, restoreBest });
  const { validation } = holdBack(14, 0.3, 1);
  const best = await train(batch, params(true));
  const losses = best.reports.map(({ validationLoss }) => validationLoss!);
  const smallest = losses.reduce((least, loss) => (loss < least * (1 - 1e-4) ? loss : least));
  expect(losses.at(-1)).toBeGreaterThan(smallest);
  const measured = async (weights: Uint8Array, restoreBest: boolean) => {
    const { errors } = (await encode(batch, params(restoreBest), weights)).reconstructions!;
    return validation.reduce((sum, sample) => sum + errors[sample]!, 0) / validation.length;
  };
  expect((await measured(best.weights, true)) / smallest).toBeCloseTo(1, 5);
  expect(losses[best.bestEpoch - 1]).toBe(smallest);
  const last = await train(batch, params(false));
  expect((await measured(last.weights, false)) / losses.at(-1)!).toBeCloseTo(1, 5);
});

test('training ends when patience runs out', async () => {
  const params = tinyModel('CONV', { epochs: 50, learningRate: 0.1 }, { patience: 3 });
  const { epochs, bestEpoch, reports } = await train(spots(), params);
  expect(epochs).toBe(bestEpoch + 3);
  expect(epochs).toBeLessThan(50);
  expect(reports.length).toBe(epochs);
});

test('the learning rate follows its schedule', async () => {
  const params = tinyModel('DENSE', { epochs: 4, learningRate: 0.01 }, { schedule: 'COSINE' });
  const { reports } = await train(spots(), params);
  const expected = [2, 5, 8, 11].map((step) => 0.005 * (1 + Math.cos((Math.PI * step) / 12)));
  reports.forEach(({ learningRate }, i) => {
    expect(learningRate).toBeCloseTo(expected[i]!, 12);
  });
});

test('augmented samples are seen turned, and the same each time', async () => {
  const params = (augment: boolean) => tinyModel('CONV', {}, { augment });
  const { weights } = await train(spots(), params(true));
  expect((await train(spots(), params(true))).weights).toEqual(weights);
  expect((await train(spots(), params(false))).weights).not.toEqual(weights);
});

test('a variational model that is drawn to the prior too hard is reported as collapsed', async () => {
  const collapsed = await train(
    spots(),
    tinyModel('VAE', { epochs: 40, learningRate: 0.01 }, { klWeight: 10 }),
  );
  expect(collapsed.health).toEqual({ activeUnits: 0, embeddingSpread: null, collapsed: true });
  const well = await train(spots(), tinyModel('VAE', { epochs: 40, learningRate: 0.01 }, {}));
  expect(well.health.activeUnits).toBeGreaterThan(0);
  expect(well.health.collapsed).toBe(false);
});

test('free bits and a warm-up keep a variational model from collapsing', async () => {
  const active = async (own: object) => {
    const params = tinyModel('VAE', { epochs: 40, learningRate: 0.01 }, { klWeight: 1, ...own });
    return (await train(spots(), params)).health.activeUnits;
  };
  expect(await active({})).toBe(0);
  expect(await active({ freeBits: 1, klWarmupEpochs: 5 })).toBeGreaterThan(0);
});

describe('the contrastive encoder', () => {
  const params = (more: object = {}, own: object = {}) =>
    tinyModel(
      'CONTRASTIVE',
      { epochs: 30, batchSize: 16, learningRate: 5e-3, ...more },
      { projectionSize: 8, ...own },
    );

  test.each(['VICREG', 'BARLOW_TWINS'] as const)('learns by %s and does not collapse', async (loss) => {
    const { reports, health, weights } = await train(spots({ samples: 32 }), params({}, { loss }));
    expect(reports.at(-1)!.trainLoss).toBeLessThan(reports[0]!.trainLoss * 0.8);
    expect(health.embeddingSpread).toBeGreaterThan(0.1);
    expect(health.collapsed).toBe(false);
    const { latents, reconstructions } = await encode(spots({ samples: 32 }), params({}, { loss }), weights);
    expect([latents.rows, latents.cols]).toEqual([32, 4]);
    expect(reconstructions).toBeNull();
  });

  test('images that are all alike collapse, and that is said', async () => {
    const black = spots({ samples: 16 });
    black.images.fill(0);
    const { health } = await train(black, params({ epochs: 2 }, { noise: 0 }));
    expect(health.embeddingSpread).toBeLessThan(0.01);
    expect(health.collapsed).toBe(true);
  });

  test('leaves out a last batch of under four, measures samples held back by the loss, and refuses three', async () => {
    const fractions: number[] = [];
    const eleven = params({ epochs: 1, batchSize: 4 });
    await train(spots(), eleven, { hooks: { onStep: (fraction) => fractions.push(fraction) } });
    expect(fractions).toEqual([0.5, 1]);
    const held = params({ epochs: 2 }, { validationShare: 0.4 });
    const { validationLoss, reports } = await train(spots(), held);
    expect(validationLoss).toBeGreaterThan(0);
    expect(reports[0]!.validationLoss).not.toBe(validationLoss);
    await expect(train(spots({ samples: 3 }), params())).rejects.toMatchObject({ code: 'TOO_FEW_SAMPLES' });
  });

  test('polar images are encoded alike however they are turned by whole steps of the encoder', async () => {
    const polar: MemoryBatch = { ...spots({ samples: 8 }), geometry: 'POLAR' };
    const turned: MemoryBatch = { ...polar, images: new Float32Array(polar.images.length) };
    // By four columns: two convolutions of stride 2.
    polar.images.forEach((value, i) => {
      const col = i % 16;
      turned.images[i - col + ((col + 4) % 16)] = value;
    });
    const { weights } = await train(polar, params({ epochs: 1 }));
    const [a, b] = [await encode(polar, params(), weights), await encode(turned, params(), weights)];
    a.latents.data.forEach((value, i) => {
      expect(b.latents.data[i]).toBeCloseTo(value, 4);
    });
  });
});
