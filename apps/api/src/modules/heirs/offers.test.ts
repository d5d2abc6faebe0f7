import { expect, test } from 'vitest';
import { offersBetween, SAMPLES_MAXIMUM } from './offers.ts';

const labels = (...values: number[]) => Int32Array.from(values);

test('an offer says who joined and who left', () => {
  expect(offersBetween(labels(0, 0, 0, 1, 1, -1), labels(5, 5, 2, 2, 2, 5), null)).toEqual([
    {
      from: 0,
      to: 5,
      jaccard: 2 / 4,
      joined: { count: 1, indexes: [5] },
      left: { count: 1, indexes: [2] },
    },
    {
      from: 1,
      to: 2,
      jaccard: 2 / 3,
      joined: { count: 1, indexes: [2] },
      left: { count: 0, indexes: [] },
    },
  ]);
});

test('what became one cluster is passed on to it from both sides', () => {
  const [first, second] = offersBetween(labels(0, 0, 1, 1), labels(3, 3, 3, 3), null);
  expect(first).toMatchObject({ from: 0, to: 3, joined: { indexes: [2, 3] } });
  expect(second).toMatchObject({ from: 1, to: 3, joined: { indexes: [0, 1] } });
});

test('a tenth in common is no heir', () => {
  const later = labels(...Array<number>(10).fill(7));
  expect(offersBetween(labels(0, ...Array<number>(9).fill(-1)), later, null)).toEqual([]);
  expect(offersBetween(labels(0, 0, ...Array<number>(8).fill(-1)), later, null)).toMatchObject([
    { jaccard: 0.2 },
  ]);
});

test('of two versions the overlap is that of the samples in both; who came and went is of all', () => {
  // Pictures a to f: the first version has a to e, the second f, e, d, c, b.
  const same = { first: labels(0, 1, 2, 3, 4, -1), second: labels(-1, 4, 3, 2, 1, 0) };
  expect(offersBetween(labels(0, 0, 0, 1, 1), labels(8, 9, 9, 8, 8), same)).toEqual([
    {
      from: 0,
      to: 8,
      jaccard: 1,
      joined: { count: 1, indexes: [0] },
      left: { count: 1, indexes: [0] },
    },
    { from: 1, to: 9, jaccard: 1, joined: { count: 0, indexes: [] }, left: { count: 0, indexes: [] } },
  ]);
});

test('of many who left the first by number are named, and all are counted', () => {
  const count = 1000;
  const first = new Int32Array(count);
  const second = Int32Array.from(first.keys(), (index) => (index < 300 ? 1 : 2));
  const [{ left } = { left: null }] = offersBetween(first, second, null);
  expect(left?.count).toBe(300);
  expect(left?.indexes).toEqual(Array.from({ length: SAMPLES_MAXIMUM }, (_, index) => index));
});
