import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesSource, openFits, readImage } from '../index.ts';
import { placeOfCard, withCards } from '../testing/editCards.ts';

const fixture = (name: string) =>
  new Uint8Array(readFileSync(join(import.meta.dirname, `../../fixtures/tiles_${name}.fits`)));
async function imageOf(bytes: Uint8Array, maxBytes?: number) {
  const source = bytesSource(bytes);
  return readImage(source, (await openFits(source)).hdus[1]!, { maxBytes });
}

/** Where the table's rows begin, where the heap does, and the descriptor of a tile's compressed data. */
async function tableOf(bytes: Uint8Array) {
  const { header, dataOffset, dataBytes } = (await openFits(bytesSource(bytes))).hdus[1]!;
  const rowBytes = Number(header.get('NAXIS1'));
  const heap = dataOffset + rowBytes * Number(header.get('NAXIS2'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const descriptor = (tile: number) => ({
    at: dataOffset + tile * rowBytes,
    count: view.getUint32(dataOffset + tile * rowBytes),
    start: heap + view.getUint32(dataOffset + tile * rowBytes + 4),
  });
  return { view, dataOffset, heap, end: dataOffset + dataBytes, descriptor };
}

describe('the header of a compressed image', () => {
  const rice = fixture('rice_f32_dither1');
  test.each([
    ['an unknown codec', { ZCMPTYPE: "'JPEG_2000'" }, 'UNSUPPORTED_COMPRESSION', 'ZCMPTYPE'],
    ['pixels of eight bytes', { ZVAL2: 8 }, 'UNSUPPORTED_COMPRESSION', 'ZCMPTYPE'],
    ['blocks of no pixels', { ZVAL1: 0 }, 'UNSUPPORTED_COMPRESSION', 'ZCMPTYPE'],
    ['an unknown dither', { ZQUANTIZ: "'SUBTRACTIVE_DITHER_9'" }, 'UNSUPPORTED_COMPRESSION', 'ZCMPTYPE'],
    ['ZTILE1 = 0', { ZTILE1: 0 }, 'BAD_TILE_GEOMETRY', 'ZTILE1'],
    ['ZTILE2 = -1', { ZTILE2: -1 }, 'BAD_TILE_GEOMETRY', 'ZTILE2'],
    ['ZTILE2 = 0.5', { ZTILE2: 0.5 }, 'BAD_TILE_GEOMETRY', 'ZTILE2'],
    ['a huge ZNAXIS2', { ZNAXIS2: 2 ** 45 }, 'BAD_TILE_GEOMETRY', 'NAXIS2'],
    ['huge axes', { ZNAXIS2: 2 ** 50, ZNAXIS1: 2 ** 50, ZTILE1: 2 ** 50 }, 'BAD_TILE_GEOMETRY', 'ZNAXIS'],
    ['fewer rows than tiles', { NAXIS2: 13, PCOUNT: 0 }, 'BAD_TILE_GEOMETRY', 'NAXIS2'],
    ['ZBITPIX = 12', { ZBITPIX: 12 }, 'BAD_BITPIX', 'ZBITPIX'],
    ['no column of compressed data', { TTYPE1: "'OTHER'" }, 'BAD_TABLE', 'TFIELDS'],
    ['compressed data of a fixed length', { TFORM1: "'8B'" }, 'BAD_TABLE', 'TFIELDS'],
    ['a scale that is text', { TFORM4: "'8A'", TTYPE4: "'ZSCALE'" }, 'BAD_TFORM', 'TFORM4'],
  ])('%s', async (_, cards, code, card) => {
    const bytes = withCards(rice, cards as Record<string, string | number>);
    await expect(imageOf(bytes)).rejects.toMatchObject({
      code,
      hdu: 1,
      card,
      byteOffset: placeOfCard(bytes, card),
    });
  });

  test('an unknown codec names the known ones', async () => {
    await expect(imageOf(withCards(rice, { ZCMPTYPE: "'JPEG_2000'" }))).rejects.toThrow(
      'HDU 1 is compressed with JPEG_2000, which cannot be read; RICE_1, GZIP_1, GZIP_2, PLIO_1, HCOMPRESS_1, NOCOMPRESS can.',
    );
  });

  test('RICE_ONE is RICE_1', async () => {
    expect(await imageOf(withCards(rice, { ZCMPTYPE: "'RICE_ONE'" }))).toEqual(await imageOf(rice));
  });

  test('more pixels than wanted, and more than a tile can hold, before anything is set aside', async () => {
    await expect(imageOf(rice, 1000)).rejects.toMatchObject({ code: 'TOO_LARGE', hdu: 1 });
    const wide = { ZNAXIS1: 2 ** 24, ZTILE1: 2 ** 24 };
    await expect(imageOf(withCards(rice, wide))).rejects.toMatchObject({ code: 'CORRUPT_TILE', tile: 0 });
    await expect(imageOf(withCards(fixture('gzip_1_int16'), wide))).rejects.toMatchObject({
      code: 'CORRUPT_TILE',
      tile: 0,
    });
  });
});

describe('a pointer outside the heap', () => {
  test.each([
    ['its length', 0],
    ['its place', 4],
  ])('%s', async (_, field) => {
    const bytes = fixture('rice_f32_dither1');
    const { view, descriptor } = await tableOf(bytes);
    view.setUint32(descriptor(5).at + field, 2 ** 31);
    await expect(imageOf(bytes)).rejects.toMatchObject({
      code: 'BAD_HEAP_POINTER',
      hdu: 1,
      tile: 5,
      byteOffset: descriptor(5).at,
    });
  });
  test('a heap that begins behind the data', async () => {
    const bytes = withCards(fixture('rice_f32_dither1'), { PCOUNT: 0 });
    await expect(imageOf(bytes)).rejects.toMatchObject({ code: 'BAD_HEAP_POINTER', tile: 0 });
  });
});

describe('a damaged tile', () => {
  test.each([
    'rice_u8',
    'rice_i16',
    'rice_f32_dither1',
    'gzip_1_int16',
    'gzip_2_float32',
    'plio_i16',
    'hcompress_int16',
    'nocompress_i64',
  ])('%s, cut short by half', async (name) => {
    const bytes = fixture(name);
    const { view, descriptor } = await tableOf(bytes);
    const { at, count, start } = descriptor(
      1 % Number((await openFits(bytesSource(bytes))).hdus[1]!.header.get('NAXIS2')),
    );
    view.setUint32(at, count >> 1);
    await expect(imageOf(bytes)).rejects.toMatchObject({
      code: 'CORRUPT_TILE',
      hdu: 1,
      tile: expect.any(Number),
      byteOffset: start,
    });
  });

  test('no bytes at all', async () => {
    const bytes = fixture('rice_u8');
    const { view, descriptor } = await tableOf(bytes);
    view.setUint32(descriptor(3).at, 0);
    await expect(imageOf(bytes)).rejects.toMatchObject({ code: 'CORRUPT_TILE', tile: 3 });
  });

  /** A file whose first tile holds other bytes. */
  async function withTile(name: string, tile: Uint8Array) {
    const bytes = fixture(name);
    const { view, descriptor, heap, dataOffset } = await tableOf(bytes);
    const grown = new Uint8Array(Math.ceil((bytes.length + tile.length) / 2880) * 2880);
    grown.set(bytes);
    // Line lists are counted in words.
    view.setUint32(descriptor(0).at, name.startsWith('plio') ? tile.length / 2 : tile.length);
    view.setUint32(descriptor(0).at + 4, bytes.length - heap);
    grown.set(bytes.subarray(dataOffset, heap), dataOffset);
    grown.set(tile, bytes.length);
    return withCards(grown, { PCOUNT: bytes.length - heap + tile.length });
  }
  test('a gzip bomb is not inflated further than the tile goes', async () => {
    const bomb = gzipSync(new Uint8Array(2 ** 28), { level: 9 });
    const bytes = await withTile('gzip_1_int16', bomb);
    const before = process.memoryUsage().rss;
    await expect(imageOf(bytes)).rejects.toMatchObject({ code: 'CORRUPT_TILE', tile: 0 });
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20);
  });
  test('a line list that goes on', async () => {
    const words = [0, 7, -100, 8, 0, 0, 0, 0x4000 + 91];
    const tile = new Uint8Array(16);
    for (const [i, word] of words.entries()) new DataView(tile.buffer).setInt16(2 * i, word);
    await expect(imageOf(await withTile('plio_i16', tile))).rejects.toThrow(
      'the stream holds more than 90 pixels',
    );
  });
  test('gzip with a wrong CRC', async () => {
    const packed = gzipSync(new Uint8Array(30));
    expect((await imageOf(await withTile('gzip_1_int16', packed))).data.slice(0, 15)).toEqual(
      new Int16Array(15),
    );
    packed[packed.length - 7]! ^= 1;
    await expect(imageOf(await withTile('gzip_1_int16', packed))).rejects.toMatchObject({
      code: 'CORRUPT_TILE',
    });
  });
  test('H-compress of another size', async () => {
    const bytes = fixture('hcompress_int16');
    const { view, descriptor } = await tableOf(bytes);
    view.setInt32(descriptor(0).start + 2, 18);
    await expect(imageOf(bytes)).rejects.toThrow('the stream holds 18 x 22 pixels');
  });
});
