import { describe, expect, test } from 'vitest';
import reference from '../../fixtures/compare.json' with { type: 'json' };
import { createRandom } from '../random/random.ts';
import {
  adjustedMutualInformation,
  adjustedRandIndex,
  flowsBetween,
  labelAgreement,
  matchClusters,
  moversBetween,
  normalizedMutualInformation,
} from './index.ts';

describe.each(reference.cases)('$name', ({ a, b, ...theirs }) => {
  test('the scores are scikit-learn’s, in both directions', () => {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(adjustedRandIndex(x, y)).toBeCloseTo(theirs.adjustedRandIndex, 12);
      expect(normalizedMutualInformation(x, y)).toBeCloseTo(theirs.normalizedMutualInformation, 12);
      expect(adjustedMutualInformation(x, y)).toBeCloseTo(theirs.adjustedMutualInformation, 9);
    }
  });

  test('as many samples are in matched clusters as by SciPy’s assignment', () => {
    const matches = matchClusters(a, b);
    expect(matches.reduce((sum, { shared }) => sum + shared, 0)).toBe(theirs.matchedSamples);
    const paired = matches.filter(({ first, second }) => first !== null && second !== null);
    expect(new Set(paired.map(({ second }) => second)).size).toBe(paired.length);
  });
});

test('every sample stays, or moves, and a renamed clustering moves nobody', () => {
  const { a, b } = reference.cases.find(({ name }) => name === 'renamed')!;
  expect(moversBetween(a, b)).toEqual([]);
  expect(matchClusters(a, b).every(({ jaccard }) => jaccard === 1)).toBe(true);
});

test('movers are named with both labels; noise in both has not moved', () => {
  expect(moversBetween([0, 0, 0, 1, 1, -1, -1], [5, 5, 7, 7, 7, -1, 5])).toEqual([
    { index: 2, from: 0, to: 7 },
    { index: 6, from: -1, to: 5 },
  ]);
});

test('clusters without a counterpart are listed', () => {
  expect(matchClusters([0, 0, 1, 1], [3, 3, 3, 3])).toEqual([
    { first: 0, second: 3, shared: 2, jaccard: 0.5 },
    { first: 1, second: null, shared: 0, jaccard: 0 },
  ]);
  expect(matchClusters([0, 0, 0, 0], [2, 2, 2, 4])).toEqual([
    { first: 0, second: 2, shared: 3, jaccard: 0.75 },
    { first: null, second: 4, shared: 0, jaccard: 0 },
  ]);
});

test('samples flow from clusters to clusters, the largest flow first; noise stays noise', () => {
  const a = [0, 0, 0, 1, 1, 1, -1];
  const b = [5, 5, -1, 2, 2, 2, -1];
  expect(flowsBetween(a, b, 2)).toEqual([
    { from: 1, to: 2, count: 3, stays: true, places: [3, 4] },
    { from: 0, to: 5, count: 2, stays: true, places: [0, 1] },
    { from: -1, to: -1, count: 1, stays: true, places: [6] },
    { from: 0, to: -1, count: 1, stays: false, places: [2] },
  ]);
  const moved = flowsBetween(a, b, 9).filter(({ stays }) => !stays);
  expect(moved.flatMap(({ places }) => places)).toEqual(moversBetween(a, b).map(({ index }) => index));
});

test('no matching of small random labellings is better', () => {
  const random = createRandom(5);
  for (let round = 0; round < 60; round++) {
    const a = Array.from({ length: 25 }, () => random.int(4));
    const b = Array.from({ length: 25 }, () => random.int(4));
    const found = matchClusters(a, b).reduce((sum, { shared }) => sum + shared, 0);
    const best = Math.max(
      ...permutations([0, 1, 2, 3]).map((p) => a.filter((label, i) => p[label] === b[i]).length),
    );
    expect(found).toBe(best);
  }
});

test('labellings of other lengths are refused', () => {
  expect(() => adjustedMutualInformation([0], [0, 1])).toThrow(RangeError);
  expect(() => matchClusters([0], [0, 1])).toThrow(RangeError);
  expect(() => flowsBetween([0], [0, 1], 1)).toThrow(RangeError);
});

test('a known label is held against the clusters', () => {
  expect(labelAgreement([0, 0, 1, 1, -1, 1], ['ring', 'ring', 'spiral', 'spiral', 'spiral', null])).toEqual({
    adjustedRandIndex: expect.closeTo(0.545, 3),
    clusters: [-1, 0, 1],
    names: ['ring', 'spiral'],
    counts: [0, 1, 2, 0, 0, 2],
    sampleCount: 5,
  });
  expect(labelAgreement([0], [null])).toBeNull();
  expect(() => labelAgreement([0], [])).toThrow(RangeError);
});

function permutations(items: number[]): number[][] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) =>
    permutations([...items.slice(0, i), ...items.slice(i + 1)]).map((rest) => [item, ...rest]),
  );
}
