import { generateDisc } from '@asterism/testkit';
import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/placements.json' with { type: 'json' };
import { measureAlignment } from '../alignment/measureAlignment.ts';
import { measureSample } from '../alignment/measureSample.ts';
import { type PreprocessingParams, preprocessingParams } from '../params/index.ts';
import { type MeasuredSource, placementOf, rawPosition } from './placement.ts';
import { preprocessSample } from './preprocess.ts';
import { resample } from './resample.ts';

const params = (more: Partial<PreprocessingParams>): PreprocessingParams =>
  preprocessingParams.parse({ channels: [0], size: 64, ...more });

describe('resample as SciPy', () => {
  const plane = Float32Array.from(reference.plane);
  const { width, height, source } = reference;
  test.each(reference.cases)(
    '$alignment $geometry at $size',
    ({ alignment, geometry, size, ...expected }) => {
      const asked = params({
        alignment: alignment as PreprocessingParams['alignment'],
        geometry: geometry as PreprocessingParams['geometry'],
      });
      const placement = placementOf({ ...asked, size }, { width, height }, source);
      const { values, measured } = resample({ data: plane, width, height }, placement);
      expected.values.forEach((value, i) => {
        const share = measured?.[i] ?? 1;
        // Cells that the picture's edge crosses hold few points here and 256 there.
        expect(Math.abs(share - expected.measured[i]!)).toBeLessThan(0.3);
        if (expected.measured[i] === 1) expect(Math.abs(values[i]! - value)).toBeLessThan(0.012);
        if (expected.measured[i] === 0) expect(values[i]).toBeNaN();
      });
      const whole = expected.values.filter((_, i) => expected.measured[i] === 1);
      const own = [...values].filter((_, i) => expected.measured[i] === 1);
      const mean = (list: number[]) => list.reduce((a, b) => a + b, 0) / list.length;
      expect(Math.abs(mean(own) - mean(whole))).toBeLessThan(0.001);
    },
  );
});

/** Brightness against place in pixels from the middle, drawn into a picture. */
function picture(width: number, height: number, value: (x: number, y: number) => number) {
  const data = Float32Array.from({ length: width * height }, (_, i) =>
    value((i % width) - (width - 1) / 2, Math.floor(i / width) - (height - 1) / 2),
  );
  return { data, channels: 1, width, height };
}
const source = (more: Partial<MeasuredSource>): MeasuredSource => ({
  x: 0,
  y: 0,
  angleDegrees: 0,
  axisRatio: 1,
  tiltDegrees: 0,
  radius: 40,
  ...more,
});

