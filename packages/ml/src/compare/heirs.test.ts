import { expect, test } from 'vitest';
import { createRandom } from '../random/random.ts';
import { heirsBetween } from './index.ts';

test('each cluster has the heir that it shares most with; two may have one', () => {
  const first = [0, 0, 0, 0, 1, 1, 2, 2, 2];
  const later = [7, 7, 7, 4, 7, 7, 4, 4, -1];
  expect(heirsBetween(first, later)).toEqual([
    { from: 0, to: 7, shared: 3, jaccard: 3 / 6 },
    { from: 1, to: 7, shared: 2, jaccard: 2 / 5 },
    { from: 2, to: 4, shared: 2, jaccard: 2 / 4 },
  ]);
});

test('the greatest share counts, not the greatest number', () => {
  // Six of seven samples went into a cluster of thirty; one is the whole of another.
  const first = [...Array(7).fill(0), ...Array(24).fill(1)];
  const later = [...Array(6).fill(3), 8, ...Array(24).fill(3)];
  expect(heirsBetween(first, later)[0]).toEqual({ from: 0, to: 3, shared: 6, jaccard: 6 / 31 });
  expect(heirsBetween([0, 0], [5, 6])).toEqual([{ from: 0, to: 5, shared: 1, jaccard: 0.5 }]);
});

test('noise has no heir and is none', () => {
  expect(heirsBetween([-1, -1, 0, 0], [2, 2, -1, -1])).toEqual([]);
  expect(heirsBetween([], [])).toEqual([]);
  expect(() => heirsBetween([0], [])).toThrow(RangeError);
});

test('no other cluster overlaps more, over random labellings', () => {
  const random = createRandom(8);
  for (let round = 0; round < 40; round++) {
    const first = Array.from({ length: 60 }, () => random.int(5) - 1);
    const second = Array.from({ length: 60 }, () => random.int(7) - 1);
    const jaccard = (from: number, to: number) => {
      const both = first.filter((label, i) => label === from && second[i] === to).length;
      return both / first.filter((label, i) => label === from || second[i] === to).length;
    };
    for (const heir of heirsBetween(first, second)) {
      const best = Math.max(...[0, 1, 2, 3, 4, 5].map((to) => jaccard(heir.from, to)));
      expect(heir.jaccard).toBe(best);
      expect(heir.jaccard).toBe(jaccard(heir.from, heir.to));
    }
  }
});
