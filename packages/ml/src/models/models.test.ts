import { beforeAll, describe, expect, test } from 'vitest';
import type { Session, Values } from '../graph/backend.ts';
import { memoryNeed, trainingNeed } from '../graph/memory.ts';
import { initialState } from '../graph/optimizer.ts';
import { nativeTestBackend, type TestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import { type ModelParams, modelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { type Autoencoder, buildAutoencoder, type ImageSpec } from './autoencoder.ts';

const native = nativeTestBackend();
const SPEC: ImageSpec = { channels: 2, size: 16, masked: true };
const params = (kind: ModelParams['kind'], more: object = {}): ModelParams =>
  modelParams.parse({ kind, latentSize: 5, params: { widths: [4, 6, 8], ...more } });

function feedsOf(
  { noise, latentSize }: Autoencoder,
  samples: number,
  { channels, size, masked }: ImageSpec,
): Values {
  const random = createRandom(3);
  const pixels = samples * size * size * channels;
  return {
    images: Float32Array.from({ length: pixels }, () => random.next()),
    ...(masked ? { mask: Float32Array.from({ length: pixels }, () => (random.next() < 0.9 ? 1 : 0)) } : {}),
    ...(noise ? { noise: Float32Array.from({ length: samples * latentSize }, () => random.normal()) } : {}),
  };
}

async function steps(under: TestBackend, model: Autoencoder, feeds: Values, count: number) {
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
  const { program } = buildAutoencoder(
    modelParams.parse({ kind: 'CONV' }),
    { channels: 1, size: 128, masked: false },
    createRandom(1),
  );
  expect(program.parameters.reduce((sum, { initial }) => sum + initial.length, 0)).toBe(1_251_009);
});

test('parameters start uniform within 1 / sqrt(fan in), by the seed', () => {
  const build = (seed: number) =>
    buildAutoencoder(params('VAE'), SPEC, createRandom(seed)).program.parameters;
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
    ['CONV', SPEC, 5],
    ['VAE', SPEC, 5],
    ['VAE', { channels: 3, size: 18, masked: false }, 4],
    ['CONV', { channels: 1, size: 21, masked: true }, 3],
  ] as const)('make the same of %s with %o', async (kind, spec, samples) => {
    const model = buildAutoencoder(
      params(kind, kind === 'VAE' ? { klWeight: 0.01 } : {}),
      spec,
      createRandom(1),
    );
    const feeds = feedsOf(model, samples, spec);
    const ours = await steps(await wasmTestBackend(), model, feeds, 5);
    const theirs = await steps(native!, model, feeds, 5);
    theirs.losses.forEach((loss, i) => {
      expect(ours.losses[i]! / loss).toBeCloseTo(1, 5);
    });
    for (const { name } of model.program.parameters) {
      const [a, b] = [ours.state[`${name}/m`]!, theirs.state[`${name}/m`]!];
      const scale = Math.max(...b.map(Math.abs));
      expect(Math.max(...b.map((x, i) => Math.abs(x - a[i]!))) / scale, name).toBeLessThan(2e-3);
    }
  });
});

describe('on wasm', () => {
  let wasm: TestBackend;
  beforeAll(async () => {
    wasm = await wasmTestBackend();
  });

  async function opened<Result>(model: Autoencoder, state: Values, use: (session: Session) => Result) {
    await wasm.select();
    const session = await wasm.backend.open(model.program);
    session.assign({ ...initialState(model.program), ...state });
    const result = use(session);
    session.close();
    return result;
  }

  test('errors are of the decoded latents, over measured pixels; nothing measured is no error', async () => {
    const model = buildAutoencoder(params('CONV'), SPEC, createRandom(1));
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
      const spec = { channels: 1, size: 16, masked: false };
      const model = buildAutoencoder(params('VAE', { klWeight }), spec, createRandom(1));
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
    const model = buildAutoencoder(params('VAE'), SPEC, createRandom(1));
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
    const model = buildAutoencoder(params('CONV', { widths }), SPEC, createRandom(1)).program;
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
});
