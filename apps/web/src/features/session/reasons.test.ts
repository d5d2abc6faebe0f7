import { expect, test } from 'vitest';
import { reasonFor } from './reasons.ts';

test('every code says what to do, and none says nothing', () => {
  expect(reasonFor(null)).toBeNull();
  expect(reasonFor('INVALID_TOKEN')).toMatch(/ask for another/);
  expect(reasonFor('INVITATION_NEEDED')).toMatch(/invite/);
  // A name that every object has.
  expect(reasonFor('something new')).toBe(reasonFor('constructor'));
});
