import { describe, expect, test } from 'vitest';
import { type ByteSource, bytesSource, chooseImage, openFits, readImage, writeFits } from './index.ts';
import { card, fileOf, IMAGE_CARDS, replaced, text } from './testing/headerBytes.ts';

const good = writeFits([{ shape: [3, 4], data: Int16Array.from({ length: 12 }, (_, i) => i) }]);
const withByte = (bytes: Uint8Array, at: number, byte: number) => {
  bytes[at] = byte;
  return bytes;
};

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
    text(IMAGE_CARDS.map((c) => `${card(c)}\r\n`).join('')),
    'NOT_FITS',
    { message: expect.stringContaining('text mode'), byteOffset: 80 },
  ],
  [
    'no END',
    text(IMAGE_CARDS.map(card).join('').padEnd(2880)),
    'HEADER_NO_END',
    { hdu: 0, byteOffset: 2880 },
  ],
  ['a header cut short', good.subarray(0, 400), 'TRUNCATED_HEADER', { hdu: 0, byteOffset: 400 }],
  ['a header cut within a card', good.subarray(0, 130), 'TRUNCATED_HEADER', { hdu: 0, byteOffset: 130 }],
  ['an extension without a primary HDU', text(card("XTENSION= 'IMAGE   '")), 'NOT_FITS', { byteOffset: 0 }],
  [
    'too many cards',
    text(card(IMAGE_CARDS[0]!) + card('COMMENT').repeat(10_001)),
    'HEADER_TOO_LONG',
    { hdu: 0 },
  ],
  ['BITPIX missing', fileOf(replaced('BITPIX', null)), 'BAD_BITPIX', { card: 'BITPIX' }],
  [
    'BITPIX 12',
    fileOf(replaced('BITPIX', 'BITPIX  =                   12')),
    'BAD_BITPIX',
    { card: 'BITPIX', byteOffset: 80 },
  ],
  ['NAXIS missing', fileOf(replaced('NAXIS', null)), 'BAD_NAXIS', { card: 'NAXIS' }],
  ['NAXIS2 missing', fileOf(replaced('NAXIS2', null), 2880), 'BAD_NAXIS', { card: 'NAXIS2' }],
  [
    'NAXIS1 negative',
    fileOf(replaced('NAXIS1', 'NAXIS1  =                   -4')),
    'BAD_NAXIS',
    { hdu: 0, card: 'NAXIS1', byteOffset: 240 },
  ],
  [
    '1,000 axes',
    fileOf(replaced('NAXIS', 'NAXIS   =                 1000')),
    'BAD_NAXIS',
    { card: 'NAXIS', byteOffset: 160 },
  ],
  [
    'NAXIS1 fractional',
    fileOf(replaced('NAXIS1', 'NAXIS1  =                  4.5')),
    'BAD_NAXIS',
    { card: 'NAXIS1' },
  ],
  [
    'PCOUNT negative',
    fileOf([...IMAGE_CARDS, 'PCOUNT  =                   -1'], 2880),
    'BAD_PCOUNT',
    { card: 'PCOUNT' },
  ],
  [
    'GCOUNT fractional',
    fileOf([...IMAGE_CARDS, 'GCOUNT  =                  1.5'], 2880),
    'BAD_PCOUNT',
    { card: 'GCOUNT' },
  ],
  [
    'PCOUNT that is text',
    fileOf([...IMAGE_CARDS, "PCOUNT  = 'none    '"], 2880),
    'BAD_PCOUNT',
    { card: 'PCOUNT' },
  ],
  [
    'a mandatory card that is not ASCII',
    withByte(fileOf([...IMAGE_CARDS, 'COMMENT #'], 2880), 160 + 40, 0xe9),
    'BAD_KEYWORD',
    { card: 'NAXIS', byteOffset: 160 },
  ],
  [
    'axes that overflow',
    fileOf(
      ['NAXIS1', 'NAXIS2'].reduce(
        (all, k) => all.map((c) => (c.startsWith(k) ? `${k}  = 9007199254740991` : c)),
        IMAGE_CARDS,
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

test('BSCALE, BZERO and BLANK that are no numbers are refused when pixels are asked for', async () => {
  for (const line of ["BSCALE  = 'two     '", 'BZERO   = T', "BLANK   = 'none    '", 'BLANK   = 3.5']) {
    const source = bytesSource(fileOf([...IMAGE_CARDS, line], 2880));
    const fits = await openFits(source);
    await expect(readImage(source, fits.hdus[0]!)).rejects.toMatchObject({
      code: 'BAD_KEYWORD',
      hdu: 0,
      card: line.slice(0, 8).trim(),
      byteOffset: 400,
    });
  }
});

test('an image beyond the limit is refused before anything is set aside for it', async () => {
  const header = fileOf(
    replaced('NAXIS1', 'NAXIS1  =               200000').map((c) => c.replace(/ 3$/, ' 200000')),
  );
  const huge: ByteSource = {
    size: 2 ** 40,
    async read(offset, length) {
      expect(length).toBeLessThan(100_000);
      const bytes = new Uint8Array(length);
      if (offset === 0) bytes.set(header.subarray(0, length));
      return bytes;
    },
  };
  const fits = await openFits(huge);
  expect(fits.hdus[0]!.shape).toEqual([200_000, 200_000]);
  await expect(readImage(huge, fits.hdus[0]!)).rejects.toMatchObject({ code: 'TOO_LARGE', hdu: 0 });
});

describe('no image', () => {
  test('axes of length 0', async () => {
    const source = bytesSource(fileOf(replaced('NAXIS1', 'NAXIS1  =                    0')));
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
