import { describe, expect, test } from 'vitest';
import { bytesSource, chooseImage, openFits, readChannels, readImage, writeFits } from './index.ts';
import { card, concat, fileOf, IMAGE_CARDS, replaced, text } from './testing/headerBytes.ts';

const good = writeFits([{ shape: [3, 4], data: Int16Array.from({ length: 12 }, (_, i) => i) }]);

describe('accepted with a warning', () => {
  const codes = async (bytes: Uint8Array) => (await openFits(bytesSource(bytes))).warnings.map((w) => w.code);
  test('an unpadded last block', async () =>
    expect(await codes(good.subarray(0, 2880 + 24))).toEqual(['DATA_UNPADDED']));
  test('bytes after the last HDU', async () =>
    expect(await codes(concat(good, new Uint8Array(100)))).toEqual(['TRAILING_BYTES']));
  test('zeros instead of blanks behind END', async () => {
    const bytes = good.slice();
    const end = bytes.findIndex((_, i) => i % 80 === 0 && text('END').every((b, k) => bytes[i + k] === b));
    bytes.fill(0, end + 3, 2880);
    expect(await codes(bytes)).toEqual(['HEADER_NUL_PADDING']);
    bytes.fill(0x78, end + 80, end + 90);
    expect(await codes(bytes)).toEqual(['HEADER_JUNK']);
    expect((await openFits(bytesSource(bytes))).hdus[0]!.dataOffset).toBe(2880);
  });
  test('a header alone, its block not filled up', async () => {
    const cards = ['SIMPLE  =                    T', 'BITPIX  =                    8', 'NAXIS   = 0', 'END'];
    expect(await codes(text(cards.map(card).join('')))).toEqual(['HEADER_UNPADDED']);
  });
  test('lengths written as real numbers', async () => {
    const bytes = fileOf(replaced('NAXIS1', 'NAXIS1  =              6.0E1 / sixty'), 2880);
    expect(await codes(bytes)).toEqual(['NOT_INTEGER']);
    expect((await openFits(bytesSource(bytes))).hdus[0]!.shape).toEqual([3, 60]);
  });
  test('a mandatory keyword twice, where they differ', async () => {
    const bytes = fileOf(
      [...IMAGE_CARDS, 'NAXIS1  =                    4', 'NAXIS2  =                    9'],
      2880,
    );
    expect(await codes(bytes)).toEqual(['DUPLICATE_KEYWORD']);
    expect((await openFits(bytesSource(bytes))).hdus[0]!.shape).toEqual([3, 4]);
  });
  test('no more than a hundred times', async () => {
    const odd = ["XTENSION= 'IMAGE   '", 'BITPIX  = 8.', 'NAXIS   = 0', 'PCOUNT  = 0', 'GCOUNT  = 1'];
    const bytes = concat(good, ...Array.from({ length: 105 }, () => fileOf(odd)));
    const found = await codes(bytes);
    expect(found).toHaveLength(101);
    expect(found.slice(99)).toEqual(['NOT_INTEGER', 'MORE_WARNINGS']);
  });
  test('BSCALE 0, and BLANK on real numbers', async () => {
    const floats = writeFits([
      {
        shape: [1, 2],
        data: Float32Array.of(1, 2),
        cards: [
          { keyword: 'BSCALE', value: 0 },
          { keyword: 'BZERO', value: 7 },
          { keyword: 'BLANK', value: 1 },
        ],
      },
    ]);
    expect(await codes(floats)).toEqual(['ZERO_BSCALE', 'BLANK_ON_FLOATS']);
    const source = bytesSource(floats);
    const { hdus } = await openFits(source);
    expect([...(await readImage(source, hdus[0]!)).data]).toEqual([7, 7]);
  });
  test('SIMPLE = F', async () =>
    expect(await codes(fileOf(replaced('SIMPLE', 'SIMPLE  =                    F'), 2880))).toEqual([
      'NOT_SIMPLE',
    ]));
  test('characters that are not ASCII, read as Latin-1', async () => {
    const bytes = fileOf([...IMAGE_CARDS, "OBJECT  = 'caf#'"], 2880);
    bytes[bytes.indexOf('#'.charCodeAt(0))] = 0xe9;
    const { hdus, warnings } = await openFits(bytesSource(bytes));
    expect(hdus[0]!.header.get('OBJECT')).toBe('café');
    expect(warnings).toMatchObject([
      { code: 'NOT_ASCII', hdu: 0, message: expect.stringContaining('OBJECT') },
    ]);
  });
  test('a second header that makes no sense', async () => {
    const { hdus, warnings } = await openFits(
      bytesSource(concat(good, text(card("XTENSION= 'IMAGE   '") + card('END')))),
    );
    expect([hdus.length, warnings.map((w) => [w.code, w.hdu])]).toEqual([1, [['BAD_BITPIX', 1]]]);
  });
  test('a second header without END', async () => {
    const { hdus, warnings } = await openFits(
      bytesSource(concat(good, text(card("XTENSION= 'IMAGE   '").padEnd(2880, 'x')))),
    );
    expect([hdus.length, warnings.map((w) => [w.code, w.hdu])]).toEqual([1, [['HEADER_NO_END', 1]]]);
  });
});

test('an extension of an unknown type is stepped over by its size and listed', async () => {
  const other = [
    "XTENSION= 'A3DTABLE'",
    'BITPIX  = 8',
    'NAXIS   = 1',
    'NAXIS1  = 3000',
    'PCOUNT  = 0',
    'GCOUNT  = 1',
  ];
  const after = writeFits([{ shape: [] }, { shape: [2, 2], data: new Uint8Array(4) }]).subarray(2880);
  const fits = await openFits(bytesSource(concat(good, fileOf(other, 5760), after)));
  expect(fits.hdus.map(({ type, shape }) => [type, shape])).toEqual([
    ['PRIMARY', [3, 4]],
    ['A3DTABLE', [3000]],
    ['IMAGE', [2, 2]],
  ]);
  expect(fits.warnings).toEqual([]);
});

test.each([
  ['all NaN', [Number.NaN, Number.NaN, Number.NaN, Number.NaN]],
  ['constant', [3, 3, 3, 3]],
  ['infinite', [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 0]],
])('a plane that is %s is read as it is', async (_, values) => {
  const source = bytesSource(writeFits([{ shape: [2, 2], data: Float32Array.from(values) }]));
  const fits = await openFits(source);
  expect([...(await readChannels(source, fits, chooseImage(fits))).data]).toEqual(values);
});
