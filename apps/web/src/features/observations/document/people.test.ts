import { expect, test } from 'vitest';
import { writersOf } from './people.ts';

test('one with two tabs is one, oneself comes last, and what is no person is left out', () => {
  const states = [
    { user: { id: 'me', name: 'Ada' }, cursor: null },
    { user: { id: 'g', name: 'Grace' } },
    { user: { id: 'g', name: 'Grace' } },
    { user: { id: 'b', name: 'Barbara' } },
    { user: { id: 7, name: '<b>' } },
    null,
    {},
  ];
  expect(writersOf(states, 'me').map(({ id }) => id)).toEqual(['b', 'g', 'me']);
});
