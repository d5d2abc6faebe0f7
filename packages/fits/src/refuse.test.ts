import { describe, expect, test } from 'vitest';
import { bytesSource, chooseImage, openFits, readChannels, readImage, writeFits } from './index.ts';

const text = (value: string) => new TextEncoder().encode(value);
const card = (value: string) => value.padEnd(80);
/** A header block of these cards, then zeros. */
const file = (cards: string[], dataBytes = 0) => {
  const header = [...cards, 'END'].map(card).join('');
  const bytes = new Uint8Array(Math.ceil(header.length / 2880) * 2880 + dataBytes);
  bytes.set(text(header.padEnd(Math.ceil(header.length / 2880) * 2880)));
  return bytes;
};
const image = [
  'SIMPLE  =                    T',
  'BITPIX  =                   16',
  'NAXIS   =                    2',
  'NAXIS1  =                    4',
  'NAXIS2  =                    3',
];
const replaced = (keyword: string, line: string | null) =>
  image.flatMap((c) => (c.startsWith(keyword.padEnd(8)) ? (line === null ? [] : [line]) : [c]));
const good = writeFits([{ shape: [3, 4], data: Int16Array.from({ length: 12 }, (_, i) => i) }]);
const concat = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const refused: [name: string, bytes: Uint8Array, code: string, place: object][] = [
  ['empty', new Uint8Array(0), 'EMPTY_FILE', { byteOffset: 0 }],
  [
    'PNG',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2),
    'NOT_FITS',
    { message: expect.stringContaining('PNG') },
  ],
  ['JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'NOT_FITS', { message: expect.stringContaining('JPEG') }],
  ['HTML', text('<!DOCTYPE html><p>'), 'NOT_FITS', { message: expect.stringContaining('HTML') }],
  ['HDF5', text('\x89HDF\r\n').map((b, i) => (i === 0 ? 0x89 : b)), 'NOT_FITS', {}],
  [
    'gzip',
    Uint8Array.of(0x1f, 0x8b, 8),
    'UNSUPPORTED_CONTAINER',
    { message: expect.stringContaining('gzip') },
  ],
  ['zip', text('PK\x03\x04'), 'UNSUPPORTED_CONTAINER', { message: expect.stringContaining('zip') }],
  ['bzip2', text('BZh9'), 'UNSUPPORTED_CONTAINER', { message: expect.stringContaining('bzip2') }],
  ['plain text', text('hello'), 'NOT_FITS', {}],
  [
    'text mode',
    text(image.map((c) => `${card(c)}\r\n`).join('')),
    'NOT_FITS',
    { message: expect.stringContaining('text mode'), byteOffset: 80 },
  ],
  ['no END', text(image.map(card).join('')), 'HEADER_NO_END', { hdu: 0, byteOffset: 400 }],
  ['too many cards', text(card(image[0]!) + card('COMMENT').repeat(10_001)), 'HEADER_TOO_LONG', { hdu: 0 }],
  ['BITPIX missing', file(replaced('BITPIX', null)), 'BAD_BITPIX', { card: 'BITPIX' }],
  ['BITPIX 12', file(replaced('BITPIX', 'BITPIX  =                   12')), 'BAD_BITPIX', { card: 'BITPIX' }],
  ['NAXIS missing', file(replaced('NAXIS', null)), 'BAD_NAXIS', { card: 'NAXIS' }],
  ['NAXIS2 missing', file(replaced('NAXIS2', null), 2880), 'BAD_NAXIS', { card: 'NAXIS2' }],
  [
    'NAXIS1 negative',
    file(replaced('NAXIS1', 'NAXIS1  =                   -4')),
    'BAD_NAXIS',
    { card: 'NAXIS1' },
  ],
  [
    'NAXIS1 fractional',
    file(replaced('NAXIS1', 'NAXIS1  =                  4.5')),
    'BAD_NAXIS',
    { card: 'NAXIS1' },
  ],
  [
    'PCOUNT negative',
    file([...image, 'PCOUNT  =                   -1'], 2880),
    'BAD_PCOUNT',
    { card: 'PCOUNT' },
  ],
  [
    'axes that overflow',
    file(
      ['NAXIS1', 'NAXIS2'].reduce(
        (all, k) => all.map((c) => (c.startsWith(k) ? `${k}  = 9007199254740991` : c)),
        image,
      ),
    ),
    'TOO_LARGE',
    { hdu: 0 },
  ],
  [
    'data cut short',
    good.subarray(0, 2880 + 20),
    'TRUNCATED_DATA',
    { hdu: 0, byteOffset: 2900, message: 'The data of HDU 0 need 24 bytes; the file has 20.' },
  ],
];

