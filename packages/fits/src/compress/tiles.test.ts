import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/tiles.json' with { type: 'json' };
import {
  type ByteSource,
  bytesSource,
  chooseImage,
  type FitsImage,
  openFits,
  readChannels,
  readImage,
} from '../index.ts';
import { DITHER } from './dither.ts';
import { readTiles } from './readTiles.ts';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, `../../fixtures/tiles_${name}.fits`));
const sha256 = ({ data }: FitsImage) =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

describe('compressed images as astropy reads them', () => {
  const images = Object.entries(reference.images).map(([name, image]) => ({ name, ...image }));
  test.each(images)(
    '$name: $codec, $dtype $shape',
    async ({ name, codec, shape, dtype, sha256_le, some }) => {
      const source = bytesSource(fixture(name));
      const { hdus, warnings } = await openFits(source);
      expect(warnings).toEqual([]);
      expect(hdus[1]).toMatchObject({ compression: codec, shape });
      const image = await readImage(source, hdus[1]!);
      expect(image).toMatchObject({ shape, dtype });
      const step = Math.max(1, Math.floor(image.data.length / 5));
      const ours = some.map((_, i) => image.data[i * step]!);
      // The hash says whether all are right; these, by how much they are wrong.
      ours.forEach((value, i) => {
        expect(Math.abs(Number(value) - Number(some[i]))).toBeLessThan(1e-5 * (1 + Math.abs(Number(value))));
      });
      expect(sha256(image)).toBe(sha256_le);
    },
  );

  test('every codec, and every kind of dither, is among them', () => {
    const codecs = new Set(images.map(({ codec }) => codec));
    expect([...codecs].sort()).toEqual(['GZIP_1', 'GZIP_2', 'HCOMPRESS_1', 'NOCOMPRESS', 'PLIO_1', 'RICE_1']);
  });
});

test("the last of the standard's random numbers (FITS 4.0, appendix I)", () => {
  // seed after 10,000 steps: 1043618065
  expect(DITHER[9999]).toBe(Math.fround(1043618065 / 2147483647));
});

test('the same without Buffer, as in a browser', async () => {
  const names = ['rice_f32_dither1', 'gzip_2_int32', 'plio_u16', 'hcompress_smooth'] as const;
  const files = names.map((name) => ({ name, bytes: new Uint8Array(fixture(name)) }));
  const { Buffer } = globalThis;
  Reflect.deleteProperty(globalThis, 'Buffer');
  const images: FitsImage[] = [];
  try {
    for (const { bytes } of files) {
      const source = bytesSource(bytes);
      images.push(await readImage(source, (await openFits(source)).hdus[1]!));
    }
  } finally {
    globalThis.Buffer = Buffer;
  }
  expect(images.map(sha256)).toEqual(names.map((name) => reference.images[name].sha256_le));
});

describe('a part of an image', () => {
  /** A source that notes which bytes were asked for. */
  function noting(bytes: Uint8Array) {
    const reads: { offset: number; length: number }[] = [];
    const source: ByteSource = {
      size: bytes.length,
      read: async (offset, length) => {
        reads.push({ offset, length });
        return bytes.subarray(offset, offset + length);
      },
    };
    return { source, reads };
  }

  test.each(['hcompress_ragged', 'rice_i16'])(
    'every run of pixels of %s is that of the whole',
    async (name) => {
      const source = bytesSource(fixture(name));
      const hdu = (await openFits(source)).hdus[1]!;
      const total = hdu.shape.reduce((product, length) => product * length, 1);
      const whole = await readTiles(source, hdu, 0, total);
      for (let first = 0; first < total; first += 17)
        for (const count of [1, 20, 21, 26, 300])
          expect(await readTiles(source, hdu, first, Math.min(count, total - first))).toEqual(
            whole.slice(first, first + count),
          );
    },
  );

  test('one plane is read from its own tiles alone', async () => {
    const bytes = fixture('hcompress_ragged');
    const { source, reads } = noting(bytes);
    const file = await openFits(source);
    const hdu = file.hdus[1]!;
    const choice = chooseImage(file, { hdu: 1, channelAxis: 0, planes: [1] });
    reads.length = 0;
    const { data } = await readChannels(source, file, choice);
    const whole = await readImage(bytesSource(bytes), hdu);
    expect([...data]).toEqual([...whole.data].slice(13 * 21));
    // Rows of the table, then tiles, of which the second plane's are the later half.
    const heap = hdu.dataOffset + Number(hdu.header.get('NAXIS1')) * Number(hdu.header.get('NAXIS2'));
    const heapBytes = reads
      .filter(({ offset }) => offset >= heap)
      .reduce((sum, { length }) => sum + length, 0);
    expect(heapBytes).toBeGreaterThan(100);
    expect(heapBytes).toBeLessThan((hdu.dataOffset + hdu.dataBytes - heap) * 0.6);
  });
});
