import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource, FitsError, openFits, readImage } from '../index.ts';
import { StreamDamage } from './damage.ts';
import { decodeHcompress } from './hcompress/hcompress.ts';
import { TileInflater } from './inflate.ts';
import { decodePlio } from './plio.ts';
import { decodeRice } from './rice.ts';

const bytes = fc.uint8Array({ maxLength: 400 });
const inflater = new TileInflater();

/** Runs a codec; what it throws must be StreamDamage. */
function survives(decode: () => void): void {
  try {
    decode();
  } catch (error) {
    if (!(error instanceof StreamDamage)) throw error;
  }
}

describe('any bytes are decoded, or refused as damage', () => {
  test.each([1, 2, 4] as const)('RICE_1 of %i bytes', (bytepix) => {
    fc.assert(
      fc.property(
        bytes,
        fc.integer({ min: 1, max: 3000 }),
        fc.constantFrom(1, 16, 32, 2 ** 40),
        (data, length, blocksize) => {
          const out = new Int32Array(length);
          survives(() => decodeRice(data, out, { bytepix, blocksize }));
          const largest = out.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
          expect(largest).toBeLessThanOrEqual({ 1: 255, 2: 32768, 4: 2 ** 31 }[bytepix]);
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
  test('PLIO_1', () => {
    fc.assert(
      fc.property(bytes, fc.boolean(), fc.integer({ min: 1, max: 3000 }), (data, hasHead, length) => {
        // A sound head leads into the instructions.
        const list = hasHead
          ? Uint8Array.of(0, 0, 0, 7, 0xff, 0x9c, 0, data.length >> 1, 0, 0, ...data)
          : data;
        survives(() => decodePlio(list, new Int32Array(length)));
      }),
      { numRuns: 5000, seed: 1 },
    );
  });
  test('HCOMPRESS_1', () => {
    const planes = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(
        bytes,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        planes,
        planes,
        fc.boolean(),
        (data, rows, width, first, second, smooth) => {
          const head = Uint8Array.of(
            0xdd,
            0x99,
            0,
            0,
            0,
            rows,
            0,
            0,
            0,
            width,
            0,
            0,
            0,
            4,
            0,
            0,
            0,
            0,
            0,
            9,
            9,
            9,
            first,
            second,
            first,
          );
          survives(() =>
            decodeHcompress(Uint8Array.of(...head, ...data), new Int32Array(rows * width), width, smooth),
          );
          survives(() => decodeHcompress(data, new Int32Array(rows * width), width, smooth));
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
  test('gzip', () => {
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], [0x78, 0x9c], []),
        (data, head) => {
          survives(() =>
            expect(inflater.inflate(Uint8Array.of(...head, ...data), 500).length).toBeLessThanOrEqual(500),
          );
        },
      ),
      { numRuns: 3000, seed: 1 },
    );
  });
});

const folder = join(import.meta.dirname, '../../fixtures');
const fixtures = readdirSync(folder).filter((name) => /^tiles_.*\.fits$/.test(name));
expect(fixtures.length).toBeGreaterThan(35);

test.each(fixtures)('%s with bytes of its table and heap changed', async (name) => {
  const original = new Uint8Array(readFileSync(join(folder, name)));
  const { dataOffset, dataBytes, shape } = (await openFits(bytesSource(original))).hdus[1]!;
  const pixels = shape.reduce((product, length) => product * length, 1);
  let refused = 0;
  const change = fc.tuple(fc.integer({ min: 0, max: dataBytes - 1 }), fc.integer({ min: 0, max: 255 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const bytes = new Uint8Array(original);
      for (const [at, value] of changes) bytes[dataOffset + at] = value;
      const source = bytesSource(bytes);
      const image = await readImage(source, (await openFits(source)).hdus[1]!).catch(
        (error: unknown) => error,
      );
      if (image instanceof FitsError) {
        refused += 1;
        expect(image).toMatchObject({ hdu: 1, tile: expect.any(Number), byteOffset: expect.any(Number) });
        expect(['CORRUPT_TILE', 'BAD_HEAP_POINTER']).toContain(image.code);
      } else expect(image).toMatchObject({ data: { length: pixels } });
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(refused).toBeGreaterThan(0);
});