describe('alignment', () => {
  test('CENTER moves the source to the middle; what came from outside is background and masked', () => {
    const pixels = picture(128, 128, (x, y) => Math.exp(-Math.hypot(x - 20, y + 10) / 6));
    const { image, mask, steps } = preprocessSample(pixels, params({ alignment: 'CENTER' }), {
      source: source({ x: 83.5, y: 53.5 }),
    });
    const peak = image.indexOf(Math.max(...image));
    expect([31, 32]).toContain(peak % 64);
    expect([31, 32]).toContain(Math.floor(peak / 64));
    expect(steps).toContain('moved by (-20.0, 10.0) pixels');
    // Ten columns at the right come from beside the picture.
    expect(mask![63]).toBe(0);
    expect(mask![20 * 64 + 53]).toBe(1);
    expect(mask![20 * 64 + 54]).toBe(0);
    expect(image[20 * 64 + 60]).toBeLessThan(0.01);
  });

  test.each([
    [30, 'turned by 60.0 degrees counter-clockwise'],
    [150, 'turned by 60.0 degrees clockwise'],
  ])('ROTATE turns a long axis at %i degrees upright', (angleDegrees, words) => {
    const turn = (angleDegrees * Math.PI) / 180;
    const pixels = picture(160, 120, (x, y) => {
      const along = x * Math.cos(turn) + y * Math.sin(turn);
      const across = -x * Math.sin(turn) + y * Math.cos(turn);
      return Math.exp(-Math.hypot(along, 2.5 * across) / 8);
    });
    const given = source({ x: 79.5, y: 59.5, angleDegrees, axisRatio: 0.4 });
    const { image, steps } = preprocessSample(pixels, params({ alignment: 'ROTATE' }), { source: given });
    const found = measureAlignment({ data: image, width: 64, height: 64 })!;
    expect(Math.abs(found.angleDegrees - 90)).toBeLessThan(1);
    expect(found.axisRatio).toBeCloseTo(0.4, 1);
    expect(steps).toContain(words);
  });

  test('DEPROJECT shows generated discs face-on, in one go from the measure', () => {
    const ratios = Array.from({ length: 12 }, (_, index) => {
      const size = 200;
      const { data, truth } = generateDisc({ index, seed: 9, size });
      const pixels = { data, channels: 4, width: size, height: size };
      const found = measureSample(pixels)!;
      const { image } = preprocessSample(pixels, params({ alignment: 'DEPROJECT', size: 128 }), {
        source: found,
      });
      return { truth, ratio: measureAlignment({ data: image, width: 128, height: 128 })!.axisRatio };
    });
    const smooth = ratios.filter(({ truth }) => truth.kind !== 'spiral');
    expect(smooth.length).toBeGreaterThan(5);
    for (const { ratio } of smooth) expect(ratio).toBeGreaterThan(0.95);
  });

  test('a stretch is bounded, and says so', () => {
    const pixels = picture(64, 64, (x, y) => Math.exp(-Math.hypot(x / 10, y)));
    const edgeOn = source({ x: 31.5, y: 31.5, axisRatio: 0.08, tiltDegrees: 85.4 });
    const { placement, steps } = preprocessSample(pixels, params({ alignment: 'DEPROJECT' }), {
      source: edgeOn,
    });
    expect(placement.stretchedBy).toBe(5);
    expect(steps.join()).toMatch(/stretched by 5 along the short axis, the most/);
  });

  test('without a source the sample is left as it is, to the byte, and says so', () => {
    const pixels = picture(90, 70, (x, y) => Math.sin(x / 7) + y);
    const plain = preprocessSample(pixels, params({}));
    const { image, steps, placement } = preprocessSample(pixels, params({ alignment: 'DEPROJECT' }));
    expect(image).toEqual(plain.image);
    expect(placement.moved).toBeNull();
    expect(steps.join()).toMatch(/no source could be measured/);
  });

  test('means are kept where the picture shrinks much', () => {
    const noise = picture(512, 512, (x, y) => ((x * 7919 + y * 104729) % 97) / 97);
    const given = source({ x: 255.5, y: 255.5, angleDegrees: 90 });
    const plain = preprocessSample(noise, params({ normalization: 'NONE' }));
    const { image } = preprocessSample(noise, params({ normalization: 'NONE', alignment: 'ROTATE' }), {
      source: given,
    });
    image.forEach((value, i) => {
      expect(Math.abs(value - plain.image[i]!)).toBeLessThan(1e-4);
    });
  });
});

describe('POLAR', () => {
  const ring = picture(200, 160, (x, y) => Math.exp(-(((Math.hypot(x, y) - 30) / 4) ** 2)));
  test('a ring is a straight row, radius upwards', () => {
    const { image, steps } = preprocessSample(ring, params({ geometry: 'POLAR' }));
    const brightest = Array.from({ length: 64 }, (_, column) => {
      const values = Array.from({ length: 64 }, (__, row) => image[row * 64 + column]!);
      return values.indexOf(Math.max(...values));
    });
    // Half the longer side is 100 pixels: radius 30 lies in row 19 of 64.
    for (const row of brightest) expect(Math.abs(row - 18.7)).toBeLessThan(1);
    expect(steps).toContain('unrolled to 64 radii from 0 to 100.0 pixels by 64 angles from 0 to 360 degrees');
  });
  test('a spot above the middle lies at a quarter of the angles', () => {
    const spot = picture(128, 128, (x, y) => Math.exp(-((x / 4) ** 2 + ((y - 30) / 4) ** 2)));
    const { image } = preprocessSample(spot, params({ geometry: 'POLAR' }));
    const peak = image.indexOf(Math.max(...image));
    expect([15, 16]).toContain(peak % 64);
    expect(Math.abs(Math.floor(peak / 64) - 30)).toBeLessThan(2);
  });
  test('beyond the picture it is masked', () => {
    const { mask } = preprocessSample(ring, params({ geometry: 'POLAR' }));
    // Radius 99 at 90 degrees lies above a picture of 160 rows.
    expect(mask![63 * 64 + 16]).toBe(0);
    expect(mask![63 * 64]).toBe(1);
  });
});

