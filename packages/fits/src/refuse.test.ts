import { describe, expect, test } from 'vitest';
import {
  type ByteSource,
  bytesSource,
  chooseImage,
  openFits,
  readChannels,
  readImage,
  writeFits,
} from './index.ts';
import { card, concat, fileOf, IMAGE_CARDS, replaced, text } from './testing/headerBytes.ts';

const good = writeFits([{ shape: [3, 4], data: Int16Array.from({ length: 12 }, (_, i) => i) }]);
const withByte = (bytes: Uint8Array, at: number, byte: number) => {
  bytes[at] = byte;
  return bytes;
};
const start = { hdu: null, card: null, byteOffset: 0 };
const naming = (word: string) => ({ ...start, message: expect.stringContaining(word) });
/** IMAGE_CARDS with another value of a keyword, at the card that stands at `byteOffset`. */
const withValue = (keyword: string, value: string) =>
  fileOf(replaced(keyword, `${keyword.padEnd(8)}= ${value.padStart(20)}`), 2880);

const refused: [name: string, bytes: Uint8Array, code: string, place: object][] = [
  ['empty', new Uint8Array(0), 'EMPTY_FILE', start],
  ['PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2), 'NOT_FITS', naming('a PNG image')],
  ['JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), 'NOT_FITS', naming('a JPEG image')],
  ['HTML', text('<!DOCTYPE html><p>'), 'NOT_FITS', naming('an HTML page')],
  ['HTML behind blank lines', text('\n\n <html>'), 'NOT_FITS', naming('an HTML page')],
  ['XML', text('<?xml version="1.0"?><VOTABLE>'), 'NOT_FITS', naming('XML')],
  ['HDF5', Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10), 'NOT_FITS', naming('an HDF5 file')],
  ['plain text', text('hello'), 'NOT_FITS', naming('not FITS')],
  ['zip', text('PK\x03\x04'), 'UNSUPPORTED_CONTAINER', naming('zip')],
  ['bzip2', text('BZh9'), 'UNSUPPORTED_CONTAINER', naming('bzip2')],
  ['compress', Uint8Array.of(0x1f, 0x9d, 0x90), 'UNSUPPORTED_CONTAINER', naming('compress (.Z)')],
  ['xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), 'UNSUPPORTED_CONTAINER', naming('xz')],
  ['gzip, not unpacked', Uint8Array.of(0x1f, 0x8b, 8), 'UNSUPPORTED_CONTAINER', naming('gzip')],
  ['tar', text(`${'a.fits'.padEnd(257, '\0')}ustar`), 'UNSUPPORTED_CONTAINER', naming('tar')],
  [
    'text mode',
    text(IMAGE_CARDS.map((c) => `${card(c)}\r\n`).join('')),
    'NOT_FITS',
    { hdu: null, card: null, byteOffset: 80, message: expect.stringContaining('text mode') },
  ],
  [
    'text mode, its blanks cut off',
    text(`${IMAGE_CARDS.join('\n')}\n`),
    'NOT_FITS',
    { byteOffset: 30, message: expect.stringContaining('text mode') },
  ],
  ['saved by an editor', text(`\ufeff${IMAGE_CARDS.join('')}`), 'NOT_FITS', naming('text mode')],
  [
    'data shortened by text mode',
    good.subarray(0, 2880 + 23),
    'TRUNCATED_DATA',
    { hdu: 0, byteOffset: 2903, message: expect.stringContaining('text mode') },
  ],
  [
    'no END',
    text(IMAGE_CARDS.map(card).join('').padEnd(2880)),
    'HEADER_NO_END',
    { hdu: 0, card: null, byteOffset: 2880 },
  ],
  ['a header cut short', good.subarray(0, 400), 'TRUNCATED_HEADER', { hdu: 0, byteOffset: 400 }],
  ['a header cut behind END', good.subarray(0, 1000), 'TRUNCATED_HEADER', { hdu: 0, byteOffset: 1000 }],
  ['a header cut within a card', good.subarray(0, 130), 'TRUNCATED_HEADER', { hdu: 0, byteOffset: 130 }],
  ['an extension without a primary HDU', text(card("XTENSION= 'IMAGE   '")), 'NOT_FITS', start],
  [
    'too many cards',
    text(card(IMAGE_CARDS[0]!) + card('COMMENT').repeat(10_001)),
    'HEADER_TOO_LONG',
    { hdu: 0, byteOffset: 800_000 },
  ],
  [
    'BITPIX missing',
    fileOf(replaced('BITPIX', null)),
    'BAD_BITPIX',
    { hdu: 0, card: 'BITPIX', byteOffset: 0 },
  ],
  ['BITPIX 12', withValue('BITPIX', '12'), 'BAD_BITPIX', { hdu: 0, card: 'BITPIX', byteOffset: 80 }],
  ['BITPIX in quotes', withValue('BITPIX', "'16'"), 'BAD_BITPIX', { hdu: 0, card: 'BITPIX', byteOffset: 80 }],
  ['NAXIS missing', fileOf(replaced('NAXIS', null)), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS', byteOffset: 0 }],
  ['NAXIS negative', withValue('NAXIS', '-2'), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS', byteOffset: 160 }],
  ['1,000 axes', withValue('NAXIS', '1000'), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS', byteOffset: 160 }],
  [
    'NAXIS2 missing',
    fileOf(replaced('NAXIS2', null), 2880),
    'BAD_NAXIS',
    { hdu: 0, card: 'NAXIS2', byteOffset: 0 },
  ],
  ['NAXIS1 negative', withValue('NAXIS1', '-4'), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS1', byteOffset: 240 }],
  ['NAXIS1 fractional', withValue('NAXIS1', '4.5'), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS1', byteOffset: 240 }],
  ['NAXIS2 undefined', withValue('NAXIS2', ''), 'BAD_NAXIS', { hdu: 0, card: 'NAXIS2', byteOffset: 320 }],
  [
    'NAXIS2 beyond 2^53',
    withValue('NAXIS2', '9007199254740993'),
    'BAD_NAXIS',
    { hdu: 0, card: 'NAXIS2', byteOffset: 320 },
  ],
  ...(['PCOUNT', 'GCOUNT'] as const).flatMap((keyword) =>
    ['-1', '1.5', "'none'", '1E400'].map((value): (typeof refused)[number] => [
      `${keyword} = ${value}`,
      fileOf([...IMAGE_CARDS, `${keyword}  = ${value}`], 2880),
      'BAD_PCOUNT',
      { hdu: 0, card: keyword, byteOffset: 400 },
    ]),
  ),
  [
    'a mandatory card that is not ASCII',
    withByte(fileOf([...IMAGE_CARDS, 'COMMENT #'], 2880), 160 + 40, 0xe9),
    'BAD_KEYWORD',
    { hdu: 0, card: 'NAXIS', byteOffset: 160 },
  ],
  [
    'axes that overflow',
    fileOf(IMAGE_CARDS.map((c) => c.replace(/^(NAXIS[12] ).*/, '$1 = 9007199254740991'))),
    'TOO_LARGE',
    { hdu: 0, card: 'NAXIS', byteOffset: 160 },
  ],
  [
    'axes that the file does not hold',
    withValue('NAXIS1', '100000000000'),
    'TRUNCATED_DATA',
    { hdu: 0, byteOffset: 5760, message: 'The data of HDU 0 need 600000000000 bytes; the file has 2880.' },
  ],
  [
    'data cut short',
    good.subarray(0, 2880 + 20),
    'TRUNCATED_DATA',
    { hdu: 0, byteOffset: 2900, message: expect.stringContaining('HDU 0 need 24 bytes; the file has 20.') },
  ],
  [
    'data of the second HDU cut short',
    concat(good, fileOf(["XTENSION= 'IMAGE   '", ...IMAGE_CARDS.slice(1)]), new Uint8Array(23)),
    'TRUNCATED_DATA',
    { hdu: 1, byteOffset: 2880 * 3 + 23 },
  ],
];

test.each(refused)('%s is refused', async (_, bytes, code, place) => {
  await expect(openFits(bytesSource(bytes))).rejects.toMatchObject({ code, ...place });
});

test('BSCALE, BZERO and BLANK that are no numbers are refused when pixels are asked for', async () => {
  for (const line of [
    "BSCALE  = 'two     '",
    'BZERO   = T',
    "BLANK   = 'none    '",
    'BLANK   = 3.5',
    'BZERO   = 1E999',
  ]) {
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

test('HDUs and headers without end are refused', { timeout: 60_000 }, async () => {
  const primary = fileOf(replaced('NAXIS', 'NAXIS   = 0'));
  const empty = fileOf(["XTENSION= 'IMAGE   '", 'BITPIX  = 8', 'NAXIS   = 0', 'PCOUNT  = 0', 'GCOUNT  = 1']);
  const endless: ByteSource = {
    size: 2 ** 40,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 2880)
        bytes.set((offset + at === 0 ? primary : empty).subarray(0, length - at), at);
      return bytes;
    },
  };
  await expect(openFits(endless)).rejects.toMatchObject({ code: 'TOO_LARGE', hdu: 10_000 });
  await expect(openFits(endless, { maxHeaderBytes: 3 * 2880 })).rejects.toMatchObject({
    code: 'TOO_LARGE',
    hdu: 3,
    byteOffset: 3 * 2880,
  });
});

test('pixels beyond the limit that the reader was given are refused', async () => {
  const source = bytesSource(good);
  const fits = await openFits(source);
  const refusal = { code: 'TOO_LARGE', hdu: 0, byteOffset: 2880 };
  await expect(readImage(source, fits.hdus[0]!, { maxBytes: 95 })).rejects.toMatchObject(refusal);
  await expect(readChannels(source, fits, chooseImage(fits), { maxBytes: 95 })).rejects.toMatchObject(
    refusal,
  );
  expect((await readImage(source, fits.hdus[0]!, { maxBytes: 96 })).data).toHaveLength(12);
});

describe('no image', () => {
  test('axes of length 0', async () => {
    const source = bytesSource(fileOf(replaced('NAXIS1', 'NAXIS1  =                    0')));
    const fits = await openFits(source);
    await expect(readImage(source, fits.hdus[0]!)).rejects.toMatchObject({
      code: 'NO_IMAGE',
      hdu: 0,
      byteOffset: 2880,
    });
    expect(() => chooseImage(fits)).toThrow(expect.objectContaining({ code: 'NO_IMAGE', hdu: 0 }));
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
