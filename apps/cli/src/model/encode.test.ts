import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource, chooseImage, openFits, readChannels, writeFits } from '@asterism/fits';
import {
  encodeSamples,
  type Matrix,
  type MemoryBatch,
  MODEL_CARD_FORMAT,
  MODEL_CARD_VERSION,
  measureSample,
  modelCard,
  modelParams,
  preprocessingParams,
  preprocessSample,
  trainModel,
} from '@asterism/ml';
import { writeDiscs } from '@asterism/testkit';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CommandFailure } from '../failure.ts';
import { loadBackend } from './backend.ts';
import { encodeFiles } from './encode.ts';

const program = join(import.meta.dirname, '../../bin/asterism.mjs');
const preprocessing = preprocessingParams.parse({ channels: [0, 2], size: 32, alignment: 'ROTATE' });
const model = modelParams.parse({
  kind: 'CONV',
  latentSize: 6,
  epochs: 2,
  batchSize: 4,
  params: { widths: [8, 12] },
});

// The program may take seconds to start; a guard against hanging, nothing more.
vi.setConfig({ testTimeout: 60_000 });

let root: string;
let files: string[];
/** As the server has them: prepared, trained on and encoded by the functions that its stages call. */
let latents: Matrix<Float32Array>;

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'model', 'encode', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr, lines: stdout.split('\n').filter(Boolean) };
}

/** A copy of the model's folder, changed. */
function modelFolder(name: string, change: (folder: string, weights: string, card: string) => void): string {
  const folder = join(root, name);
  cpSync(join(root, 'model'), folder, { recursive: true });
  change(folder, join(folder, 'model.safetensors'), join(folder, 'model.json'));
  return name;
}

/** Writes weights and a card that describes them, so that only what is in them can be refused. */
function changeWeights(weights: string, card: string, change: (bytes: Buffer) => Buffer): void {
  const bytes = change(readFileSync(weights));
  const told = JSON.parse(readFileSync(card, 'utf8'));
  told.weights.sha256 = createHash('sha256').update(bytes).digest('hex');
  told.weights.bytes = bytes.length;
  writeFileSync(weights, bytes);
  writeFileSync(card, JSON.stringify(told));
}

const changeCard = (card: string, change: (told: Record<string, unknown>) => void): void => {
  const told = JSON.parse(readFileSync(card, 'utf8'));
  change(told);
  writeFileSync(card, JSON.stringify(told));
};

function readNpy(path: string): { header: string; values: Float32Array } {
  const bytes = readFileSync(path);
  const start = 10 + bytes.readUInt16LE(8);
  return {
    header: bytes.subarray(10, start).toString('latin1').trim(),
    values: new Float32Array(new Uint8Array(bytes.subarray(start)).buffer),
  };
}

/** In this process: a program takes seconds to start. */
async function refused(model: string): Promise<unknown> {
  return encodeFiles(join(root, model), [join(root, files[0]!)], {}, (line) => {
    throw new Error(`Nothing was to be encoded: ${line}`);
  }).catch((error: unknown) => error);
}

const difference = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);

async function prepare(): Promise<MemoryBatch> {
  const stride = preprocessing.channels.length * preprocessing.size ** 2;
  const images = new Float32Array(files.length * stride);
  for (const [i, name] of files.entries()) {
    const source = bytesSource(readFileSync(join(root, name)));
    const file = await openFits(source);
    const pixels = await readChannels(source, file, chooseImage(file));
    images.set(preprocessSample(pixels, preprocessing, { source: measureSample(pixels) }).image, i * stride);
  }
  const { channels, size, geometry } = preprocessing;
  return { images, mask: null, samples: files.length, channels: channels.length, size, geometry };
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'asterism-model-'));
  await writeDiscs(join(root, 'discs'), { count: 9, size: 48, seed: 5 });
  files = readdirSync(join(root, 'discs'))
    .sort()
    .map((name) => `discs/${name}`);
  const batch = await prepare();
  const backend = await loadBackend('auto');
  const hooks = { onEpoch: () => undefined, now: () => 0 };
  const trained = await trainModel(batch, model, { seed: 1, backend, hooks });
  ({ latents } = await encodeSamples(batch, model, trained.weights, { backend }));
  mkdirSync(join(root, 'model'));
  writeFileSync(join(root, 'model/model.safetensors'), trained.weights);
  const card = modelCard.parse({
    format: MODEL_CARD_FORMAT,
    formatVersion: MODEL_CARD_VERSION,
    product: { name: 'Asterism', version: '0.1.0' },
    experiment: { number: 1, name: 'Discs', createdAt: '2026-01-01T00:00:00.000Z' },
    dataset: {
      name: 'Discs',
      version: 1,
      contentHash: null,
      sampleCount: files.length,
      reading: { hdus: null, planes: null, channelAxis: null, groupBy: null },
    },
    preprocessing,
    image: { channels: 2, size: 32, geometry: 'CARTESIAN' },
    model,
    seed: 1,
    training: {
      parameterCount: trained.parameterCount,
      epochs: 2,
      bestEpoch: 2,
      trainLoss: 0,
      validationLoss: null,
    },
    scores: {},
    environment: {},
    stages: {},
    weights: {
      file: 'model.safetensors',
      format: 'safetensors',
      layout: 'pytorch',
      sha256: createHash('sha256').update(trained.weights).digest('hex'),
      bytes: trained.weights.length,
      tensors: trained.tensors,
    },
  });
  writeFileSync(join(root, 'model/model.json'), JSON.stringify(card));
}, 120_000);
afterAll(() => rmSync(root, { recursive: true }));