test.each(refused)('%s is refused', async (_, bytes, code, place) => {
  await expect(openFits(bytesSource(bytes))).rejects.toMatchObject({ code, ...place });
});

test('BSCALE and BLANK that are no numbers are refused when pixels are asked for', async () => {
  for (const line of ["BSCALE  = 'two     '", "BLANK   = 'none    '"]) {
    const source = bytesSource(file([...image, line], 2880));
    const fits = await openFits(source);
    await expect(readImage(source, fits.hdus[0]!)).rejects.toMatchObject({ code: 'BAD_KEYWORD', hdu: 0 });
  }
});

describe('accepted with a warning', () => {
  const codes = async (bytes: Uint8Array) => (await openFits(bytesSource(bytes))).warnings.map((w) => w.code);
  test('an unpadded last block', async () =>
    expect(await codes(good.subarray(0, 2880 + 24))).toEqual(['DATA_UNPADDED']));
  test('bytes after the last HDU', async () =>
    expect(await codes(concat(good, new Uint8Array(100)))).toEqual(['TRAILING_BYTES']));
  test('SIMPLE = F', async () =>
    expect(await codes(file(replaced('SIMPLE', 'SIMPLE  =                    F'), 2880))).toEqual([
      'NOT_SIMPLE',
    ]));
  test('characters that are not ASCII', async () => {
    const bytes = file([...image, "OBJECT  = 'caf#'"], 2880);
    bytes[bytes.indexOf('#'.charCodeAt(0))] = 0xe9;
    expect(await codes(bytes)).toEqual(['NOT_ASCII']);
  });
  test('a second header that makes no sense', async () => {
    const { hdus, warnings } = await openFits(
      bytesSource(concat(good, text(card("XTENSION= 'IMAGE   '") + card('END')))),
    );
    expect([hdus.length, warnings.map((w) => w.code)]).toEqual([1, ['BAD_BITPIX']]);
  });
});

describe('no image', () => {
  test('axes of length 0', async () => {
    const source = bytesSource(file(replaced('NAXIS1', 'NAXIS1  =                    0')));
    const fits = await openFits(source);
    await expect(readImage(source, fits.hdus[0]!)).rejects.toMatchObject({ code: 'NO_IMAGE' });
    expect(() => chooseImage(fits)).toThrow(expect.objectContaining({ code: 'NO_IMAGE' }));
  });
  test('the HDUs that are there are listed', async () => {
    const fits = await openFits(
      bytesSource(writeFits([{ shape: [] }, { shape: [7], data: new Uint8Array(7) }])),
    );
    expect(() => chooseImage(fits)).toThrow(
      'No HDU holds an image of two axes or more; the file has: 0 PRIMARY; 1 IMAGE (7).',
    );
  });
});

test('bytes changed at random end in data of the declared size or a typed error', async () => {
  const original = writeFits([
    { shape: [2, 5, 4], data: Float32Array.from({ length: 40 }, (_, i) => i / 3) },
    {
      shape: [3, 4],
      data: Int16Array.from({ length: 12 }, (_, i) => i),
      cards: [{ keyword: 'BLANK', value: 3 }],
    },
  ]);
  let x = 12345;
  const random = (n: number) => {
    x = (Math.imul(x, 1103515245) + 12345) >>> 0;
    return Math.floor((x / 2 ** 32) * n);
  };
  let errors = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = original.slice();
    for (let i = 0; i <= random(3); i++) bytes[random(2) ? random(600) : random(bytes.length)] = random(256);
    const source = bytesSource(random(4) ? bytes : bytes.subarray(0, random(bytes.length)));
    try {
      const fits = await openFits(source);
      const choice = chooseImage(fits);
      const { data } = await readChannels(source, fits, choice);
      expect(data.length).toBe(choice.channels * choice.height * choice.width);
    } catch (error) {
      expect(error).toMatchObject({ name: 'FitsError' });
      errors += 1;
    }
  }
  expect(errors).toBeGreaterThan(100);
});
