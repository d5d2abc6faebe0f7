import { expect, test } from 'vitest';
import { caretAfter } from './caretAfter.ts';

test.each([
  // Behind it, before it, and over it.
  ['One gap', 'One gap here', 3, 3],
  ['gap', 'wide gap', 1, 6],
  ['wide gap', 'gap', 8, 3],
  ['wide gap', 'narrow', 4, 2],
  ['gap', 'gaps', 3, 3],
  ['', 'G', 0, 0],
])('%j becomes %j: the caret at %i is at %i', (before, after, caret, expected) => {
  expect(caretAfter(before, after, caret)).toBe(expected);
});