test.each(['auto', 'wasm'])('files are encoded as the server encodes them, on %s', (backend) => {
  const out = `${backend}.npy`;
  const { status, lines } = run('model', ...files, '--out', out, '--json', '--backend', backend);
  expect(status).toBe(0);
  const { header, values } = readNpy(join(root, out));
  expect(header).toBe("{'descr': '<f4', 'fortran_order': False, 'shape': (9, 6), }");
  expect(difference(latents.data, values)).toBeLessThan(1e-5);
  expect(latents.data.some((value) => Math.abs(value) > 0.01)).toBe(true);
  const told = lines.map((line) => JSON.parse(line));
  expect(told.map(({ file, row }) => [file, row])).toEqual(files.map((file, row) => [file, row]));
  expect(Float32Array.from(told.flatMap(({ latent }) => latent))).toEqual(values);
});

test('the card alone names the model, and a file that cannot be read has no row', () => {
  writeFileSync(join(root, 'text.fits'), 'no FITS file');
  writeFileSync(join(root, 'flat.fits'), writeFits([{ shape: [8, 8], data: new Float32Array(64) }]));
  const { status, stderr, stdout } = run(
    'model/model.json',
    'text.fits',
    files[1]!,
    'flat.fits',
    'missing.fits',
    '--out',
    'some.npy',
  );
  expect(status).toBe(1);
  expect(stdout).toContain('(UNKNOWN_CHANNEL)');
  expect(stdout).toContain('(ENOENT)');
  expect(stderr).toContain('3 of 4 files could not be encoded and have no row in some.npy');
  expect(difference(latents.data.subarray(6, 12), readNpy(join(root, 'some.npy')).values)).toBeLessThan(1e-5);
});

describe('a model that is not whole or does not fit is refused with a code', () => {
  const JSON_HEADER = 8;
  test.each<[string, string, (folder: string, weights: string, card: string) => void]>([
    ['no card', 'CARD_NOT_FOUND', (_, __, card) => rmSync(card)],
    ['two cards', 'CARD_NOT_FOUND', (folder, _, card) => cpSync(card, join(folder, 'other.json'))],
    ['a card that is no JSON', 'CARD_INVALID', (_, __, card) => writeFileSync(card, '{')],
    ['another JSON', 'CARD_INVALID', (_, __, card) => writeFileSync(card, '{"a":1}')],
    [
      'a card of a later version',
      'CARD_VERSION_UNKNOWN',
      (_, __, card) => changeCard(card, (told) => Object.assign(told, { formatVersion: 2 })),
    ],
    [
      'weights elsewhere',
      'CARD_INVALID',
      (_, __, card) => changeCard(card, (told) => Object.assign(told['weights'] as object, { file: '../a' })),
    ],
    [
      'a card of other images',
      'CARD_INVALID',
      (_, __, card) => changeCard(card, (told) => Object.assign(told['image'] as object, { size: 64 })),
    ],
    ['no weights', 'WEIGHTS_NOT_FOUND', (_, weights) => rmSync(weights)],
    [
      'weights cut short',
      'WEIGHTS_HASH_MISMATCH',
      (_, weights) => writeFileSync(weights, readFileSync(weights).subarray(0, -4)),
    ],
    [
      'one bit changed',
      'WEIGHTS_HASH_MISMATCH',
      (_, weights) => {
        const bytes = readFileSync(weights);
        bytes[bytes.length - 1]! ^= 1;
        writeFileSync(weights, bytes);
      },
    ],
    [
      'weights cut short, and a card that says so',
      'WEIGHTS_CUT_SHORT',
      (_, weights, card) => changeWeights(weights, card, (bytes) => bytes.subarray(0, -4)),
    ],
    [
      'a header of 2^62 bytes',
      'NOT_SAFETENSORS',
      (_, weights, card) =>
        changeWeights(weights, card, (bytes) => {
          bytes.writeBigUInt64LE(2n ** 62n);
          return bytes;
        }),
    ],
    [
      'overlapping tensors',
      'OFFSETS_INVALID',
      (_, weights, card) =>
        changeWeights(weights, card, (bytes) => {
          const end = JSON_HEADER + Number(bytes.readBigUInt64LE());
          const header = bytes.subarray(JSON_HEADER, end).toString();
          // Of the first bias: [a, b] becomes [0, b - a], padded to the same length.
          const changed = header.replace(
            /("encoder\.0\.bias".*?\[)(\d+),(\d+)(\])/,
            (_all, before, a, b, after) =>
              `${before}${'0'.padEnd(a.length)},${String(b - a).padEnd(b.length)}${after}`,
          );
          bytes.write(changed, JSON_HEADER);
          return bytes;
        }),
    ],
    [
      'another kind of model',
      'WEIGHTS_MISFIT',
      (_, __, card) => changeCard(card, (told) => Object.assign(told['model'] as object, { latentSize: 5 })),
    ],
    [
      'samples of several files',
      'GROUPS_UNSUPPORTED',
      (_, __, card) =>
        changeCard(card, (told) => {
          const { reading } = told['dataset'] as { reading: object };
          Object.assign(reading, { groupBy: '{sample}_{channel}.fits' });
        }),
    ],
  ])('%s: %s', async (name, code, change) => {
    const folder = modelFolder(name.replaceAll(/\W/g, '-'), change);
    const error = await refused(folder);
    expect(error).toBeInstanceOf(CommandFailure);
    expect(String(error)).toContain(`(${code})`);
  });

  test('a folder that is not there', async () => {
    expect(String(await refused('nowhere'))).toContain('(CARD_NOT_FOUND)');
  });
});
