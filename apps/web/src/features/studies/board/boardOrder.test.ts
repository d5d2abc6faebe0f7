import { expect, test } from 'vitest';
import { boardRow, seedScore } from '../testing/boardRow.ts';
import { nextSorting, placesOn, rangeOf, readSorting, sortRows } from './boardOrder.ts';

const row = (name: string, mse: number | null) =>
  boardRow({ name, mse: mse === null ? null : seedScore(mse) });

test('rows are sorted by a score, those without it last in both directions', () => {
  const rows = [row('A', 0.3), row('B', null), row('C', 0.1), row('A 9', 0.2), row('A 10', 0.2)];
  const names = (text: string) => sortRows(rows, readSorting(text)).map(({ name }) => name);
  expect(names('mse.ASC')).toEqual(['C', 'A 9', 'A 10', 'A', 'B']);
  expect(names('mse.DESC')).toEqual(['A', 'A 9', 'A 10', 'C', 'B']);
  expect(names('name.ASC')).toEqual(['A', 'A 9', 'A 10', 'B', 'C']);
  expect(names('luck.ASC')).toEqual(rows.map(({ name }) => name));
});

test('a column shows its best first, then its worst, then the order of the study', () => {
  const best = nextSorting(null, 'mse');
  expect(best).toEqual({ key: 'mse', direction: 'ASC' });
  expect(nextSorting(best, 'mse')).toEqual({ key: 'mse', direction: 'DESC' });
  expect(nextSorting({ key: 'mse', direction: 'DESC' }, 'mse')).toBeNull();
  expect(nextSorting(best, 'silhouette')).toEqual({ key: 'silhouette', direction: 'DESC' });
});

test('seeds are placed along what all of them reach, by logarithms where that is wide', () => {
  const spread = (min: number, max: number) => ({ mean: (min + max) / 2, min, max });
  expect(rangeOf([spread(1, 2), null, spread(-1, 0)])).toEqual([-1, 2]);
  expect(rangeOf([null])).toBeNull();
  expect(placesOn([0, 4], [0, 1, 4])).toEqual([0, 0.25, 1]);
  expect(placesOn([0.01, 1], [0.01, 0.1, 1])).toEqual([0, 0.5, 1]);
  expect(placesOn([3, 3], [3])).toEqual([0.5]);
});
