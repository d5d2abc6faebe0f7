import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BlobStore, openBlobStore } from '@asterism/blobs';
import { expect, onTestFinished, test } from 'vitest';
import { readFloat32, readUint8 } from '../child/context.ts';
import { withImageStack } from './imageStack.ts';
import { createStackWriter, type MadeSample } from './stackWriter.ts';

const SHAPE = [2, 3, 3];
const PIXELS = 18;

function newStore(): { blobs: BlobStore; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-stack-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return { blobs: openBlobStore(folder), folder };
}

const sample = (i: number, masked = false): MadeSample => ({
  image: Float32Array.from({ length: PIXELS }, (_, k) => i + k / 32),
  mask: masked ? Uint8Array.from({ length: PIXELS }, (_, k) => (k === i ? 0 : 1)) : null,
  record: { index: i, steps: ['scaled'] },
});

async function store(blobs: BlobStore, samples: readonly MadeSample[]) {
  const writer = createStackWriter(blobs, SHAPE);
  for (const one of samples) await writer.write(one);
  return writer.finish();
}

test('a stack is stored sample by sample under the hash of all of it', async () => {
  const { blobs } = newStore();
  const samples = [0, 1, 2, 3].map((i) => sample(i));
  const { images, mask, record } = await store(blobs, samples);
  expect([images.dtype, images.shape, mask]).toEqual(['float32', [4, 2, 3, 3], null]);
  const whole = new Float32Array(samples.flatMap(({ image }) => [...image]));
  expect(await readFloat32(blobs, images)).toEqual(whole);
  expect(images.sha256).toBe((await blobs.put(new Uint8Array(whole.buffer))).sha256);
  const text = JSON.stringify(samples.map((one) => one.record));
  expect(record).toEqual(await blobs.put(Buffer.from(text)));
});

test('the mask begins with the first sample that has one, and holds all', async () => {
  const { blobs } = newStore();
  const { mask } = await store(blobs, [sample(0), sample(1), sample(2, true), sample(3), sample(4, true)]);
  const values = await readUint8(blobs, mask!);
  expect([mask!.shape, values.length]).toEqual([[5, 2, 3, 3], 5 * PIXELS]);
  expect([...values.keys()].filter((at) => values[at] === 0)).toEqual([2 * PIXELS + 2, 4 * PIXELS + 4]);
});

test('an abandoned stack leaves nothing, whenever it is', async () => {
  const { blobs, folder } = newStore();
  const writer = createStackWriter(blobs, SHAPE);
  await writer.write(sample(0, true));
  await writer.abandon();
  await createStackWriter(blobs, SHAPE).abandon();
  expect(readdirSync(folder)).toEqual(['incoming']);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('a store that fails is told of, and does not leave the writer waiting', async () => {
  const { blobs } = newStore();
  const full: BlobStore = {
    ...blobs,
    async putStream(bytes) {
      for await (const _ of bytes) throw new Error('The disk is full.');
      throw new Error('There was nothing to store.');
    },
  };
  // More than what may wait for the disk.
  const writer = createStackWriter(full, [1, 256, 256]);
  const image = new Float32Array(256 * 256);
  const all = async () => {
    for (let i = 0; i < 20; i++) await writer.write({ image, mask: null, record: i });
  };
  await expect(all()).rejects.toThrow('The disk is full.');
  await writer.abandon();
});

test('a stack beyond what is held is read from the store, with the same numbers', async () => {
  const { blobs } = newStore();
  const stack = {
    ...(await store(blobs, [sample(0), sample(1, true), sample(2)])),
    geometry: 'POLAR',
  } as const;
  let closed = 0;
  const watched: BlobStore = {
    ...blobs,
    async openReader(sha256) {
      const reader = await blobs.openReader(sha256);
      const close = () => {
        closed += 1;
        return reader.close();
      };
      return { ...reader, close };
    },
  };
  const bytes = 3 * PIXELS * 5;
  await withImageStack(
    watched,
    stack,
    async ({ images }) => expect(images).toBeInstanceOf(Float32Array),
    bytes,
  );
  const held = await withImageStack(blobs, stack, async (batch) => batch);
  await withImageStack(
    watched,
    stack,
    async ({ images, mask, ...rest }) => {
      expect(rest).toEqual({ samples: 3, channels: 2, size: 3, geometry: 'POLAR' });
      if (!('read' in images) || !mask || !('read' in mask)) throw new Error('It was held.');
      expect([images.length, mask.length]).toEqual([3 * PIXELS, 3 * PIXELS]);
      const [pixels, flags] = [new Float32Array(PIXELS), new Uint8Array(PIXELS)];
      await Promise.all([images.read(pixels, PIXELS), mask.read(flags, PIXELS)]);
      expect(pixels).toEqual((held.images as Float32Array).slice(PIXELS, 2 * PIXELS));
      expect(flags).toEqual((held.mask as Uint8Array).slice(PIXELS, 2 * PIXELS));
    },
    bytes - 1,
  );
  expect(closed).toBe(2);
  const wrong = { ...stack, images: { ...stack.images, shape: [4, 2, 3, 3] } };
  await expect(withImageStack(watched, wrong, async () => 0, 0)).rejects.toThrow(
    'is not float32 (4, 2, 3, 3)',
  );
  expect(closed).toBe(3);
});
