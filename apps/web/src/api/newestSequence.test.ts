import { expect, test } from 'vitest';
import { newestSequence } from './newestSequence.ts';

test('the sequence of an event is found under any field; answers without one give none', () => {
  expect(newestSequence({ workspaceProgress: { sequence: 41, reset: false } })).toBe(41);
  expect(newestSequence({ a: { sequence: 3 }, b: { sequence: 9 } })).toBe(9);
  expect([newestSequence(null), newestSequence({}), newestSequence({ viewer: { id: 'x' } })]).toEqual([
    null,
    null,
    null,
  ]);
});
