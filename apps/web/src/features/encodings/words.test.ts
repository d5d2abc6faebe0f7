import { expect, test } from 'vitest';
import { errorWords, outcome, subject } from './words.ts';

const row = { datasetVersion: null, images: { totalCount: 4 }, refusedCount: 1 };

test('what was encoded, and what came of it', () => {
  expect(subject(row)).toBe('5 files');
  expect(subject({ ...row, refusedCount: 0, images: { totalCount: 1 } })).toBe('1 file');
  expect(subject({ ...row, refusedCount: 0, images: { totalCount: 0 } })).toBe('Files');
  expect(subject({ ...row, datasetVersion: { number: 2, dataset: { name: 'Discs' } } })).toBe(
    'Discs, version 2',
  );
  expect(outcome(row)).toBe('4 encoded, 1 refused');
  expect(outcome({ ...row, refusedCount: 0 })).toBe('4 encoded');
});

test.each([
  [null, null],
  [0.5, { text: 'Reconstructed worse than 50 % of the samples trained on.', isOdd: false }],
  [0.993, { text: 'Reconstructed worse than 99 % of the samples trained on.', isOdd: true }],
  [1, { text: 'Reconstructed worse than every sample trained on.', isOdd: true }],
])('%j', (share, words) => {
  expect(errorWords(share)).toEqual(words);
});
