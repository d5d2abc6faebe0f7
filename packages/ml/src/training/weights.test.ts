import { expect, test } from 'vitest';
import { initialState } from '../graph/optimizer.ts';
import { buildModel } from '../models/model.ts';
import { MODEL_KINDS, type ModelKind, type ModelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { readSafetensors } from '../safetensors/read.ts';
import { packContainer } from './container.ts';
import { tensorFormOf, toTorch } from './tensors.ts';
import { tinyModel } from './testing/tinyModels.ts';
import { packWeights, readWeights, tensorsOf } from './weights.ts';

const programOf = (params: ModelParams, geometry: 'CARTESIAN' | 'POLAR' = 'CARTESIAN') =>
  buildModel(params, { channels: 2, size: 16, masked: false, geometry }, createRandom(4)).program;

/** A program's first parameters alone. */
function parametersOf(program: ReturnType<typeof programOf>) {
  return Object.fromEntries(program.parameters.map(({ name, initial }) => [name, initial]));
}

test.each(MODEL_KINDS)('%s: weights are a safetensors file, and come back as they were', (kind) => {
  const program = programOf(tinyModel(kind));
  const bytes = packWeights(program, initialState(program));
  expect(readWeights(bytes, program)).toEqual(parametersOf(program));
  const tensors = [...readSafetensors(bytes).values()].map(({ name, shape }) => ({ name, shape }));
  expect(tensors).toEqual(tensorsOf(program).map(({ name, shape }) => ({ name, shape })));
  expect(new Set(tensors.map(({ name }) => name)).size).toBe(program.parameters.length);
});

test.each<[ModelKind, Record<string, number[]>]>([
  // 16 x 16 pixels, halved twice: 8 maps of 4 x 4.
  [
    'CONV',
    {
      'encoder.0.weight': [4, 2, 3, 3],
      'encoder.1.bias': [8],
      'latent.weight': [4, 8 * 4 * 4],
      'decoder.dense.weight': [8 * 4 * 4, 4],
      // Transposed convolutions have the incoming channels first.
      'decoder.0.weight': [4, 2, 3, 3],
    },
  ],
  [
    'RESNET_VAE',
    {
      'encoder.0.0.first.weight': [4, 2, 3, 3],
      'encoder.0.0.first_norm.weight': [4],
      'encoder.0.0.shortcut_norm.bias': [4],
      'log_variance.weight': [4, 8 * 4 * 4],
    },
  ],
  ['DENSE', { 'encoder.0.weight': [12, 2 * 16 * 16], 'decoder.1.bias': [2 * 16 * 16] }],
  ['CONTRASTIVE', { 'latent.weight': [4, 8 * 4 * 4], 'projector.1.weight': [16, 16] }],
])('%s has the names and shapes of PyTorch', (kind, shapes) => {
  const model = tinyModel(kind, {}, kind === 'CONTRASTIVE' ? { projectionSize: 16 } : {});
  const found = new Map(tensorsOf(programOf(model)).map(({ name, shape }) => [name, shape]));
  for (const [name, shape] of Object.entries(shapes)) expect([name, found.get(name)]).toEqual([name, shape]);
});

test('an image laid flat becomes channels first, and rows become columns', () => {
  // One image of 1 x 2 pixels and 3 channels into 2 units.
  const dense = tensorFormOf({ name: 'latent/weight', role: 'DENSE', axes: [[1, 2, 3], [2]] });
  expect(dense).toMatchObject({ name: 'latent.weight', shape: [2, 6] });
  const rows = Float32Array.from({ length: 12 }, (_, i) => i);
  // Unit 0 of pixel 0 and 1 in channel 0, then in channel 1, then in channel 2; then unit 1.
  expect([...toTorch(rows, dense)]).toEqual([0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11]);
  const bias = tensorFormOf({ name: 'decoder/dense/bias', role: 'BIAS', axes: [[1, 2, 3]] });
  expect([...toTorch(Float32Array.of(0, 1, 2, 3, 4, 5), bias)]).toEqual([0, 3, 1, 4, 2, 5]);
});

test('the mean over angles leaves one column', () => {
  const { shape } = tensorsOf(programOf(tinyModel('CONTRASTIVE'), 'POLAR')).find(
    ({ name }) => name === 'latent.weight',
  )!;
  expect(shape).toEqual([4, 8 * 4]);
});

test('weights that were stored in the container of before are read', () => {
  const program = programOf(tinyModel('CONV'));
  const arrays = parametersOf(program);
  expect(readWeights(packContainer({ head: {}, arrays }), program)).toEqual(arrays);
});

test('weights of another model are refused, with what does not fit', () => {
  const [conv, vae, wider] = [
    programOf(tinyModel('CONV')),
    programOf(tinyModel('VAE')),
    programOf(tinyModel('CONV', { latentSize: 5 })),
  ];
  const bytes = packWeights(conv, initialState(conv));
  const misfit = (name: string) =>
    expect.objectContaining({ code: 'WEIGHTS_MISFIT', message: expect.stringContaining(name) });
  expect(() => readWeights(bytes, vae)).toThrow(misfit('mean.weight'));
  expect(() => readWeights(bytes, wider)).toThrow(misfit('decoder.dense.weight'));
  const contrastive = programOf(tinyModel('CONTRASTIVE'));
  const encoderAlone = {
    ...contrastive,
    parameters: contrastive.parameters.filter(({ name }) => !name.startsWith('projector')),
  };
  const whole = packWeights(contrastive, initialState(contrastive));
  expect(() => readWeights(whole, encoderAlone)).toThrow(misfit('projector.0.weight'));
});