describe('what is not measured', () => {
  test('is left out of means, masked where it is most of a cell, and one channel does not spoil another', () => {
    const side = 64;
    const plane = picture(side, side, (x, y) => 2 + Math.exp(-Math.hypot(x, y) / 9)).data;
    const data = new Float32Array(2 * side * side);
    data.set(plane);
    data.set(plane, side * side);
    for (let y = 20; y < 30; y++) data.fill(Number.NaN, y * side + 20, y * side + 30);
    const given = source({ x: 31.5, y: 31.5, angleDegrees: 100, axisRatio: 0.8 });
    const asked = params({ channels: [0, 1], size: 32, alignment: 'DEPROJECT', normalization: 'NONE' });
    const { image, mask } = preprocessSample({ data, channels: 2, width: side, height: side }, asked, {
      source: given,
    });
    expect(image.every(Number.isFinite)).toBe(true);
    const unmeasured = (c: number) => mask!.subarray(c * 1024, (c + 1) * 1024).filter((m) => m === 0).length;
    // A hole of 100 raw pixels is 100 / 4 / .8 cells.
    expect(unmeasured(0) - unmeasured(1)).toBeGreaterThan(20);
    expect(unmeasured(0) - unmeasured(1)).toBeLessThan(40);
    const measured = [...image.keys()].filter((i) => mask![i] === 1);
    for (const i of measured) expect(image[i]).toBeGreaterThan(1.99);
  });
});

test('positions lead from the image back to the raw picture', () => {
  const given = source({ x: 60, y: 40, angleDegrees: 20, axisRatio: 0.5 });
  const placement = placementOf(params({ alignment: 'DEPROJECT' }), { width: 128, height: 100 }, given);
  const at = (column: number, row: number) => rawPosition(placement, column, row);
  const middle = at(31.5, 31.5);
  expect([middle.x, middle.y]).toEqual([expect.closeTo(60, 9), expect.closeTo(40, 9)]);
  // Ten image pixels up are twenty raw pixels along the long axis; to the right, ten along the short one.
  const [up, right] = [at(31.5, 41.5), at(41.5, 31.5)];
  const turn = (20 * Math.PI) / 180;
  expect([up.x - 60, up.y - 40]).toEqual([
    expect.closeTo(20 * Math.cos(turn), 9),
    expect.closeTo(20 * Math.sin(turn), 9),
  ]);
  expect(Math.hypot(right.x - 60, right.y - 40)).toBeCloseTo(10, 9);
});

test('steps say the numbers, in order', () => {
  const pixels = picture(100, 100, (x, y) => (x * 100 + y) / 1e6);
  const { steps } = preprocessSample(
    pixels,
    params({ lowerPercentile: 0.5, upperPercentile: 99.5, stretch: 'ASINH', alignment: 'DEPROJECT' }),
    {
      source: source({ x: 49.5, y: 49.5, angleDegrees: 90, axisRatio: 0.5, tiltDegrees: 60 }),
      unit: 'Jy/beam',
    },
  );
  expect(steps).toEqual([
    'took channel 0 of 1',
    'clipped to the percentiles 0.5 and 99.5 and scaled to 0 and 1, channel 0: -0.00495 to 0.00495 Jy/beam',
    'changed the brightness by asinh',
    'moved by (0.0, 0.0) pixels',
    'turned by 0.0 degrees counter-clockwise',
    'stretched by 2.00 along the short axis to face-on, tilt 60.0 degrees',
    'averaged to 64 x 64, 1.56 pixels of the picture to one',
  ]);
});
