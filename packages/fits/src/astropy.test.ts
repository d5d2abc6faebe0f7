import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import reference from '../fixtures/reference.json' with { type: 'json' };
import {
  applyStretch,
  bytesSource,
  type Card,
  chooseImage,
  openFits,
  percentilesOf,
  readChannels,
  readImage,
  STRETCHES,
} from './index.ts';

const open = async (name: string) => {
  const source = bytesSource(readFileSync(join(import.meta.dirname, '../fixtures', name)));
  return { source, file: await openFits(source) };
};

test('cards as astropy reads them', async () => {
  const { file } = await open('header.fits');
  const show = ({ value, complex }: Card) => {
    if (complex) return { complex };
    return typeof value === 'bigint' ? { integer: String(value) } : value;
  };
  const ours = file.hdus[0]!.header.cards.filter((card) => card.keyword !== '').map((card) => [
    card.keyword,
    show(card),
    card.comment,
  ]);
  // astropy gathers COMMENT and HISTORY and gives their text as the value.
  const theirs = reference.header.map(([keyword, value, comment]) =>
    keyword === 'COMMENT' || keyword === 'HISTORY'
      ? [keyword, null, value]
      : [keyword, value, comment || null],
  );
  const isText = ([keyword]: unknown[]) => keyword === 'COMMENT' || keyword === 'HISTORY';
  expect(ours.filter((card) => !isText(card))).toEqual(theirs.filter((card) => !isText(card)));
  expect(ours.filter(isText)).toEqual(expect.arrayContaining(theirs.filter(isText)));
});

describe('images as astropy reads them', () => {
  // What JSON cannot hold stands there as text: NaN, infinities, whole numbers.
  const asText = (value: number | bigint, text: string | number) =>
    typeof text === 'number' ? value : String(value).replace('NaN', 'nan').replace('Infinity', 'inf');

  test.each(reference.images.flatMap((image, index) => (image ? [{ index, ...image }] : [])))(
    'HDU $index: $dtype $shape',
    async ({ index, shape, dtype, data }) => {
      const { source, file } = await open('images.fits');
      const hdu = file.hdus[index]!;
      expect(hdu.shape).toEqual(shape);
      const image = await readImage(source, hdu);
      expect(image.dtype).toBe(dtype);
      expect([...image.data].map((value, i) => asText(value, data[i]!))).toEqual(data);
      if (shape.length < 2 || shape[0]! * shape[1]! === 1) return;
      const choice = chooseImage(file, { hdu: index });
      const { data: single } = await readChannels(source, file, choice);
      const channelLast = choice.channelAxis === 2;
      const values = [...image.data].map((value) => Math.fround(Number(value)));
      const planes = Array.from({ length: choice.channels }, (_, c) =>
        values.filter((_, i) => i % choice.channels === c),
      );
      expect([...single]).toEqual(channelLast ? planes.flat() : values);
    },
  );

  test('the first image is chosen, and the types of all HDUs are known', async () => {
    const { file } = await open('images.fits');
    expect(chooseImage(file)).toMatchObject({ hdu: 1, channels: 1, height: 2, width: 3 });
    expect(file.warnings).toEqual([]);
    expect(file.hdus.slice(-3).map(({ type, name, shape }) => [type, name, shape])).toEqual([
      ['BINTABLE', 'RICE', [10, 10]],
      ['BINTABLE', 'TABLE', [3, 8]],
      ['IMAGE', 'AFTER', [1, 1]],
    ]);
  });
});

test('random groups have their size, and no pixels that can be asked for', async () => {
  const { source, file } = await open('groups.fits');
  expect(file.hdus.map(({ type, dataBytes }) => [type, dataBytes])).toEqual([
    ['PRIMARY', 2 * (2 + 12) * 4],
    ['IMAGE', 8],
  ]);
  await expect(readImage(source, file.hdus[0]!)).rejects.toMatchObject({ code: 'UNSUPPORTED', hdu: 0 });
  expect(chooseImage(file).hdu).toBe(1);
});

test.each(STRETCHES.filter((kind) => kind !== 'HISTOGRAM'))('%s as astropy.visualization', (kind) => {
  const { x, ...stretches } = reference.stretches;
  x.forEach((value, i) => {
    expect(applyStretch(kind, value)).toBeCloseTo(stretches[kind][i]!, 12);
  });
});

test('percentiles as NumPy', () => {
  const { values, percents, result } = reference.percentiles;
  percentilesOf(Float32Array.from(values), percents)!.forEach((value, i) => {
    expect(value).toBeCloseTo(result[i]!, 6);
  });
});
