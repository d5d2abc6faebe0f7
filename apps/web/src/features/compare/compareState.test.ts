import { expect, test } from 'vitest';
import { comparePath, extremes, indexOf, numbersIn, pairOf, strangerIn } from './compareState.ts';

test('numbers are read in their order, each once', () => {
  expect(numbersIn('E-3,e-1, 12 E-3 x E--4')).toEqual([3, 1, 12]);
  expect(numbersIn(null)).toEqual([]);
  expect([strangerIn('E-3,e-1, 12'), strangerIn('E-3, foo 1'), strangerIn('')]).toEqual([
    undefined,
    'foo',
    undefined,
  ]);
  expect(comparePath([3, 1])).toBe('/compare?experiments=E-3,E-1');
  expect(numbersIn(comparePath(Array.from({ length: 120 }, (_, i) => i)).split('=')[1]!)).toHaveLength(100);
});

test('a pair is one of those that are compared', () => {
  expect(pairOf('E-3,E-1', [1, 2, 3])).toEqual([3, 1]);
  expect(pairOf('E-3,E-9', [1, 2, 3])).toEqual([1, 2]);
  expect(pairOf(null, [1])).toBeNull();
});

test('the most and the least alike are found; nothing where nothing is comparable', () => {
  expect(
    extremes([
      [1, 0.2, null],
      [0.2, 1, 0.9],
      [null, 0.9, 1],
    ]),
  ).toEqual({ most: { i: 1, j: 2, value: 0.9 }, least: { i: 0, j: 1, value: 0.2 } });
  expect(extremes([[1]])).toBeNull();
});

test('an index is one of three', () => {
  expect([indexOf('nmi').key, indexOf('luck').key, indexOf(null).key]).toEqual(['NMI', 'ARI', 'ARI']);
});
