import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { drawOrientation, type Geometry, orient } from './orient.ts';
import { createViewMaker, type ViewParams } from './views.ts';

const STILL: ViewParams = { rotation: 'NONE', flip: false, shift: 0, scale: 0, dimming: 0, noise: 0 };

const turned = (
  source: Float32Array,
  size: number,
  turn: number,
  flip = false,
  geometry: Geometry = 'CARTESIAN',
) => {
  const target = new Float32Array(source.length);
  orient(source, target, size, { turn, flip }, geometry);
  return target;
};

test('right angles turn, four of them turn back, a flip mirrors the columns', () => {
  const image = Float32Array.of(1, 2, 3, 4);
  expect([...turned(image, 2, 1)]).toEqual([2, 4, 1, 3]);
  expect([...turned(image, 2, 2)]).toEqual([4, 3, 2, 1]);
  expect([...turned(image, 2, 3)]).toEqual([3, 1, 4, 2]);
  expect([...turned(image, 2, 0, true)]).toEqual([2, 1, 4, 3]);
  const large = Float32Array.from({ length: 5 * 5 * 2 }, (_, i) => i);
  let round = large;
  for (let i = 0; i < 4; i++) round = turned(round, 5, 1);
  expect(round).toEqual(large);
  // Channels stay together.
  expect(turned(large, 5, 1)[1]! - turned(large, 5, 1)[0]!).toBe(1);
});

test('the eight orientations of an image are eight images, all equally likely', () => {
  const random = createRandom(1);
  const image = Float32Array.from({ length: 9 }, (_, i) => i);
  const counts = new Map<string, number>();
  for (let i = 0; i < 4000; i++) {
    const { turn, flip } = drawOrientation(random, 3, 'CARTESIAN');
    const key = [...turned(image, 3, turn, flip)].join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  expect(counts.size).toBe(8);
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(100);
});

test('polar images are turned along their columns', () => {
  const image = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  expect([...turned(image, 3, 1, false, 'POLAR')]).toEqual([2, 3, 1, 5, 6, 4, 8, 9, 7]);
  expect([...turned(image, 3, 0, true, 'POLAR')]).toEqual([3, 2, 1, 6, 5, 4, 9, 8, 7]);
});

const SIZE = 16;
const spot = (row: number, col: number) =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
    Math.exp(-((Math.floor(i / SIZE) - row) ** 2 + ((i % SIZE) - col) ** 2) / 4),
  );
const view = (
  source: Float32Array,
  params: Partial<ViewParams>,
  seed: number,
  geometry: Geometry = 'CARTESIAN',
) => {
  const target = new Float32Array(source.length);
  createViewMaker(SIZE, { ...STILL, ...params }, geometry)(source, target, createRandom(seed));
  return target;
};
const brightest = (image: Float32Array) => image.indexOf(Math.max(...image));

test('a view that changes nothing is the image; the same seed gives the same view', () => {
  const image = spot(4, 9);
  expect(view(image, {}, 1)).toEqual(image);
  const all: ViewParams = { rotation: 'ANY', flip: true, shift: 0.1, scale: 0.2, dimming: 0.3, noise: 0.05 };
  expect(view(image, all, 2)).toEqual(view(image, all, 2));
  expect(view(image, all, 2)).not.toEqual(view(image, all, 3));
});

test('turning keeps the distance from the middle, shifting moves, scaling stretches, dimming dims', () => {
  const image = spot(7.5, 12.5);
  const middle = (SIZE - 1) / 2;
  const radius = (at: number) => Math.hypot(Math.floor(at / SIZE) - middle, (at % SIZE) - middle);
  const places = new Set<number>();
  for (let seed = 0; seed < 12; seed++) {
    const at = brightest(view(image, { rotation: 'ANY' }, seed));
    expect(Math.abs(radius(at) - 5)).toBeLessThan(0.8);
    places.add(at);
    expect(Math.abs(brightest(view(spot(8, 8), { shift: 0.25 }, seed)) / SIZE - 8.5)).toBeLessThan(4.6);
    const stretched = radius(brightest(view(image, { scale: 0.4 }, seed)));
    expect(stretched).toBeGreaterThan(2.5);
    expect(stretched).toBeLessThan(8);
    const ratio = view(image, { dimming: 0.5 }, seed)[7 * SIZE + 12]! / image[7 * SIZE + 12]!;
    expect(Math.abs(ratio - 1)).toBeLessThanOrEqual(0.5);
  }
  expect(places.size).toBeGreaterThan(6);
});

test('noise has mean 0 and at most the deviation asked for', () => {
  const image = new Float32Array(SIZE * SIZE);
  let largest = 0;
  for (let seed = 0; seed < 20; seed++) {
    const values = view(image, { noise: 0.1 }, seed);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
    expect(Math.abs(mean)).toBeLessThan(0.03);
    expect(deviation).toBeLessThan(0.115);
    largest = Math.max(largest, deviation);
  }
  expect(largest).toBeGreaterThan(0.05);
});

test('views of polar images go round along the angle', () => {
  // Bright at every angle of one radius, brighter at one.
  const image = Float32Array.from({ length: SIZE * SIZE }, (_, i) =>
    Math.floor(i / SIZE) === 6 ? 1 + (i % SIZE === 3 ? 1 : 0) : 0,
  );
  for (let seed = 0; seed < 8; seed++) {
    const turnedView = view(image, { rotation: 'ANY', flip: true, shift: 0.4 }, seed, 'POLAR');
    const row = turnedView.subarray(6 * SIZE, 7 * SIZE);
    expect(row.reduce((sum, x) => sum + x, 0)).toBeCloseTo(SIZE + 1, 4);
    expect(turnedView.reduce((sum, x) => sum + x, 0)).toBeCloseTo(SIZE + 1, 4);
  }
});
