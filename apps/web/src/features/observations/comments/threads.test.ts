import { expect, test } from 'vitest';
import { inTextOrder, namesOf, type Said, threadsOf, unreadIn } from './threads.ts';

const said = (id: string, minute: number, changes: Partial<Said> = {}): Said => ({
  id,
  body: id,
  author: { id: 'ada', name: 'Ada' },
  createdAt: new Date(Date.UTC(2026, 4, 5, 9, minute)).toISOString(),
  quote: null,
  anchor: null,
  replyTo: null,
  isResolved: false,
  isUnread: false,
  isDeleted: false,
  reactions: [],
  ...changes,
});
const replyTo = { id: 'first' };

test('replies stand under what they answer, all of them by time', () => {
  const threads = threadsOf([
    said('late', 5, { replyTo, isUnread: true }),
    said('second', 3),
    said('early', 2, { replyTo }),
    said('first', 1, { isUnread: true }),
  ]);
  expect(threads.map(({ id, replies }) => [id, replies.map((reply) => reply.id)])).toEqual([
    ['first', ['early', 'late']],
    ['second', []],
  ]);
  expect(threads.map(unreadIn)).toEqual([2, 0]);
});

test('threads are read as the text is; those on the whole, and on words that are gone, come after', () => {
  const threads = threadsOf(['a', 'b', 'c', 'd'].map((id, i) => said(id, i)));
  expect(inTextOrder(threads, ['d', 'b']).map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
});

test('who reacted is said by name, oneself first', () => {
  const users = ['Ada', 'Bo', 'Cecilia', 'Dorothy', 'Emmy'].map((name) => ({ id: name, name }));
  expect(namesOf(users.slice(0, 1), 'Ada')).toBe('You');
  expect(namesOf(users.slice(0, 2), 'Bo')).toBe('You and Ada');
  expect(namesOf(users.slice(0, 3), 'none')).toBe('Ada, Bo and Cecilia');
  expect(namesOf(users.slice(0, 4), 'none')).toBe('Ada, Bo, Cecilia and 1 other');
  expect(namesOf(users, 'Emmy')).toBe('You, Ada, Bo and 2 others');
});
