import { expect, test } from 'vitest';
import { overlapSentence } from './overlap.ts';

test('an overlap is said as a share, with who joined and left', () => {
  expect(overlapSentence(0.816, 2, 5)).toBe(
    'Of the samples that are in either, 82 % are in both; 2 joined, 5 left.',
  );
  expect(overlapSentence(0.9, 0, 1)).toBe('Of the samples that are in either, 90 % are in both; 1 left.');
  expect(overlapSentence(1, 0, 0)).toBe('Both have the same members.');
});
