import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/reference.json' with { type: 'json' };
import { type PreprocessingParams, preprocessingParams } from '../params/index.ts';
import { percentileLimits } from './limits.ts';
import { preprocessSample } from './preprocess.ts';
import { resizeByArea } from './resizeByArea.ts';
import { selectRank } from './selectRank.ts';
import { type Stretch, stretchOf } from './stretch.ts';

const params = (more: Partial<PreprocessingParams>): PreprocessingParams =>
  preprocessingParams.parse({ channels: [0], size: 32, ...more });
const sample = (planes: ((i: number) => number)[], side = 32) => ({
  data: Float32Array.from({ length: planes.length * side * side }, (_, i) =>
    planes[Math.floor(i / (side * side))]!(i % (side * side)),
  ),
  channels: planes.length,
  height: side,
  width: side,
});

describe('resizeByArea', () => {
  const { side, plane, pooled } = reference.area;
  test.each(Object.entries(pooled))('to %s pixels as PyTorch where the sides divide', (size, expected) => {
    const { values, measured } = resizeByArea(Float32Array.from(plane), {
      width: side,
      height: side,
      size: Number(size),
    });
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
    expect(measured).toBeNull();
  });
  test('keeps the mean where they do not divide', () => {
    const { values } = resizeByArea(Float32Array.from(plane), { width: side, height: side, size: 37 });
    const mean = (list: ArrayLike<number>) => Array.from(list).reduce((a, b) => a + b, 0) / list.length;
    expect(mean(values)).toBeCloseTo(mean(plane), 5);
  });
  test('a wide plane keeps its shape, and what lies outside is not measured', () => {
    const { values, measured } = resizeByArea(new Float32Array(8 * 4).fill(2), {
      width: 8,
      height: 4,
      size: 4,
    });
    expect([...measured!]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect(values[5]).toBe(2);
    expect(values[0]).toBeNaN();
  });
  test('NaN is left out of the means', () => {
    const { values, measured } = resizeByArea(Float32Array.from([1, Number.NaN, 3, 5]), {
      width: 2,
      height: 2,
      size: 1,
    });
    expect(values[0]).toBe(3);
    expect(measured![0]).toBe(0.75);
  });
});

describe('normalisation', () => {
  const pixels = sample([(i) => i % 32, (i) => 10 * (i % 32) + 100]);
  test('GLOBAL takes the limits over all channels, chosen or not', () => {
    const { image } = preprocessSample(pixels, params({ normalization: 'GLOBAL' }));
    expect(Math.max(...image)).toBeCloseTo(31 / 410, 6);
    expect(Math.min(...image)).toBe(0);
  });
  test('PER_CHANNEL takes them over each', () => {
    const { image } = preprocessSample(pixels, params({ channels: [1, 0], normalization: 'PER_CHANNEL' }));
    for (const half of [image.subarray(0, 1024), image.subarray(1024)])
      expect([Math.min(...half), Math.max(...half)]).toEqual([0, 1]);
  });
  test('NONE leaves the values', () => {
    expect(preprocessSample(pixels, params({ channels: [1], normalization: 'NONE' })).image[3]).toBe(130);
  });
  test('percentiles clip', () => {
    const { image } = preprocessSample(pixels, params({ lowerPercentile: 10, upperPercentile: 90 }));
    expect([...image].filter((value) => value === 1).length).toBeGreaterThan(90);
  });
  test('percentiles as NumPy', () => {
    const values = Float32Array.from(reference.percentiles.values);
    for (const [percent, expected] of reference.percentiles.of)
      expect(percentileLimits(values, percent!, 100).lower).toBeCloseTo(expected!, 6);
  });
});

describe('planes with little in them', () => {
  test('a constant plane becomes 0, an empty one 0 and unmeasured', () => {
    const pixels = sample([() => 7, () => Number.NaN]);
    expect(new Set(preprocessSample(pixels, params({})).image)).toEqual(new Set([0]));
    const { image, mask } = preprocessSample(pixels, params({ channels: [1] }));
    expect([new Set(image), new Set(mask)]).toEqual([new Set([0]), new Set([0])]);
  });
  test('NaN takes the background level and is masked; infinities are clipped', () => {
    const pixels = sample([
      (i) => (i === 0 ? Number.NaN : i === 1 ? Number.POSITIVE_INFINITY : i === 2 ? 1 : 0),
    ]);
    const { image, mask } = preprocessSample(pixels, params({}));
    expect([...image.slice(0, 4)]).toEqual([0, 1, 1, 0]);
    expect([...mask!.slice(0, 3)]).toEqual([0, 1, 1]);
  });
  test('a channel that is not there is refused with its path', () => {
    expect(() => preprocessSample(sample([() => 1]), params({ channels: [0, 4] }))).toThrow(
      expect.objectContaining({ code: 'UNKNOWN_CHANNEL', path: ['channels', '1'] }),
    );
  });
});

const stretched = (kind: Stretch, values: Float64Array): Float64Array => {
  const row = values.slice();
  stretchOf(kind, () => values)?.(row);
  return row;
};

test.each(Object.entries(reference.stretches.kinds))('%s as astropy', (kind, expected) => {
  const row = stretched(kind as Stretch, Float64Array.from(reference.stretches.x));
  row.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test('HISTOGRAM gives equal values one level, the lowest of theirs', () => {
  expect([...stretched('HISTOGRAM', Float64Array.of(0, 0, 0.5, 1, 0, 1))]).toEqual([0, 0, 0.6, 0.8, 0, 0.8]);
});

test('what a stretch has no answer for is not measured', () => {
  const pixels = sample([(i) => (i < 16 ? -1 : 4)]);
  const { image, mask } = preprocessSample(pixels, params({ normalization: 'NONE', stretch: 'SQRT' }));
  expect([image[0], image[16], mask![0], mask![16]]).toEqual([2, 2, 0, 1]);
});

test('selecting a rank is what sorting finds, ties and all', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.float({ noNaN: true })), { minLength: 1 }),
      fc.nat(),
      (list, pick) => {
        const values = Float32Array.from(list);
        const rank = pick % values.length;
        const expected = values.slice().sort()[rank]!;
        // 0 and -0 are one value to selection, two to sorting.
        expect(selectRank(values, rank) + 0).toBe(expected + 0);
        expect(values.subarray(0, rank).every((value) => value <= expected)).toBe(true);
        expect(values.subarray(rank + 1).every((value) => value >= expected)).toBe(true);
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
