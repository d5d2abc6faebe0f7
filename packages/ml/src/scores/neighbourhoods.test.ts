import { expect, test } from 'vitest';
import type { Matrix } from '../matrix/matrix.ts';
import { createRandom } from '../random/random.ts';
import { continuity, trustworthiness } from './neighbourhoods.ts';

const ROWS = 40;
const NEAREST = 6;

function cloud(seed: number, cols: number): Matrix<Float64Array> {
  const random = createRandom(seed);
  return { data: Float64Array.from({ length: ROWS * cols }, () => random.normal()), rows: ROWS, cols };
}

/** The nearest rows of one row, by sorting all of them. */
function nearest({ data, rows, cols }: Matrix, own: number): Set<number> {
  const distance = (row: number) =>
    Array.from({ length: cols }, (_, k) => (data[row * cols + k]! - data[own * cols + k]!) ** 2).reduce(
      (sum, square) => sum + square,
    );
  const others = Array.from({ length: rows }, (_, row) => row).filter((row) => row !== own);
  return new Set(others.sort((a, b) => distance(a) - distance(b)).slice(0, NEAREST));
}

test('the kept neighbours are those that are near in both, whichever is asked for', async () => {
  const [points, map] = [cloud(1, 5), cloud(2, 2)];
  const expected = Array.from({ length: ROWS }, (_, row) => {
    const there = nearest(points, row);
    return [...nearest(map, row)].filter((other) => there.has(other)).length;
  });
  expect([...(await trustworthiness(points, map, NEAREST)).kept]).toEqual(expected);
  expect([...(await continuity(points, map, NEAREST)).kept]).toEqual(expected);
  expect(new Set(expected).size).toBeGreaterThan(2);
});

test('a map that is the data keeps them all', async () => {
  const points = cloud(3, 2);
  const { kept, value } = await trustworthiness(points, points, NEAREST);
  expect([value, new Set(kept)]).toEqual([1, new Set([NEAREST])]);
});
