import { expect, test } from 'vitest';
import { drawnRanks, layStrips, placeOf, sampleAt, sampleByKey, selectedPlaces } from './strips.ts';

const GROUPS = [
  { label: 0, indexes: [5, 3, 8] },
  { label: 1, indexes: [1] },
];

test('strips are as long as they have samples, with a gap between; a small one is still seen', () => {
  const strips = layStrips(GROUPS, 56, 10);
  expect(strips.map(({ from, to }) => [from, to])).toEqual([
    [0, 33],
    [43, 56],
  ]);
  const [many, one] = layStrips(
    [
      { label: 0, indexes: Array(9999).fill(0) },
      { label: 1, indexes: [7] },
    ],
    200,
    6,
  );
  expect(one!.to - one!.from).toBeGreaterThanOrEqual(3);
  expect(one!.to).toBeCloseTo(200, 9);
  expect(many!.from).toBe(0);
});

test('a thousand clusters are still within the chart', () => {
  const strips = layStrips(
    Array.from({ length: 1000 }, (_, label) => ({ label, indexes: [label] })),
    240,
    6,
  );
  expect(strips.at(-1)!.to).toBeLessThanOrEqual(240 + 1e-9);
  expect(strips.every(({ from, to }) => to > from)).toBe(true);
});

test('a pixel is a sample, and a sample has its pixels', () => {
  const strips = layStrips(GROUPS, 56, 10);
  expect([0, 12, 32, 36, 43, 55, 99, -5].map((pixel) => sampleAt(strips, pixel))).toEqual([
    5, 3, 8, 1, 1, 1, 1, 5,
  ]);
  expect(placeOf(strips, 3)).toEqual({ from: 11, to: 22 });
  expect(placeOf(strips, 2)).toBeNull();
  expect(sampleAt([], 3)).toBeNull();
});

test('keys go through all samples, and stop at the ends', () => {
  const strips = layStrips(GROUPS, 56, 10);
  const by = (current: number | null, key: string) => sampleByKey(strips, current, key);
  expect([by(null, 'ArrowDown'), by(8, 'ArrowRight'), by(1, 'ArrowDown'), by(5, 'ArrowUp')]).toEqual([
    5, 1, 1, 5,
  ]);
  expect([by(3, 'Home'), by(3, 'End'), by(3, 'a')]).toEqual([5, 1, null]);
});

test('of many samples some stand for all, the first and the last among them', () => {
  expect(drawnRanks(3, 10)).toEqual([0, 1, 2]);
  const ranks = drawnRanks(100_000, 500);
  expect(ranks.length).toBeLessThanOrEqual(501);
  expect([ranks[0], ranks.at(-1)]).toEqual([0, 99_999]);
  expect(drawnRanks(0, 10)).toEqual([]);
});

test('selected samples have their places, neighbours one together, a pixel at least', () => {
  const strips = [
    { label: 0, indexes: [7, 3, 9], from: 0, to: 30 },
    { label: 1, indexes: Array.from({ length: 100 }, (_, i) => 100 + i), from: 40, to: 50 },
  ];
  expect(selectedPlaces(strips, Uint32Array.of(3, 9, 150))).toEqual([
    { from: 10, to: 30 },
    { from: 45, to: 46 },
  ]);
  expect(selectedPlaces(strips, new Uint32Array())).toEqual([]);
});
