import { describe, expect, test } from 'vitest';
import {
  bytesSource,
  chooseImage,
  openFits,
  readChannels,
  readImage,
  type WritableHdu,
  writeFits,
} from '../index.ts';

const write = async (hdus: WritableHdu[]) => {
  const source = bytesSource(writeFits(hdus));
  return { source, file: await openFits(source) };
};
const counting = (n: number) => Float32Array.from({ length: n }, (_, i) => i);

describe('which pixels make a sample', () => {
  test.each([
    [[4, 6, 5], 0, [4, 6, 5]],
    [[4, 1, 1, 6, 5], 0, [4, 6, 5]],
    [[1, 4, 6, 5], 1, [4, 6, 5]],
    [[6, 5, 4], 2, [4, 6, 5]],
    [[6, 5], null, [1, 6, 5]],
    [[1, 1, 6, 5], null, [1, 6, 5]],
    [[5, 5, 5], 0, [5, 5, 5]],
  ])('%j', async (shape, channelAxis, [channels, height, width]) => {
    const { file } = await write([{ shape, data: counting(shape.reduce((a, b) => a * b)) }]);
    expect(chooseImage(file)).toMatchObject({ hdu: 0, channelAxis, channels, height, width });
  });

  test('an image extension is found behind an empty primary HDU, and another can be wished for', async () => {
    const { file } = await write([
      { shape: [] },
      { shape: [3, 4], data: counting(12) },
      { shape: [5, 6], data: counting(30) },
    ]);
    expect(chooseImage(file).hdu).toBe(1);
    expect(chooseImage(file, { hdu: 2 })).toMatchObject({ hdu: 2, height: 5, width: 6 });
    expect(() => chooseImage(file, { hdu: 7 })).toThrow(expect.objectContaining({ code: 'NO_IMAGE' }));
  });

  test('four long axes, and planes that are not there, are refused', async () => {
    const { file } = await write([{ shape: [2, 3, 4, 5], data: counting(120) }]);
    expect(() => chooseImage(file)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
    const { file: cube } = await write([{ shape: [2, 4, 5], data: counting(40) }]);
    expect(() => chooseImage(cube, { planes: [0, 2] })).toThrow('There is no plane 2: HDU 0 has 2.');
    expect(() => chooseImage(cube, { planes: [-1] })).toThrow('There is no plane -1: HDU 0 has 2.');
    expect(() => chooseImage(cube, { planes: [0.5] })).toThrow('There is no plane 0.5: HDU 0 has 2.');
    expect(() => chooseImage(cube, { channelAxis: 3 })).toThrow('There is no axis 3: HDU 0 has 3');
  });
});

describe('readChannels', () => {
  test('planes in the order wished for', async () => {
    const { source, file } = await write([{ shape: [3, 2, 2], data: counting(12) }]);
    const pixels = await readChannels(source, file, chooseImage(file, { planes: [2, 0], channelAxis: 0 }));
    expect([...pixels.data]).toEqual([8, 9, 10, 11, 0, 1, 2, 3]);
    const twice = await readChannels(source, file, chooseImage(file, { planes: [1, 2, 2], channelAxis: 0 }));
    expect([...twice.data]).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 8, 9, 10, 11]);
  });
  test('channels in the last axis', async () => {
    const { source, file } = await write([{ shape: [3, 3, 2], data: counting(18) }]);
    const pixels = await readChannels(source, file, chooseImage(file));
    expect([...pixels.data]).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 1, 3, 5, 7, 9, 11, 13, 15, 17]);
  });
  test('BSCALE, BZERO and BLANK', async () => {
    const cards = [
      { keyword: 'BSCALE', value: 0.5 },
      { keyword: 'BZERO', value: 10 },
      { keyword: 'BLANK', value: -1 },
    ];
    const { source, file } = await write([{ shape: [2, 2], data: Int16Array.of(0, -1, 4, 6), cards }]);
    expect([...(await readChannels(source, file, chooseImage(file))).data]).toEqual([10, Number.NaN, 12, 13]);
  });
  test('NaN and infinities stay', async () => {
    const data = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, 1, 2);
    const { source, file } = await write([{ shape: [2, 2], data }]);
    expect([...(await readChannels(source, file, chooseImage(file))).data]).toEqual([...data]);
  });
});

test.each([
  ['uint8', Uint8Array.of(0, 255)],
  ['int16', Int16Array.of(-32768, 32767)],
  ['int32', Int32Array.of(-(2 ** 31), 2 ** 31 - 1)],
  ['int64', BigInt64Array.of(-(1n << 63n), (1n << 63n) - 1n)],
  ['float32', Float32Array.of(Math.PI, -0)],
  ['float64', Float64Array.of(Math.PI, Number.MIN_VALUE)],
])('%s comes back as it was written', async (dtype, data) => {
  const { source, file } = await write([{ shape: [1, 2], data }]);
  expect(await readImage(source, file.hdus[0]!)).toEqual({ data, shape: [1, 2], dtype });
});

test.each([
  ['uint16', Int16Array.of(-32768, 32767), 32768, Uint16Array.of(0, 65535)],
  ['uint32', Int32Array.of(-(2 ** 31), 2 ** 31 - 1), 2147483648, Uint32Array.of(0, 2 ** 32 - 1)],
  [
    'uint64',
    BigInt64Array.of(-(1n << 63n), (1n << 63n) - 1n),
    9223372036854775808n,
    BigUint64Array.of(0n, (1n << 64n) - 1n),
  ],
  ['int8', Uint8Array.of(0, 255), -128, Int8Array.of(-128, 127)],
])('%s by its BZERO', async (dtype, stored, value, data) => {
  const { source, file } = await write([
    { shape: [1, 2], data: stored, cards: [{ keyword: 'BZERO', value }] },
  ]);
  expect(await readImage(source, file.hdus[0]!)).toEqual({ data, shape: [1, 2], dtype });
});
