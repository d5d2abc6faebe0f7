import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Values } from '../graph/backend.ts';
import { nativeTestBackend, wasmTestBackend } from '../graph/testing/backends.ts';
import { buildModel } from '../models/model.ts';
import { MODEL_KINDS, type ModelKind, type ModelParams, modelParams } from '../params/index.ts';
import { createRandom } from '../random/random.ts';
import { decodeLatents } from './decode.ts';
import { encodeSamples } from './encode.ts';
import { imageSpecOf, type MemoryBatch } from './imageBatch.ts';
import { writeModelFolder } from './testing/modelFolder.ts';
import { packWeights } from './weights.ts';

// The twins of examples/python, where PEER_PYTHON names a Python with torch, numpy and safetensors.
const python = process.env.PEER_PYTHON ?? 'python3';
const hasTorch = spawnSync(python, ['-c', 'import torch, numpy, safetensors']).status === 0;
if (!hasTorch)
  console.warn(`${python} has no torch, numpy and safetensors: weights are not tried in PyTorch.`);

interface Case {
  name: string;
  params: ModelParams;
  size: number;
  geometry: 'CARTESIAN' | 'POLAR';
}

const caseOf = (kind: ModelKind, name = '', own: object = {}, more: Partial<Case> = {}): Case => ({
  name: `${kind}${name && ` ${name}`}`,
  params: modelParams.parse({ kind, latentSize: 7, params: own }),
  size: 32,
  geometry: 'CARTESIAN',
  ...more,
});

// Every kind as it is by default, then what a twin could get wrong: sides that are odd on the way, every function between
// layers, blocks without normalisation, groups that do not divide the filters, angles that go round.
const CASES: Case[] = [
  ...MODEL_KINDS.map((kind) => caseOf(kind)),
  caseOf('DENSE', 'without layers', { widths: [], activation: 'ELU' }),
  caseOf('CONV', 'with odd sides', { widths: [8, 12, 16, 20, 24], activation: 'GELU' }, { size: 48 }),
  caseOf('ALEXNET', 'with odd sides', { activation: 'LEAKY_RELU' }, { size: 48 }),
  caseOf('RESNET', 'without normalisation', { normalization: 'NONE', blocks: 2, activation: 'SILU' }),
  caseOf('RESNET_VAE', 'of two blocks', { widths: [6, 10, 10], blocks: 2, groups: 4 }, { size: 48 }),
  caseOf('UNET_VAE', 'with odd sides', { widths: [8, 8, 12, 12, 16], activation: 'SILU' }, { size: 48 }),
  caseOf('CONTRASTIVE', 'of polar images', {}, { geometry: 'POLAR' }),
  caseOf(
    'CONTRASTIVE',
    'of polar images with odd sides',
    { widths: [8, 8, 8, 8, 8] },
    { size: 48, geometry: 'POLAR' },
  ),
];

const CHANNELS = 3;
const SAMPLES = 5;
const root = mkdtempSync(join(tmpdir(), 'asterism-twins-'));
const folderOf = ({ name }: Case) => join(root, name.replaceAll(' ', '-'));
const found = new Map<string, { latents: Float32Array; decoded: Float32Array | null }>();

function imagesOf({ size, geometry }: Case): MemoryBatch {
  const random = createRandom(11);
  const images = Float32Array.from({ length: SAMPLES * CHANNELS * size * size }, () => random.next());
  return { images, mask: null, samples: SAMPLES, channels: CHANNELS, size, geometry };
}

/** First values changed a little, so that no gain is 0, no scale 1 and no offset 0. */
function weightsOf(params: ModelParams, batch: MemoryBatch): Uint8Array {
  const random = createRandom(12);
  const { program } = buildModel(params, imageSpecOf(batch), random);
  const changed: Values = Object.fromEntries(
    program.parameters.map(({ name, initial }) => [
      name,
      initial.map((value) => value + 0.02 * random.normal()),
    ]),
  );
  return packWeights(program, changed);
}

const { backend } = nativeTestBackend() ?? (await wasmTestBackend());

beforeAll(async () => {
  if (!hasTorch) return;
  for (const each of CASES) {
    const folder = folderOf(each);
    mkdirSync(folder);
    const batch = imagesOf(each);
    const weights = weightsOf(each.params, batch);
    writeModelFolder(folder, each.params, { weights, batch });
    writeFileSync(join(folder, 'images.f32'), new Uint8Array(batch.images.buffer));
    const { latents, reconstructions } = await encodeSamples(batch, each.params, weights, { backend });
    const decoded = reconstructions
      ? await decodeLatents(latents, each.params, imageSpecOf(batch), { weights, backend })
      : null;
    found.set(each.name, { latents: latents.data, decoded });
  }
  const script = join(import.meta.dirname, 'testing/pytorchTwins.py');
  const examples = join(import.meta.dirname, '../../../../examples/python');
  const { status, stderr } = spawnSync(python, [script, examples, ...CASES.map(folderOf)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}, 600_000);
afterAll(() => rmSync(root, { recursive: true }));

const read = (path: string) => new Float32Array(new Uint8Array(readFileSync(path)).buffer);

/** Largest difference beside the largest value, or beside 1 where all are smaller. */
function difference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0) / scale;
}

/** Of the values over all: a model that gives the same to everything would agree with anything. */
function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

test.runIf(hasTorch).each(CASES)('$name gives the same latents and images in PyTorch', (each) => {
  const { latents, decoded } = found.get(each.name)!;
  expect(deviation(latents)).toBeGreaterThan(1e-3);
  expect(difference(latents, read(join(folderOf(each), 'latents.f32')))).toBeLessThan(1e-4);
  if (decoded) expect(difference(decoded, read(join(folderOf(each), 'decoded.f32')))).toBeLessThan(1e-4);
});
