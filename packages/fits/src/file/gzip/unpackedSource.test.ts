import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesSource, openFits, readImage, unpackedSource, writeFits } from '../../index.ts';
import { concat, fileOf, IMAGE_CARDS, replaced, text } from '../../testing/headerBytes.ts';

const counting = (n: number) => Float32Array.from({ length: n }, (_, i) => i);
const image = writeFits([
  { shape: [2, 300, 400], data: counting(240_000) },
  { shape: [2, 3], data: counting(6) },
]);
const packed = gzipSync(image);
const unpack = (bytes: Uint8Array, maxBytes = 2 ** 28) => unpackedSource(bytesSource(bytes), { maxBytes });
const warningsOf = async (bytes: Uint8Array) =>
  (await openFits(await unpack(bytes))).warnings.map(({ code }) => code);

test('what is not packed is given back as it is', async () => {
  for (const bytes of [image, new Uint8Array(0), Uint8Array.of(0x1f)]) {
    const source = bytesSource(bytes);
    expect(await unpackedSource(source)).toBe(source);
  }
});

test.each([
  ['one member', packed],
  ['uncompressed blocks', gzipSync(image, { level: 0 })],
  ['a member for every 1,000 bytes', concatMembers(1000)],
  ['zeros behind the end', concat(packed, new Uint8Array(700))],
])('%s: the same pixels as unpacked', async (_, bytes) => {
  const source = await unpack(bytes);
  expect(source.size).toBe(image.length);
  const { hdus, warnings } = await openFits(source);
  expect(warnings).toEqual([]);
  expect((await readImage(source, hdus[0]!)).data).toEqual(counting(240_000));
  expect((await readImage(source, hdus[1]!)).data).toEqual(counting(6));
  const target = new Uint8Array(500_000);
  source.readIntoSync!(200_001, target);
  expect(Buffer.compare(target, image.subarray(200_001, 700_001))).toBe(0);
});

function concatMembers(length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < image.length; at += length) parts.push(gzipSync(image.subarray(at, at + length)));
  return Buffer.concat(parts);
}

describe('damage', () => {
  test.each([3, 9, 12, 400, packed.length - 9, packed.length - 4, packed.length - 1])(
    'cut after %i bytes',
    async (length) => {
      await expect(unpack(packed.subarray(0, length))).rejects.toMatchObject({
        code: 'GZIP_CORRUPT',
        byteOffset: length,
      });
    },
  );
  test.each([
    ['CRC', packed.length - 8],
    ['length', packed.length - 2],
  ])('a wrong %s', async (_, at) => {
    const bytes = Uint8Array.from(packed);
    bytes[at]! ^= 1;
    const error = await unpack(bytes).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'GZIP_CORRUPT' });
    expect((error as { byteOffset: number }).byteOffset).toBeGreaterThanOrEqual(packed.length - 8);
  });
  test('bytes that no deflate stream has, in the second member', async () => {
    // A block of the type that deflate keeps for later.
    const second = concat(packed.subarray(0, 10), Uint8Array.of(0x07), new Uint8Array(20));
    const error = await unpack(concat(packed, second)).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'GZIP_CORRUPT', byteOffset: packed.length + 11 });
  });
  test('something else behind the end is left out', async () =>
    expect(await warningsOf(concat(packed, text('something else')))).toEqual(['GZIP_TRAILING_BYTES']));
});

describe('what is packed', () => {
  test.each([
    ['a PNG image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2), 'NOT_FITS', /PNG/],
    ['gzip again', gzipSync(image), 'UNSUPPORTED_CONTAINER', /gzip/],
    ['nothing', new Uint8Array(0), 'EMPTY_FILE', /empty/],
    ['5 bytes', text('SIMPL'), 'NOT_FITS', /not FITS/],
    ['a header that makes no sense', fileOf(replaced('BITPIX', 'BITPIX  = 12')), 'BAD_BITPIX', /BITPIX/],
  ])('%s is refused', async (_, bytes, code, message) => {
    await expect(unpack(gzipSync(bytes))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
  test('data cut short before they were packed are refused by openFits', async () => {
    const source = await unpack(gzipSync(image.subarray(0, 5000)));
    await expect(openFits(source)).rejects.toMatchObject({
      code: 'TRUNCATED_DATA',
      hdu: 0,
      byteOffset: 5000,
    });
  });
});

describe('bombs', { timeout: 60_000 }, () => {
  const zeros = gzipSync(new Uint8Array(200 * 2 ** 20));
  test('a header that declares more than the limit', async () => {
    const header = fileOf(replaced('NAXIS1', 'NAXIS1  =           1000000000'));
    await expect(unpack(concat(gzipSync(header), zeros))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      hdu: 0,
      byteOffset: 2880,
    });
  });
  test('a second header that does', async () => {
    const second = fileOf([
      "XTENSION= 'IMAGE   '",
      ...replaced('NAXIS1', 'NAXIS1  = 1000000000').slice(1),
      'PCOUNT  = 0',
      'GCOUNT  = 1',
    ]);
    await expect(unpack(gzipSync(concat(fileOf(IMAGE_CARDS, 2880), second)))).rejects.toMatchObject({
      code: 'TOO_LARGE',
      hdu: 1,
      byteOffset: 3 * 2880,
    });
  });
  test('zeros without end behind the last HDU are dropped', async () => {
    const bytes = Buffer.concat([packed, zeros]);
    const source = await unpack(bytes, 2 ** 21);
    expect(source.size).toBe(image.length);
    expect(await warningsOf(bytes)).toEqual(['TRAILING_BYTES_DROPPED']);
  });
  test('less than 1 MiB behind the last HDU is kept, and gzip checked to its end', async () => {
    const bytes = Buffer.concat([packed, gzipSync(new Uint8Array(1_000_000))]);
    expect(await warningsOf(bytes)).toEqual(['TRAILING_BYTES']);
    bytes[bytes.length - 8]! ^= 1;
    await expect(unpack(bytes)).rejects.toMatchObject({ code: 'GZIP_CORRUPT' });
  });
  test('a header without end', async () => {
    const cards = IMAGE_CARDS.map((c) => c.padEnd(80)).join('');
    const bytes = text(cards + 'COMMENT'.padEnd(80).repeat(20_000));
    await expect(unpack(gzipSync(bytes))).rejects.toMatchObject({ code: 'HEADER_TOO_LONG', hdu: 0 });
  });
  test('HDUs without end', async () => {
    const empty = fileOf([
      "XTENSION= 'IMAGE   '",
      'BITPIX  = 8',
      'NAXIS   = 0',
      'PCOUNT  = 0',
      'GCOUNT  = 1',
    ]);
    const member = gzipSync(Buffer.concat(Array.from({ length: 500 }, () => empty)));
    const bytes = Buffer.concat([packed, ...Array.from({ length: 40 }, () => member)]);
    await expect(unpack(bytes)).rejects.toMatchObject({ code: 'TOO_LARGE', hdu: 10_000 });
  });
});

test('it can be stopped on the way', async () => {
  const controller = new AbortController();
  const source = bytesSource(packed);
  let reads = 0;
  const stopping = {
    ...source,
    async read(offset: number, length: number) {
      if (offset > 0) controller.abort(new Error('stopped'));
      reads += 1;
      return source.read(offset, length);
    },
  };
  await expect(unpackedSource(stopping, { signal: controller.signal })).rejects.toThrow('stopped');
  // The two first bytes, the first piece, and the piece in which it was stopped.
  expect([reads, packed.length > 2 * 256 * 1024]).toEqual([3, true]);
});
