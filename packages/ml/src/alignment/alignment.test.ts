import { generateDisc } from '@asterism/testkit';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { measureAlignment } from './measureAlignment.ts';
import { measureSample } from './measureSample.ts';
import type { PicturePlane } from './plane.ts';

interface Drawn {
  width?: number;
  height?: number;
  x?: number;
  y?: number;
  /** Half the long axis at which the brightness is down to 1/e. */
  scale?: number;
  angleDegrees?: number;
  axisRatio?: number;
  noise?: number;
  seed?: number;
}

/** A smooth elliptical source with noise. */
function draw(wish: Drawn): PicturePlane {
  const { width = 200, height = 200, x = 97.3, y = 104.6, scale = 30, noise = 0.01 } = wish;
  const { angleDegrees = 30, axisRatio = 0.5, seed = 1 } = wish;
  const random = createRandom(seed);
  const turn = (angleDegrees * Math.PI) / 180;
  const data = new Float32Array(width * height);
  for (let row = 0, at = 0; row < height; row++)
    for (let column = 0; column < width; column++, at++) {
      const [dx, dy] = [column - x, row - y];
      const along = dx * Math.cos(turn) + dy * Math.sin(turn);
      const across = (-dx * Math.sin(turn) + dy * Math.cos(turn)) / axisRatio;
      data[at] = Math.exp(-Math.hypot(along, across) / scale) + noise * random.normal();
    }
  return { data, width, height };
}

const sorted = (values: number[]) => values.sort((a, b) => a - b);
const median = (values: number[]) => sorted(values)[values.length >> 1]!;

test('the tilt of generated discs is recovered within a degree, their direction too', () => {
  const discs = Array.from({ length: 48 }, (_, index) => {
    const size = 256;
    const { data, truth } = generateDisc({ index, seed: 3, size });
    const found = measureSample({ data, channels: 4, width: size, height: size });
    const turned = Math.abs((found?.angleDegrees ?? 0) - ((truth.positionAngleDegrees + 90) % 180));
    return { truth, found, turned: Math.min(turned, 180 - turned) };
  });
  expect(discs.filter(({ found }) => found === null)).toEqual([]);
  // Mostly the continuum is what stands out best; the lines fill gaps and lie between rings.
  expect(discs.filter(({ found }) => found?.channel === 0).length).toBeGreaterThan(30);
  const tilts = discs.map(({ truth, found }) => Math.abs(found!.tiltDegrees - truth.inclinationDegrees));
  expect(median(tilts)).toBeLessThan(0.5);
  const round = discs.filter(({ truth }) => truth.inclinationDegrees < 20);
  expect(median(discs.filter((disc) => !round.includes(disc)).map(({ turned }) => turned))).toBeLessThan(0.3);
  // Spiral arms turn from isophote to isophote: the measure knows that it is worth less.
  const qualities = (isSpiral: boolean) =>
    discs.filter(({ truth }) => (truth.kind === 'spiral') === isSpiral).map(({ found }) => found!.quality);
  expect(median(qualities(false))).toBeGreaterThan(0.9);
  expect(median(qualities(true))).toBeLessThan(0.5);
});

describe('one source', () => {
  test.each([
    { angleDegrees: 30, axisRatio: 0.5 },
    { angleDegrees: 120, axisRatio: 0.8 },
    { angleDegrees: 179.5, axisRatio: 0.3 },
    { angleDegrees: 90, axisRatio: 0.4, width: 300, height: 160, x: 210.2, y: 71.9, scale: 12 },
    { angleDegrees: 60, axisRatio: 0.6, width: 160, height: 220 },
    { angleDegrees: 60, axisRatio: 0.6, width: 800, height: 700, x: 301.4, y: 402.3, scale: 15 },
  ])('$angleDegrees degrees, ratio $axisRatio, $width x $height', (wish) => {
    const found = measureAlignment(draw(wish))!;
    expect(found.x).toBeCloseTo(wish.x ?? 97.3, 0);
    expect(Math.hypot(found.x - (wish.x ?? 97.3), found.y - (wish.y ?? 104.6))).toBeLessThan(0.25);
    const turned = Math.abs(found.angleDegrees - wish.angleDegrees);
    expect(Math.min(turned, 180 - turned)).toBeLessThan(1);
    expect(found.axisRatio).toBeCloseTo(wish.axisRatio, 1.7);
    expect(found.tiltDegrees).toBeCloseTo((Math.acos(found.axisRatio) * 180) / Math.PI, 9);
    expect(found.quality).toBeGreaterThan(0.7);
  });

  test('is found beside a hot pixel, a second source, holes and an offset', () => {
    const plane = draw({});
    const clean = measureAlignment(plane)!;
    const other = draw({ x: 20, y: 180, scale: 4, axisRatio: 1, noise: 0 });
    const spoilt = plane.data.map((value, i) => 5 + value + other.data[i]! / 2);
    spoilt[150 * 200 + 20] = 1e6;
    spoilt[104 * 200 + 97] = 1e6;
    for (let i = 0; i < 400; i++) spoilt[(i * 9973) % spoilt.length] = Number.NaN;
    spoilt.fill(Number.NaN, 0, 200 * 4);
    const found = measureAlignment({ ...plane, data: spoilt })!;
    expect(Math.hypot(found.x - clean.x, found.y - clean.y)).toBeLessThan(0.5);
    expect(Math.abs(found.axisRatio - clean.axisRatio)).toBeLessThan(0.03);
    expect(Math.abs(found.angleDegrees - clean.angleDegrees)).toBeLessThan(2);
  });

  test('is measured without noise too', () => {
    expect(measureAlignment(draw({ noise: 0 }))!.axisRatio).toBeCloseTo(0.5, 2);
  });

  test('that the edge cuts is measured by what is whole, and is worth less', () => {
    const cut = measureAlignment(draw({ x: 45, y: 100, angleDegrees: 90 }))!;
    expect(cut.axisRatio).toBeCloseTo(0.5, 1);
    expect(cut.quality).toBeLessThan(0.9);
    expect(measureAlignment(draw({ x: 0, y: 100 }))!.quality).toBe(0);
  });

  test('too faint to see gives nothing', () => {
    expect(measureAlignment(draw({ noise: 0.6 }))).toBeNull();
  });
});

describe('nothing to measure', () => {
  const plane = (value: (i: number) => number) => ({
    data: Float32Array.from({ length: 96 * 96 }, (_, i) => value(i)),
    width: 96,
    height: 96,
  });
  const random = createRandom(5);
  test.each([
    ['noise', () => random.normal()],
    ['one value', () => 3],
    ['no numbers', () => Number.NaN],
    ['a slope', (i: number) => (i % 96) + random.normal()],
    ['one hot pixel', (i: number) => (i === 4000 ? 1e9 : random.normal())],
  ])('%s', (_, value) => {
    expect(measureAlignment(plane(value))).toBeNull();
  });
  test.each([1, 2, 7])('a picture of %i pixels a side', (side) => {
    const data = Float32Array.from({ length: side * side }, (_, i) => i);
    expect(measureAlignment({ data, width: side, height: side })).toBeNull();
  });
});

test('the channel with the highest signal to noise is measured, and is named', () => {
  const faint = draw({ noise: 0.2, seed: 2 });
  const clear = draw({ noise: 0.01, angleDegrees: 75 });
  const data = new Float32Array(2 * faint.data.length);
  data.set(faint.data);
  data.set(clear.data, faint.data.length);
  const found = measureSample({ data, channels: 2, width: 200, height: 200 })!;
  expect(found.channel).toBe(1);
  expect(found).toEqual({ channel: 1, ...measureAlignment(clear) });
});
