import { expect, test } from 'vitest';
import {
  bytesSource,
  type ImageStatistics,
  imageStatistics,
  openFits,
  type WritableImage,
  writeFits,
} from '../index.ts';

async function statisticsOf(hdu: WritableImage, onPixels?: (pixels: ArrayLike<number | bigint>) => void) {
  const source = bytesSource(writeFits([hdu]));
  const { hdus } = await openFits(source);
  return imageStatistics(source, hdus[0]!, onPixels ? { onPixels } : {});
}
const { NaN: NAN, POSITIVE_INFINITY: INF } = Number;
const floats = (...values: number[]): WritableImage => ({
  shape: [1, values.length],
  data: Float64Array.from(values),
});

test.each<[string, WritableImage, Partial<ImageStatistics>, string[]]>([
  ['numbers', floats(1, -2, 3), { finite: 3, infinite: 0, min: -2, max: 3, sum: 2, dtype: 'float64' }, []],
  ['NaN among them', floats(1, NAN, 3), { finite: 2, infinite: 0, min: 1, max: 3, sum: 4 }, []],
  [
    'infinities among them',
    floats(INF, 1, -INF, 2),
    { finite: 2, infinite: 2, min: 1, max: 2, sum: 3 },
    ['INFINITE_PIXELS'],
  ],
  ['all NaN', floats(NAN, NAN), { finite: 0, min: null, max: null, sum: 0 }, ['NO_FINITE_PIXELS']],
  [
    'all infinite',
    floats(INF, INF),
    { finite: 0, infinite: 2, min: null, max: null, sum: 0 },
    ['INFINITE_PIXELS', 'NO_FINITE_PIXELS'],
  ],
  ['one value', floats(3, 3, NAN), { finite: 2, min: 3, max: 3, sum: 6 }, ['CONSTANT_IMAGE']],
  ['what a plain sum loses', floats(1, 1e100, 1, -1e100), { finite: 4, sum: 2 }, []],
  [
    'long integers',
    { shape: [1, 2], data: BigInt64Array.of(-(1n << 62n), 5n) },
    { finite: 2, min: -(2 ** 62), max: 5, dtype: 'int64' },
    [],
  ],
  [
    'BLANK and scaling',
    {
      shape: [1, 3],
      data: Int16Array.of(0, 7, 2),
      cards: [
        { keyword: 'BLANK', value: 7 },
        { keyword: 'BSCALE', value: 0.5 },
      ],
    },
    { finite: 2, min: 0, max: 1, sum: 1, dtype: 'float32' },
    [],
  ],
])('%s', async (_, hdu, expected, codes) => {
  const { warnings, ...statistics } = await statisticsOf(hdu);
  expect(statistics).toMatchObject({ shape: hdu.shape, ...expected });
  expect(warnings.map(({ code, hdu: index }) => [code, index])).toEqual(codes.map((code) => [code, 0]));
});

test('pieces in order make the whole image', async () => {
  const data = Int16Array.from({ length: 300 * 400 }, (_, i) => i);
  const seen: number[] = [];
  const { sum } = await statisticsOf({ shape: [300, 400], data }, (pixels) => {
    for (let i = 0; i < pixels.length; i++) seen.push(Number(pixels[i]));
  });
  expect(Buffer.compare(Buffer.from(Int16Array.from(seen).buffer), Buffer.from(data.buffer))).toBe(0);
  expect(sum).toBe(data.reduce((a, b) => a + b, 0));
});
