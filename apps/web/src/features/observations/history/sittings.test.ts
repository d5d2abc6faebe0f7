import { expect, test } from 'vitest';
import { type ListedRevision, sittingsOf } from './sittings.ts';

const ADA = { id: 'ada', name: 'Ada Lovelace' };
const GRACE = { id: 'grace', name: 'Grace Hopper' };
const START = Date.parse('2025-03-01T09:00:00Z');

const revision = (number: number, minute: number, more: Partial<ListedRevision> = {}): ListedRevision => ({
  id: String(number),
  number,
  at: new Date(START + minute * 60_000).toISOString(),
  name: null,
  authors: [ADA],
  ...more,
});
const numbers = (revisions: readonly ListedRevision[]) =>
  sittingsOf(revisions).map((sitting) => sitting.revisions.map(({ number }) => number));

test('a pause of ten minutes begins a sitting, a shorter one does not', () => {
  const written = [revision(4, 29.9), revision(3, 20), revision(2, 9.9), revision(1, 0)];
  expect(numbers(written)).toEqual([
    [4, 3],
    [2, 1],
  ]);
});

test('a named version ends its sitting', () => {
  const written = [revision(3, 2), revision(2, 1, { name: 'Before the vote' }), revision(1, 0)];
  expect(numbers(written)).toEqual([[3], [2, 1]]);
});

test('everybody who wrote in a sitting is told once', () => {
  const written = [
    revision(3, 2, { authors: [GRACE] }),
    revision(2, 1, { authors: [ADA, GRACE] }),
    revision(1, 0),
  ];
  expect(sittingsOf(written).map(({ authors }) => authors.map(({ name }) => name))).toEqual([
    ['Grace Hopper', 'Ada Lovelace'],
  ]);
  expect(sittingsOf([])).toEqual([]);
});
