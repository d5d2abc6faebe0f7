import { beforeAll, describe, expect, test } from 'vitest';
import type { Session, Values } from '../graph/backend.ts';
import { memoryNeed, trainingNeed } from '../graph/memory.ts';
import { initialState } from '../graph/optimizer.ts';
import { BATCH } from '../graph/shapes.ts';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import { MODEL_KINDS, type ModelParams, modelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { buildModel, type ImageSpec, type Model } from './model.ts';

const native = nativeTestBackend();
const SPEC: ImageSpec = { channels: 2, size: 16, masked: true, geometry: 'CARTESIAN' };
const params = (kind: ModelParams['kind'], more: object = {}): ModelParams =>
  modelParams.parse({ kind, latentSize: 5, params: { widths: [4, 6, 8], ...more } });

function feedsOf(model: Model, samples: number, { channels, size, masked }: ImageSpec): Values {
  const random = createRandom(3);
  const pixels = samples * size * size * channels;
  const uniform = () => Float32Array.from({ length: pixels }, () => random.next());
  const draws = model.draws.map(({ name, perSample, distribution }) => {
    const draw = () =>
      distribution === 'NORMAL' ? random.normal() : Number(random.next() < distribution.keep);
    return [name, Float32Array.from({ length: samples * perSample }, draw)];
  });
  return {
    images: uniform(),
    ...(model.takesViews ? { otherImages: uniform() } : {}),
    ...(masked && model.decodes
      ? { mask: Float32Array.from({ length: pixels }, () => (random.next() < 0.9 ? 1 : 0)) }
      : {}),
    ...Object.fromEntries(draws),
    ...(model.klWeight === null ? {} : { klWeight: Float32Array.of(model.klWeight) }),
  };
}

const cartesian = (channels: number, size: number, masked: boolean): ImageSpec => ({
  channels,
  size,
  masked,
  geometry: 'CARTESIAN',
});

async function steps(under: TestBackend, model: Model, feeds: Values, count: number) {
  await under.select();
  const session = await under.backend.open(model.program);
  session.assign(initialState(model.program));
  const losses = Array.from(
    { length: count },
    (_, i) => session.train(feeds, { learningRate: 1e-3, step: i + 1 }).loss,
  );
  const state = session.read();
  session.close();
  return { losses, state };
}

test('the reference model has the size it has in PyTorch', () => {
  const { program } = buildModel(
    modelParams.parse({ kind: 'CONV' }),
    { channels: 1, size: 128, masked: false, geometry: 'CARTESIAN' },
    createRandom(1),
  );
  expect(program.parameters.reduce((sum, { initial }) => sum + initial.length, 0)).toBe(1_251_009);
});

/** Numbers of parameters: of a convolution from a to b channels, and of a dense layer. */
const conv = (a: number, b: number, kernel = 3) => kernel * kernel * a * b + b;
const dense = (a: number, b: number) => a * b + b;
// With normalisation: no bias, but a scale and an offset for each channel.
const normed = (a: number, b: number, kernel = 3) => kernel * kernel * a * b + 2 * b;
const block = (a: number, b: number) => normed(a, b) + normed(b, b) + normed(a, b, 1);
const CONV_BODY = conv(2, 4) + conv(4, 6);
// At 32 pixels, halved twice: 8 x 8 x 6.
const CONV_DECODER = dense(5, 384) + conv(6, 4) + conv(4, 2);

test.each([
  [
    'DENSE',
    { widths: [12, 8] },
    dense(2048, 12) + dense(12, 8) + dense(8, 5) + dense(5, 8) + dense(8, 12) + dense(12, 2048),
  ],
  ['CONV', { widths: [4, 6] }, CONV_BODY + dense(384, 5) + CONV_DECODER],
  ['VAE', { widths: [4, 6] }, CONV_BODY + 2 * dense(384, 5) + CONV_DECODER],
  [
    'ALEXNET',
    { widths: [4, 5, 6, 7, 8], hiddenSize: 16 },
    // 32 pixels by 4, 2, 2 and 2 leave one.
    [conv(2, 4, 11), conv(4, 5, 5), conv(5, 6), conv(6, 7), conv(7, 8), dense(8, 16), dense(16, 5)]
      .concat([dense(5, 16), dense(16, 8), conv(8, 7), conv(7, 6), conv(6, 5), conv(5, 4, 5), conv(4, 2, 11)])
      .reduce((sum, count) => sum + count),
  ],
  [
    'RESNET',
    { widths: [4, 6], blocks: 1 },
    block(2, 4) + block(4, 6) + dense(384, 5) + dense(5, 384) + block(6, 4) + block(4, 4) + conv(4, 2),
  ],
  [
    'RESNET_VAE',
    { widths: [4, 6], blocks: 2 },
    // A second block of a stage has no shortcut of its own.
    [block(2, 4) + block(4, 6), 2 * dense(384, 5) + dense(5, 384), block(6, 4) + block(4, 4) + conv(4, 2)]
      .concat([6 * normed(4, 4), 2 * normed(6, 6)])
      .reduce((sum, count) => sum + count),
  ],
  [
    'UNET_VAE',
    { widths: [4, 6] },
    CONV_BODY + 2 * dense(384, 5) + dense(5, 384) + conv(6, 4) + (conv(4, 4) + conv(4, 4) - 4) + conv(4, 2),
  ],
  [
    'CONTRASTIVE',
    { widths: [4, 6], projectionSize: 9 },
    CONV_BODY + dense(384, 5) + dense(5, 9) + dense(9, 9),
  ],
] as const)('%s has as many parameters as the formula says', (kind, own, count) => {
  const { program } = buildModel(params(kind, own), cartesian(2, 32, false), createRandom(1));
  expect(program.parameters.reduce((sum, { initial }) => sum + initial.length, 0)).toBe(count);
});

test('every kind builds for any size, channel count and latent size that can be chosen', () => {
  for (const kind of MODEL_KINDS)
    for (const [size, channels, latentSize] of [
      [32, 1, 2],
      [48, 3, 65],
    ] as const) {
      const chosen = modelParams.parse({ kind, latentSize });
      const { program } = buildModel(chosen, cartesian(channels, size, true), createRandom(1));
      const { latents } = program.signatures['encode']!.outputs;
      expect(latents!.shape, kind).toEqual([BATCH, latentSize]);
      const decoded = program.signatures['decode']?.outputs['images'];
      if (decoded) expect(decoded.shape, kind).toEqual([BATCH, size, size, channels]);
    }
});

test('a model that is far too large is refused before its numbers are made', () => {
  const large = modelParams.parse({ kind: 'DENSE', params: { widths: [4096] } });
  expect(() => buildModel(large, cartesian(4, 256, false), createRandom(1))).toThrow(
    expect.objectContaining({ code: 'MODEL_TOO_LARGE' }),
  );
});

test('parameters start uniform within 1 / sqrt(fan in), by the seed', () => {
  const build = (seed: number) => buildModel(params('VAE'), SPEC, createRandom(seed)).program.parameters;
  const parameter = build(1).find(({ name }) => name === 'mean/weight')!;
  const bound = 1 / Math.sqrt(parameter.initial.length / 5);
  expect(Math.max(...parameter.initial)).toBeLessThanOrEqual(bound);
  expect(Math.max(...parameter.initial)).toBeGreaterThan(0.95 * bound);
  expect(Math.min(...parameter.initial)).toBeLessThan(-0.95 * bound);
  const values = (seed: number) => build(seed).map(({ initial }) => [...initial]);
  expect(values(1)).toEqual(values(1));
  expect(values(1)).not.toEqual(values(2));
});

describe.skipIf(!native)('TensorFlow and wasm', () => {
  test.each([
    ['CONV', SPEC, 5, { activation: 'SILU' }],
    ['CONV', cartesian(1, 21, true), 3, { loss: 'L1', activation: 'GELU' }],
    ['CONV', cartesian(2, 24, true), 3, { loss: 'MSE_MSSSIM' }],
    ['CONV', cartesian(1, 32, false), 3, { loss: 'MSE_MSSSIM' }],
    ['VAE', SPEC, 5, { klWeight: 0.01, freeBits: 0.1 }],
    ['VAE', cartesian(3, 18, false), 4, { klWeight: 0.01 }],
    ['DENSE', SPEC, 5, { widths: [12, 8], activation: 'ELU' }],
    ['DENSE', SPEC, 3, { widths: [] }],
    ['ALEXNET', cartesian(2, 32, false), 3, { widths: [4, 6, 8, 6, 4], hiddenSize: 16 }],
    ['ALEXNET', cartesian(1, 48, true), 2, { widths: [4, 4, 4, 4, 4], hiddenSize: 16 }],
    ['RESNET', cartesian(1, 21, true), 3, { widths: [4, 6], groups: 2, activation: 'LEAKY_RELU' }],
    ['RESNET', SPEC, 3, { widths: [4, 8], blocks: 2, normalization: 'NONE' }],
    ['RESNET_VAE', SPEC, 3, { widths: [4, 4], klWeight: 0.01 }],
    ['UNET_VAE', cartesian(2, 22, true), 4, { widths: [4, 6, 8], klWeight: 0.01 }],
    ['CONTRASTIVE', SPEC, 5, { widths: [4, 6], projectionSize: 8 }],
    ['CONTRASTIVE', SPEC, 5, { widths: [4, 6], projectionSize: 8, loss: 'BARLOW_TWINS' }],
    ['CONTRASTIVE', { ...SPEC, geometry: 'POLAR' }, 5, { widths: [4, 6], projectionSize: 8 }],
  ] as const)('make the same of %s with %o', async (kind, spec, samples, own) => {
    const model = buildModel(params(kind, own), spec, createRandom(1));
    const feeds = feedsOf(model, samples, spec);
    const wasm = await wasmTestBackend();
    const ours = await steps(wasm, model, feeds, 5);
    const theirs = await steps(native!, model, feeds, 5);
    theirs.losses.forEach((loss, i) => {
      expect(ours.losses[i]! / loss).toBeCloseTo(1, 4);
    });
    // After one step Adam's first mean is a tenth of the gradient; later ones carry rounding past the kinks of ReLU.
    const [first, second] = [await steps(wasm, model, feeds, 1), await steps(native!, model, feeds, 1)];
    const largest = (values: Float32Array) => values.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    const all = Math.max(...model.program.parameters.map(({ name }) => largest(second.state[`${name}/m`]!)));
    for (const { name } of model.program.parameters) {
      const [a, b] = [first.state[`${name}/m`]!, second.state[`${name}/m`]!];
      const error = largest(b.map((x, i) => x - a[i]!));
      expect(error / Math.max(largest(b), 1e-2 * all), name).toBeLessThan(1e-3);
    }
  });
});

describe('on wasm', () => {
  let wasm: TestBackend;
  beforeAll(async () => {
    wasm = await wasmTestBackend();
  });

  async function opened<Result>(model: Model, state: Values, use: (session: Session) => Result) {
    await wasm.select();
    const session = await wasm.backend.open(model.program);
    session.assign({ ...initialState(model.program), ...state });
    const result = use(session);
    session.close();
    return result;
  }

  test('errors are of the decoded latents, over measured pixels; nothing measured is no error', async () => {
    const model = buildModel(params('CONV'), SPEC, createRandom(1));
    const feeds = feedsOf(model, 3, SPEC);
    const pixels = feeds['images']!.length / 3;
    feeds['mask']!.fill(0, 2 * pixels);
    const [encoded, decoded] = await opened(model, {}, (session) => {
      const first = session.run('encode', feeds);
      return [first, session.run('decode', { latents: first['latents']! })];
    });
    const error = (sample: number): number => {
      let [sum, count] = [0, 0];
      for (let p = sample * pixels; p < (sample + 1) * pixels; p++) {
        sum += feeds['mask']![p]! * (decoded['images']![p]! - feeds['images']![p]!) ** 2;
        count += feeds['mask']![p]!;
      }
      return sum / count;
    };
    expect(encoded['errors']![0]).toBeCloseTo(error(0), 6);
    expect(encoded['errors']![1]).toBeCloseTo(error(1), 6);
    expect(encoded['errors']![2]).toBe(0);
  });

  test('the Kullback-Leibler term is the known one', async () => {
    // All weights zero: every sample has mean 0.3 and log variance -0.7, and the decoder gives zeros.
    const loss = async (klWeight: number): Promise<number> => {
      const spec = cartesian(1, 16, false);
      const model = buildModel(params('VAE', { klWeight }), spec, createRandom(1));
      const state = Object.fromEntries(
        model.program.parameters.map(({ name, initial }) => {
          const bias = { 'mean/bias': 0.3, 'logVariance/bias': -0.7 }[name] ?? 0;
          return [name, new Float32Array(initial.length).fill(bias)];
        }),
      );
      const feeds = feedsOf(model, 4, spec);
      return opened(model, state, (session) => session.train(feeds, { learningRate: 1e-3, step: 1 }).loss);
    };
    const divergence = -0.5 * (1 - 0.7 - 0.3 ** 2 - Math.exp(-0.7));
    expect((await loss(2)) - (await loss(0))).toBeCloseTo(2 * divergence, 5);
  });

  test('sampling uses the noise that is fed; latents are the means', async () => {
    const model = buildModel(params('VAE'), SPEC, createRandom(1));
    const feeds = feedsOf(model, 3, SPEC);
    const still = { ...feeds, noise: new Float32Array(feeds['noise']!.length) };
    const train = (fed: Values) =>
      opened(model, {}, (session) => session.train(fed, { learningRate: 1e-3, step: 1 }).loss);
    expect(await train(feeds)).not.toBe(await train(still));
    const { images, mask } = feeds;
    const run = () => opened(model, {}, (session) => session.run('encode', { images: images!, mask: mask! }));
    expect(await run()).toEqual(await run());
  });
});

test('memory grows with the batch and with the widths, and encoding needs less than training', () => {
  const need = (widths: number[]) => {
    const model = buildModel(params('CONV', { widths }), SPEC, createRandom(1)).program;
    return {
      train: trainingNeed(model),
      encode: memoryNeed(Object.values(model.signatures['encode']!.outputs)),
    };
  };
  const [narrow, wide] = [need([8]), need([64])];
  expect(wide.train.perSample).toBeGreaterThan(4 * narrow.train.perSample);
  expect(narrow.encode.perSample).toBeLessThan(narrow.train.perSample);
  // At the very least the widest layer's output and its gradient.
  expect(wide.train.perSample).toBeGreaterThan(2 * 8 * 8 * 64 * 4);
  // Weights once, and as much twice for Adam; between steps all of it is read and packed as well.
  const { weights, gradients, optimizer, parameterCount, atCheckpoint, fixed } = wide.train;
  expect([weights, optimizer, atCheckpoint]).toEqual([4, 8, 36].map((bytes) => bytes * parameterCount));
  expect(gradients).toBeGreaterThanOrEqual(weights);
  expect(fixed).toBe(weights + gradients + optimizer);
});
