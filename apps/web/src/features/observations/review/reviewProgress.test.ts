import { expect, test } from 'vitest';
import { answeredCount, misjudged, nextUnanswered } from './reviewProgress.ts';

const BELONGS = { answer: 'BELONGS' as const };
const OPEN = { answer: null };

test('the next one without an answer is after the place, else the first of all', () => {
  expect(nextUnanswered([BELONGS, OPEN, BELONGS, OPEN], 1)).toBe(3);
  expect(nextUnanswered([OPEN, BELONGS, BELONGS], 2)).toBe(0);
  expect(nextUnanswered([BELONGS, BELONGS], 0)).toBeNull();
  expect(nextUnanswered([], 0)).toBeNull();
});

test('answers are counted', () => {
  expect(answeredCount([BELONGS, OPEN, { answer: 'UNSURE' }])).toBe(2);
});

test('what was answered wrongly is told apart; nothing is while nobody may know', () => {
  const items = [
    { id: 1, answer: 'BELONGS' as const, isMember: true },
    { id: 2, answer: 'BELONGS' as const, isMember: false },
    { id: 3, answer: 'DOES_NOT' as const, isMember: false },
    { id: 4, answer: 'DOES_NOT' as const, isMember: true },
    { id: 5, answer: 'UNSURE' as const, isMember: true },
    { id: 6, answer: null, isMember: true },
  ];
  expect(misjudged(items).map(({ id }) => id)).toEqual([2, 4, 5]);
  expect(misjudged(items.map((item) => ({ ...item, isMember: null })))).toEqual([]);
});
