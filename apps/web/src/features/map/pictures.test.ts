import { expect, test } from 'vitest';
import { pictureCandidates } from './pictureCandidates.ts';
import { placePictures } from './picturePlaces.ts';

test('no picture covers another, and none lies outside', () => {
  const position = (index: number) => [(index % 40) * 10, Math.floor(index / 40) * 10] as const;
  const placed = placePictures({
    candidates: Array.from({ length: 1600 }, (_, i) => i),
    position,
    size: { width: 300, height: 200 },
    side: 40,
    most: 100,
  });
  expect(placed.slice(0, 3)).toEqual([0, 4, 8]);
  expect(placed).toHaveLength(8 * 6);
  for (const a of placed)
    for (const b of placed) {
      const [[ax, ay], [bx, by]] = [position(a), position(b)];
      expect(a === b || Math.abs(ax - bx) >= 40 || Math.abs(ay - by) >= 40).toBe(true);
    }
});

const choice = { count: 1_000_000, shown: [], isAtHand: () => false, inView: () => [] };

test('those that are shown come first, then those at hand, then those of few windows', () => {
  const inView = Array.from({ length: 5000 }, (_, i) => (i * 199) % 1_000_000);
  const found = [
    ...pictureCandidates({
      ...choice,
      countInView: 5000,
      inView: () => inView,
      shown: [7],
      isAtHand: (index) => index === inView[4999],
    }),
  ];
  expect(found.slice(0, 2)).toEqual([7, inView[4999]]);
  expect(new Set(found.slice(2).map((index) => Math.floor(index / 256))).size).toBe(16);
});

test('where very many are in view, some windows of the version stand for all', () => {
  const found = [...pictureCandidates({ ...choice, countInView: 1_000_000 })];
  expect(found.length).toBeLessThan(20 * 256);
  expect(found.at(-1)).toBeGreaterThan(900_000);
});
