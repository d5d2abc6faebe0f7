import { expect, test } from 'vitest';
import { byNeed, newsSentence, sinceWords } from './news.ts';

// In the time zone of whoever runs this, as the words are; a Friday.
const now = new Date(2026, 10, 27, 9, 30);

test.each([
  [new Date(2026, 10, 27, 0, 5), 'since 00:05'],
  [new Date(2026, 10, 26, 23, 55), 'since yesterday'],
  [new Date(2026, 10, 24, 18, 0), 'since Tuesday'],
  [new Date(2026, 10, 21, 0, 0), 'since Saturday'],
  [new Date(2026, 10, 20, 23, 59), 'since 20 November'],
  [new Date(2025, 11, 31, 12, 0), 'since 31 December 2025'],
])('%s is %s', (then, said) => {
  expect(sinceWords(then.toISOString(), now)).toBe(said);
});

test('an hour that a clock was put back by moves no day', () => {
  // Where clocks are put back, it is in one of these nights.
  for (let day = 1; day <= 7; day++)
    expect(sinceWords(new Date(2026, 9, 24 + day, 23).toISOString(), new Date(2026, 9, 25 + day, 1))).toBe(
      'since yesterday',
    );
});

test('news is a sentence', () => {
  expect(newsSentence(3, 0, 'since Tuesday')).toBe('3 finished since Tuesday');
  expect(newsSentence(3, 1, 'since Tuesday')).toBe('3 finished, 1 failed since Tuesday');
  expect(newsSentence(0, 2, 'since 14:05')).toBe('2 failed since 14:05');
  expect(newsSentence(0, 0, 'since yesterday')).toBe('nothing finished since yesterday');
});

test('what needs a look most comes first', () => {
  const row = (id: string, status: string, warnings = 0) => ({
    id,
    status,
    clusteringWarnings: Array(warnings).fill({}),
  });
  const rows = [row('a', 'SUCCEEDED'), row('b', 'SUCCEEDED', 2), row('c', 'FAILED'), row('d', 'SUCCEEDED')];
  expect(byNeed(rows).map(({ id }) => id)).toEqual(['c', 'b', 'a', 'd']);
});
